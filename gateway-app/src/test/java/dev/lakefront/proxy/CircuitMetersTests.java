package dev.lakefront.proxy;

import static org.assertj.core.api.Assertions.assertThat;

import dev.lakefront.Gateway;
import io.micrometer.core.instrument.MeterRegistry;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class CircuitMetersTests {

    @TempDir
    Path folder;

    @Test
    void tellsHowManyCircuitsAreOpenAndWhatWasTriedAgain() {
        FakeBackend backend = new FakeBackend();
        Gateway.write(
                folder,
                "config/workspaces/gone.yaml",
                "type: http\nhost: " + backend.url() + "\nauth: { type: none }\n");
        Gateway.write(folder, "config/products/open.yaml", "title: Open\nsubscription: { required: false }\n");
        api("failing");
        api("resting");
        backend.close();

        try (Gateway gateway = Gateway.start(folder)) {
            MeterRegistry registry = gateway.bean(MeterRegistry.class);
            assertThat(circuits(registry, "closed")).isEqualTo(2);

            gateway.post("/failing/invocations", null, "{}");
            gateway.post("/failing/invocations", null, "{}");

            assertThat(circuits(registry, "open")).isEqualTo(1);
            assertThat(circuits(registry, "closed")).isEqualTo(1);
            assertThat(registry.get("lakefront.retries")
                            .tag("api", "failing")
                            .tag("reason", "not-sent")
                            .counter()
                            .count())
                    .isPositive();
        }
    }

    private void api(String id) {
        Gateway.write(folder, "config/apis/" + id + ".yaml", """
            title: %s
            workspace: gone
            endpoint: %s
            task: tabular
            products: [open]
            circuit-breaker: { window: 2, open: 1h }
            """.formatted(id, id));
    }

    private static double circuits(MeterRegistry registry, String state) {
        return registry.get("lakefront.circuit.state")
                .tag("workspace", "gone")
                .tag("state", state)
                .gauge()
                .value();
    }
}
