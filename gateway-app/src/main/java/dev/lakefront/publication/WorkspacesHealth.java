package dev.lakefront.publication;

import dev.lakefront.backend.CallHealth;
import dev.lakefront.backend.WorkspaceConnections;
import dev.lakefront.backend.WorkspaceHealth;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.TreeMap;
import org.springframework.boot.health.contributor.Health;
import org.springframework.boot.health.contributor.HealthIndicator;
import org.springframework.boot.health.contributor.Status;
import org.springframework.stereotype.Component;

/**
 * Tells how each workspace answers the gateway, and which APIs are served without a current document.
 *
 * <p>Never down: a workspace that does not answer is no reason to take the gateway away from the callers of the others.
 */
@Component("workspacesHealthIndicator")
class WorkspacesHealth implements HealthIndicator {

    static final Status DEGRADED = new Status("DEGRADED", "serving, but not everything is as it should be");

    private final Snapshots snapshots;
    private final WorkspaceConnections connections;
    private final KeptDocuments kept;
    private final ReloadStatus status;

    WorkspacesHealth(Snapshots snapshots, WorkspaceConnections connections, KeptDocuments kept, ReloadStatus status) {
        this.snapshots = snapshots;
        this.connections = connections;
        this.kept = kept;
        this.status = status;
    }

    @Override
    public Health health() {
        Map<String, WorkspaceHealth> workspaces = new TreeMap<>();
        connections.health().forEach((id, health) -> workspaces.put(id.value(), health));
        Map<String, Object> documents = new TreeMap<>();
        snapshots.current().apis().values().stream()
                .filter(api -> api.status().origin() != DocumentStatus.Origin.CURRENT)
                .forEach(api -> documents.put(api.api().id(), document(api.status())));
        boolean failing = workspaces.values().stream()
                .anyMatch(health ->
                        health.controlPlane().failing() || health.credential().failing());
        boolean keptOnly = snapshots.current().apis().values().stream()
                .anyMatch(api -> api.status().origin() == DocumentStatus.Origin.KEPT);
        boolean damaged = !kept.damaged().isEmpty();
        boolean well = !failing && !keptOnly && !damaged && status.takenOut().isEmpty();
        Health.Builder health = well ? Health.up() : Health.status(DEGRADED);
        workspaces.forEach((id, known) -> health.withDetail(id, workspace(known)));
        return health.withDetail("documentsNotCurrent", documents)
                .withDetail("takenOut", new TreeMap<>(status.takenOut()))
                .withDetail("damagedFiles", kept.damaged().stream().sorted().toList())
                .build();
    }

    private static Map<String, Object> workspace(WorkspaceHealth health) {
        Map<String, Object> details = new LinkedHashMap<>();
        details.put("controlPlane", calls(health.controlPlane()));
        details.put("credential", calls(health.credential()));
        return details;
    }

    private static Map<String, Object> calls(CallHealth health) {
        Map<String, Object> details = new LinkedHashMap<>();
        boolean unknown = health.lastSuccess() == null && health.lastFailure() == null;
        details.put("state", unknown ? "unknown" : health.failing() ? "failing" : "answering");
        if (health.lastSuccess() != null) {
            details.put("lastSuccess", health.lastSuccess().toString());
        }
        if (health.lastFailure() != null) {
            details.put("lastFailure", health.lastFailure().toString());
            details.put("lastFailureReason", String.valueOf(health.reason()));
        }
        return details;
    }

    private static Map<String, Object> document(DocumentStatus status) {
        Map<String, Object> details = new LinkedHashMap<>();
        details.put("origin", status.word());
        details.put("reason", String.valueOf(status.reason()));
        details.put("at", status.at().toString());
        return details;
    }
}
