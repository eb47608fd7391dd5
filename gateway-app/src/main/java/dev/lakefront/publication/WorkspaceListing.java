package dev.lakefront.publication;

import dev.lakefront.backend.BackendCallFailed;
import dev.lakefront.backend.Endpoint;
import dev.lakefront.backend.Workspace;
import dev.lakefront.backend.WorkspaceConnections;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.FutureTask;
import java.util.concurrent.TimeoutException;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.stereotype.Component;

/**
 * Knows the endpoints of a workspace that can be called, and remembers them until they are due again.
 *
 * <p>An endpoint that was ready once stays while the workspace has it: its callers are to be told that it does not
 * answer, not that it does not exist. When the workspace cannot be asked, those count that were seen last, in an
 * earlier process if need be. Blocks.
 */
@Component
class WorkspaceListing {

    private static final Logger LOGGER = LoggerFactory.getLogger(WorkspaceListing.class);

    private record Seen(Workspace workspace, List<String> endpoints, boolean current, Instant at) {}

    private final LocationProperties locations;
    private final WorkspaceConnections connections;
    private final KeptDocuments kept;
    private final InstantSource clock;
    private volatile @Nullable Seen last;

    WorkspaceListing(
            LocationProperties locations, WorkspaceConnections connections, KeptDocuments kept, InstantSource clock) {
        this.locations = locations;
        this.connections = connections;
        this.kept = kept;
        this.clock = clock;
    }

    List<String> endpoints(Workspace workspace, Deadline deadline) {
        Seen seen = last;
        if (seen == null || !seen.workspace().equals(workspace) || isDue(seen)) {
            seen = ask(workspace, deadline);
            last = seen;
        }
        return seen.endpoints();
    }

    private boolean isDue(Seen seen) {
        Duration every = seen.workspace().sync().every();
        Duration soon = locations.importRetry();
        Duration interval = seen.current() || soon.compareTo(every) > 0 ? every : soon;
        return !clock.instant().isBefore(seen.at().plus(interval));
    }

    private Seen ask(Workspace workspace, Deadline deadline) {
        FutureTask<List<Endpoint>> question =
                new FutureTask<>(() -> connections.connect(workspace).client().endpoints());
        Thread.ofVirtual().name("listing-" + workspace.id().value()).start(question);
        List<String> known = kept.listing(workspace);
        try {
            List<String> callable = callable(deadline.await(question), Set.copyOf(known));
            if (!callable.equals(known)) {
                kept.keepListing(workspace, callable);
            }
            return new Seen(workspace, callable, true, clock.instant());
        } catch (TimeoutException slow) {
            return unasked(workspace, known, "no answer within " + deadline.whole());
        } catch (InterruptedException stopped) {
            Thread.currentThread().interrupt();
            return unasked(workspace, known, "interrupted");
        } catch (ExecutionException failed) {
            if (failed.getCause() instanceof BackendCallFailed failure) {
                return unasked(workspace, known, String.valueOf(failure.getMessage()));
            }
            throw new IllegalStateException("listing the endpoints of a workspace failed", failed.getCause());
        }
    }

    private static List<String> callable(List<Endpoint> listed, Set<String> before) {
        Set<String> names = new HashSet<>();
        for (Endpoint endpoint : listed) {
            if (endpoint.state().isServing() || before.contains(endpoint.name())) {
                names.add(endpoint.name());
            }
        }
        return names.stream().sorted().toList();
    }

    private Seen unasked(Workspace workspace, List<String> known, String reason) {
        LOGGER.atWarn()
                .addKeyValue("workspace", workspace.id())
                .addKeyValue("reason", reason)
                .addKeyValue("kept", known.size())
                .log("The workspace's endpoints cannot be listed; the kept ones are served");
        return new Seen(workspace, known, false, clock.instant());
    }
}
