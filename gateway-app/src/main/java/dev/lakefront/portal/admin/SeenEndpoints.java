package dev.lakefront.portal.admin;

import dev.lakefront.backend.BackendCallFailed;
import dev.lakefront.backend.Endpoint;
import dev.lakefront.backend.Workspace;
import dev.lakefront.backend.WorkspaceConnections;
import dev.lakefront.store.ConditionalOnPortal;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;

/**
 * The endpoints that each workspace lists, asked for when somebody looks and remembered for half a minute. While a workspace
 * cannot be asked, those stay that it listed last. Blocks.
 */
@Component
@ConditionalOnPortal
class SeenEndpoints {

    /**
     * What a workspace listed.
     *
     * @param at when it did; absent when it never has, since this process began
     * @param failure why it could not be asked again; absent when it answered
     */
    record Seen(
            Workspace workspace,
            List<Endpoint> endpoints,
            @Nullable Instant at,
            @Nullable Instant asked,
            @Nullable BackendCallFailed failure) {

        static Seen never(Workspace workspace) {
            return new Seen(workspace, List.of(), null, null, null);
        }
    }

    private static final Duration FRESH = Duration.ofSeconds(30);

    private final WorkspaceConnections connections;
    private final InstantSource clock;
    private final Map<String, Seen> last = new ConcurrentHashMap<>();

    SeenEndpoints(WorkspaceConnections connections, InstantSource clock) {
        this.connections = connections;
        this.clock = clock;
    }

    /** One question at a time for each workspace, however many people look. */
    Seen of(Workspace workspace) {
        return last.compute(workspace.id().value(), (id, known) -> {
            Seen before = known != null && known.workspace().equals(workspace) ? known : Seen.never(workspace);
            return isFresh(before) ? before : ask(before);
        });
    }

    private boolean isFresh(Seen seen) {
        return seen.asked() != null && clock.instant().isBefore(seen.asked().plus(FRESH));
    }

    private Seen ask(Seen before) {
        try {
            List<Endpoint> listed =
                    connections.connect(before.workspace()).client().endpoints();
            return new Seen(before.workspace(), listed, clock.instant(), clock.instant(), null);
        } catch (BackendCallFailed failure) {
            return new Seen(before.workspace(), before.endpoints(), before.at(), clock.instant(), failure);
        }
    }
}
