package dev.lakefront.management;

import static dev.lakefront.management.ManagedGateway.id;
import static dev.lakefront.publication.Eventually.eventually;
import static org.assertj.core.api.Assertions.assertThat;

import dev.lakefront.Gateway;
import dev.lakefront.Replicas;
import dev.lakefront.proxy.FakeBackend;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Map;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import tools.jackson.databind.JsonNode;

/** A limit that is lowered on one gateway holds on another one of the same database. */
class LimitReplicasTests {

    @ParameterizedTest
    @EnumSource
    void enforceALoweredLimitWithinTwoSeconds(Replicas.Database database, @TempDir Path folder) throws Throwable {
        try (FakeBackend backend = ManagedGateway.model();
                Replicas replicas =
                        Replicas.start(database, folder, each -> limited(each, backend), ManagementVisit.setting())) {
            ManagedGateway first = managed(backend, replicas.first());
            ManagedGateway second = managed(backend, replicas.second());
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

    private static void limited(Path folder, FakeBackend backend) {
        ManagedGateway.configure(folder, backend);
        ManagedLimitsTests.limit(folder);
    }

    private static ManagedGateway managed(FakeBackend backend, Gateway gateway) {
        return new ManagedGateway(backend, gateway, new ManagementVisit(gateway));
    }

    private static void lower(ManagedGateway gateway, JsonNode subscription, String limits) {
        String path = "/subscriptions/" + id(subscription) + "/limits";
        assertThat(gateway.visit().send("PUT", path, limits, Map.of()).statusCode())
                .isEqualTo(200);
    }
}
