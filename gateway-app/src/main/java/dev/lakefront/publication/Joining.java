package dev.lakefront.publication;

import dev.lakefront.backend.Workspace;
import dev.lakefront.backend.WorkspaceConnection;
import dev.lakefront.backend.WorkspaceConnections;
import dev.lakefront.catalog.Api;
import dev.lakefront.catalog.Product;
import dev.lakefront.limit.Charge;
import dev.lakefront.policy.Policies;
import dev.lakefront.policy.PolicySet;
import dev.lakefront.resilience.EndpointGuards;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/**
 * Joins the APIs of one configuration with their workspaces and policies. An API about which nothing changed since the
 * last time is the same object again: that is how all who build on it know.
 */
final class Joining {

    /** What came of one joining: the APIs by id, and the policies they were joined with. */
    record Joined(@Nullable Policies policies, Map<String, PublishedApi> apis) {

        static final Joined NOTHING = new Joined(null, Map.of());
    }

    /** What all APIs of a workspace share. */
    private record Shared(WorkspaceConnection connection, List<Charge> charges) {}

    private final Configuration configuration;
    private final WorkspaceConnections connections;
    private final EndpointGuards guards;
    private final Joined before;
    private final Map<String, Shared> workspaces = new HashMap<>();

    Joining(Configuration configuration, WorkspaceConnections connections, EndpointGuards guards, Joined before) {
        this.configuration = configuration;
        this.connections = connections;
        this.guards = guards;
        this.before = before;
    }

    PublishedApi join(Api api, ImportedApi imported, @Nullable LifecycleNotice notice) {
        PublishedApi last = before.apis().get(api.id());
        Shared workspace = workspaces.computeIfAbsent(api.workspace(), this::shared);
        PublishedApi joined = new PublishedApi(
                api,
                workspace.connection(),
                imported.endpoint(),
                imported.document(),
                imported.status(),
                policies(api, workspace, last),
                last != null && last.api() == api
                        ? last.guard()
                        : guards.guard(api.workspace(), api.endpoint(), api.resilience()),
                WorkspaceLimits.place(workspace.connection().workspace()),
                openProduct(api),
                notice);
        return last != null && joined.equals(last) ? last : joined;
    }

    private PolicySet policies(Api api, Shared workspace, @Nullable PublishedApi last) {
        if (last != null
                && before.policies() != null
                && configuration.policies().areSameFor(api.id(), api.products(), before.policies())
                // A workspace with other limits has another connection.
                && last.connection() == workspace.connection()
                && last.api().products().equals(api.products())) {
            return last.policies();
        }
        return configuration.policies().forApi(api.id(), api.products(), workspace.charges());
    }

    private Shared shared(String id) {
        Workspace workspace =
                Objects.requireNonNull(configuration.workspaces().get(id), "an API is compiled with its workspace");
        return new Shared(connections.connect(workspace), WorkspaceLimits.charges(workspace));
    }

    private @Nullable String openProduct(Api api) {
        String first = null;
        for (String id : api.products()) {
            if (isOpen(id) && (first == null || id.compareTo(first) < 0)) {
                first = id;
            }
        }
        return first;
    }

    private boolean isOpen(String id) {
        Product product = configuration.products().get(id);
        return product != null && product.open();
    }
}
