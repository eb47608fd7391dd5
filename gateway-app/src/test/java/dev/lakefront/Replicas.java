package dev.lakefront;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import java.util.function.Consumer;

/** Two gateways with a portal that serve the same configuration on one database. */
public record Replicas(Gateway first, Gateway second, Optional<PostgresServer> server) implements AutoCloseable {

    /** What keeps what the replicas share. */
    public enum Database {
        POSTGRES,
        H2
    }

    /** Both read what this writes, each in a folder of its own below this one. */
    public static Replicas start(Database database, Path folder, Consumer<Path> configuration, String... properties) {
        Optional<PostgresServer> server =
                database == Database.POSTGRES ? Optional.of(PostgresServer.start()) : Optional.empty();
        List<String> all = new ArrayList<>(Arrays.asList(properties));
        all.add("--spring.datasource.url=" + server.map(PostgresServer::url).orElseGet(Replicas::memory));
        Gateway first = start(folder.resolve("first"), configuration, all);
        return new Replicas(first, start(folder.resolve("second"), configuration, all), server);
    }

    private static Gateway start(Path folder, Consumer<Path> configuration, List<String> properties) {
        configuration.accept(folder);
        return Gateway.startWithPortal(folder, properties.toArray(String[]::new));
    }

    private static String memory() {
        return "jdbc:h2:mem:" + UUID.randomUUID() + ";MODE=PostgreSQL;DATABASE_TO_LOWER=TRUE";
    }

    @Override
    public void close() {
        second.close();
        first.close();
        server.ifPresent(PostgresServer::close);
    }
}
