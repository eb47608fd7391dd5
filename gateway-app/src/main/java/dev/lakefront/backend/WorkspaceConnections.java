package dev.lakefront.backend;

import dev.lakefront.document.Nearest;
import java.time.InstantSource;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.springframework.stereotype.Component;

/**
 * Connects workspaces, each definition once, so that a token outlives the snapshot it was fetched under.
 *
 * <p>Thread-safe. Nothing here does I/O: a connection begins with the first question.
 */
@Component
public final class WorkspaceConnections {

    private final Map<String, ServingPlatform> platforms = new TreeMap<>();
    private final Map<Workspace, WorkspaceConnection> connections = new LinkedHashMap<>();
    private final BoundedHttp http;
    private final InstantSource clock;

    /** Fails when two platforms have the same type. */
    public WorkspaceConnections(List<ServingPlatform> platforms, BoundedHttp http, InstantSource clock) {
        this.http = http;
        this.clock = clock;
        for (ServingPlatform platform : platforms) {
            ServingPlatform other = this.platforms.put(platform.type(), platform);
            if (other != null) {
                throw new IllegalStateException("two serving platforms have the type '" + platform.type() + "': "
                        + other.getClass().getName() + " and "
                        + platform.getClass().getName()
                        + "; remove one of them from the class path");
            }
        }
    }

    /** The connection of this definition, made when there is none yet. */
    public synchronized WorkspaceConnection connect(Workspace workspace) {
        WorkspaceConnection known = connections.get(workspace);
        if (known == null) {
            known = connection(workspace);
            connections.put(workspace, known);
        }
        return known;
    }

    /** Forgets all other connections. Calls under way keep theirs until they end. */
    public synchronized void retain(Collection<Workspace> workspaces) {
        connections.keySet().retainAll(List.copyOf(workspaces));
    }

    /** How each connected workspace answered; where one is being replaced, its newest definition counts. */
    public synchronized Map<WorkspaceId, WorkspaceHealth> health() {
        Map<WorkspaceId, WorkspaceHealth> health = new LinkedHashMap<>();
        connections.forEach((workspace, connection) -> health.put(workspace.id(), connection.health()));
        return health;
    }

    private WorkspaceConnection connection(Workspace workspace) {
        ServingPlatform platform = platforms.get(workspace.type());
        if (platform == null) {
            throw new IllegalArgumentException("workspace '" + workspace.id() + "' has the type '" + workspace.type()
                    + "', which this build does not know" + Nearest.hint(workspace.type(), platforms.keySet()));
        }
        CallRecord controlPlaneCalls = new CallRecord(clock);
        CallRecord credentialCalls = new CallRecord(clock);
        Credential credential = platform.credential(workspace, credentialCalls);
        ControlPlane controlPlane = new ControlPlane(workspace, credential, http, controlPlaneCalls);
        return new WorkspaceConnection(
                workspace, platform, credential, platform.client(controlPlane), controlPlaneCalls, credentialCalls);
    }
}
