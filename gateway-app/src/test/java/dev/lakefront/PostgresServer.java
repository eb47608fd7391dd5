package dev.lakefront;

import io.zonky.test.db.postgres.embedded.EmbeddedPostgres;
import java.io.Closeable;
import java.io.IOException;
import java.io.UncheckedIOException;
import org.testcontainers.DockerClientFactory;
import org.testcontainers.postgresql.PostgreSQLContainer;

/** A real PostgreSQL with an empty database: in a container where Docker is, else the program of a test dependency. */
public final class PostgresServer implements AutoCloseable {

    private static final String IMAGE = "postgres:18-alpine";

    private final String url;
    private final Closeable server;

    private PostgresServer(String url, Closeable server) {
        this.url = url;
        this.server = server;
    }

    /** Without one that starts here the test is skipped, and fails where the environment says {@code CI=true}. */
    public static PostgresServer start() {
        return DockerClientFactory.instance().isDockerAvailable() ? container() : program();
    }

    private static PostgresServer container() {
        PostgreSQLContainer container = new PostgreSQLContainer(IMAGE);
        container.start();
        String url =
                container.getJdbcUrl() + "&user=" + container.getUsername() + "&password=" + container.getPassword();
        return new PostgresServer(url, container::stop);
    }

    private static PostgresServer program() {
        try {
            EmbeddedPostgres program = EmbeddedPostgres.start();
            return new PostgresServer(program.getJdbcUrl("postgres", "postgres"), program);
        } catch (IOException | RuntimeException none) {
            Tool.require(false, "Docker, or a PostgreSQL that starts on this machine (" + none.getMessage() + ")");
            throw new IllegalStateException(none);
        }
    }

    /** With user and password. */
    public String url() {
        return url;
    }

    @Override
    public void close() {
        try {
            server.close();
        } catch (IOException failed) {
            throw new UncheckedIOException(failed);
        }
    }
}
