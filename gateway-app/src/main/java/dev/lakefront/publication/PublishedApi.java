package dev.lakefront.publication;

import dev.lakefront.backend.Credential;
import dev.lakefront.backend.Endpoint;
import dev.lakefront.backend.Workspace;
import dev.lakefront.backend.WorkspaceConnection;
import dev.lakefront.catalog.Api;
import dev.lakefront.catalog.ImportedDocument;
import dev.lakefront.limit.Charge;
import dev.lakefront.policy.PolicySet;
import dev.lakefront.resilience.EndpointGuard;
import java.time.Duration;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * One API as a snapshot holds it: declared, imported, joined with its workspace and its policies.
 *
 * @param endpoint as the workspace last described it; absent when it never did
 * @param policies compiled, for every product that contains the API; their limits with those of its workspace
 * @param guard what is known of the endpoint's well-being; shared by all that front it
 * @param workspacePlace what each attempt takes of the calls that the workspace allows at one time; absent when no
 *     bound is known
 * @param openProduct the first, by id, of its products that need no subscription; absent when all do
 * @param notice what callers are told of its end; absent for most
 */
public record PublishedApi(
        Api api,
        WorkspaceConnection connection,
        @Nullable Endpoint endpoint,
        ImportedDocument document,
        DocumentStatus status,
        PolicySet policies,
        EndpointGuard guard,
        @Nullable Charge workspacePlace,
        @Nullable String openProduct,
        @Nullable LifecycleNotice notice) {

    private static final Duration CONNECT = Duration.ofSeconds(2);

    /** Databricks ends calls after 597 s at the latest; most models answer in a fraction of half of that. */
    private static final Duration FIRST_BYTE = Duration.ofSeconds(300);

    /** Longer than any pause of a model that is still at work on its answer. */
    private static final Duration IDLE = Duration.ofSeconds(120);

    /** Streams of agents may be longer than one answer. */
    private static final Duration TOTAL = Duration.ofSeconds(900);

    public Workspace workspace() {
        return connection.workspace();
    }

    public Credential credential() {
        return connection.credential();
    }

    /** Whether its last day is over, and calls are refused. */
    public boolean isRetired(Instant now) {
        return notice != null && notice.isOver(now);
    }

    /** Until a connection stands: the API's own, else the workspace's, else 2 s. */
    public Duration connectTimeout() {
        return first(api.timeouts().connect(), workspace().timeouts().connect(), CONNECT);
    }

    /** Until the response headers: the API's own, else the workspace's, else 300 s. */
    public Duration firstByteTimeout() {
        return first(api.timeouts().firstByte(), workspace().timeouts().firstByte(), FIRST_BYTE);
    }

    /** Between two pieces of a response: the API's own, else 120 s. */
    public Duration idleTimeout() {
        return first(api.timeouts().idle(), null, IDLE);
    }

    /** Until the end of the response: the API's own, else 900 s. */
    public Duration totalTimeout() {
        return first(api.timeouts().total(), null, TOTAL);
    }

    private static Duration first(@Nullable Duration own, @Nullable Duration workspaces, Duration standard) {
        if (own != null) {
            return own;
        }
        return workspaces != null ? workspaces : standard;
    }

    /** The path on the API's server of a path in its document. A Databricks endpoint's stands below its own name. */
    public String upstreamPath(String path) {
        boolean databricks = workspace().type().equals("databricks");
        String below = databricks ? path : document.pathBelow(workspace().basePath(), path);
        return connection.platform().upstreamPath(workspace(), api.endpoint(), below);
    }
}
