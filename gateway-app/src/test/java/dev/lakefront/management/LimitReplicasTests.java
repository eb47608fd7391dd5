package dev.lakefront.management;

import static dev.lakefront.management.ManagedGateway.id;
import static dev.lakefront.publication.Eventually.eventually;
import static org.assertj.core.api.Assertions.assertThat;

import dev.lakefront.PostgresServer;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import tools.jackson.databind.JsonNode;

/** A limit that is lowered on one gateway holds on another one of the same database. */
class LimitReplicasTests {

    @TempDir
    Path one;

    @TempDir
    Path other;

    @Test
    void enforceALoweredLimitWithinTwoSecondsOnPostgres() throws Throwable {
        try (PostgresServer postgres = PostgresServer.start()) {
            enforceALoweredLimit("--spring.datasource.url=" + postgres.url());
        }
    }

    @Test
    void enforceALoweredLimitWithinTwoSecondsOnH2() throws Throwable {
        enforceALoweredLimit("--spring.datasource.url=jdbc:h2:mem:lowered;MODE=PostgreSQL;DATABASE_TO_LOWER=TRUE");
    }

    private void enforceALoweredLimit(String database) throws Throwable {
        ManagedLimitsTests.limit(one);
        ManagedLimitsTests.limit(other);
        try (ManagedGateway first = ManagedGateway.start(one, database);
                ManagedGateway second = ManagedGateway.start(other, database)) {
            JsonNode subscription = first.active("ada", "guarded");
            String key = first.key(subscription);
            eventually(() -> assertThat(second.call(key)).isEqualTo(200));

            lower(first, subscription, "{\"daily\": 1}");
            long lowered = System.nanoTime();

            assertThat(first.call(key)).isEqualTo(200);
            assertThat(first.call(key)).as("at once, where it was lowered").isEqualTo(429);
            eventually(() -> assertThat(second.call(key)).isEqualTo(429));
            assertThat(Duration.ofNanos(System.nanoTime() - lowered)).isLessThan(Duration.ofSeconds(2));

            lower(second, subscription, "{}");
            eventually(() -> assertThat(first.call(key)).isEqualTo(200));
        }
    }

    private static void lower(ManagedGateway gateway, JsonNode subscription, String limits) {
        String path = "/subscriptions/" + id(subscription) + "/limits";
        assertThat(gateway.visit().send("PUT", path, limits, Map.of()).statusCode())
                .isEqualTo(200);
    }
}
