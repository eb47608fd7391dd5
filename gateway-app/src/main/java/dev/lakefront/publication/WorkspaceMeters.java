package dev.lakefront.publication;

import dev.lakefront.backend.CallHealth;
import dev.lakefront.backend.WorkspaceConnection;
import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.core.instrument.MultiGauge;
import io.micrometer.core.instrument.MultiGauge.Row;
import io.micrometer.core.instrument.Tags;
import java.time.Instant;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.springframework.stereotype.Component;

/**
 * Gauges of the workspaces that are published: {@code lakefront.workspace.failing} and {@code lakefront.token.expiry}.
 * Those of workspaces that are gone go with them.
 */
@Component
class WorkspaceMeters implements SnapshotListener {

    private final MultiGauge failing;
    private final MultiGauge tokenExpiry;

    WorkspaceMeters(MeterRegistry registry) {
        this.failing = MultiGauge.builder("lakefront.workspace.failing")
                .description("1 while the workspace's last answer to the gateway itself was a failure, else 0")
                .register(registry);
        this.tokenExpiry = MultiGauge.builder("lakefront.token.expiry")
                .description("When the token that is sent to the workspace ends, in Unix time; 0 without one that ends")
                .baseUnit("seconds")
                .register(registry);
    }

    @Override
    public void published(Snapshot snapshot) {
        Map<String, WorkspaceConnection> connections = new LinkedHashMap<>();
        snapshot.apis().values().forEach(api -> connections.put(api.api().workspace(), api.connection()));
        List<Row<?>> failingRows = new ArrayList<>();
        List<Row<?>> expiryRows = new ArrayList<>();
        connections.forEach((workspace, connection) -> {
            failingRows.add(row(workspace, "control-plane", connection));
            failingRows.add(row(workspace, "credential", connection));
            expiryRows.add(Row.of(Tags.of("workspace", workspace), connection, WorkspaceMeters::expiry));
        });
        failing.register(failingRows, true);
        tokenExpiry.register(expiryRows, true);
    }

    private static Row<?> row(String workspace, String calls, WorkspaceConnection connection) {
        boolean credential = calls.equals("credential");
        return Row.of(Tags.of("workspace", workspace, "calls", calls), connection, now -> {
            CallHealth health =
                    credential ? now.health().credential() : now.health().controlPlane();
            return health.failing() ? 1 : 0;
        });
    }

    private static double expiry(WorkspaceConnection connection) {
        return connection.credential().expiresAt().map(Instant::getEpochSecond).orElse(0L);
    }
}
