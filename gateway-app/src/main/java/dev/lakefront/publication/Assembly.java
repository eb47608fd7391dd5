package dev.lakefront.publication;

import dev.lakefront.backend.Workspace;
import dev.lakefront.backend.WorkspaceConnections;
import dev.lakefront.catalog.Api;
import dev.lakefront.resilience.EndpointGuards;
import dev.lakefront.subscription.Subscription;
import dev.lakefront.subscription.SubscriptionIndex;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.TreeMap;
import org.springframework.stereotype.Component;

/** Joins what the files declare with what the workspaces say into a snapshot. Blocks while the workspaces are asked. */
@Component
class Assembly {

    /**
     * A snapshot that may be published.
     *
     * @param takenOut the APIs that are not in it because their endpoint is gone, by id, with the reason
     */
    record Assembled(Snapshot snapshot, Map<String, String> takenOut) {}

    private final LocationProperties locations;
    private final WorkspaceListing listing;
    private final Imports imports;
    private final WorkspaceConnections connections;
    private final EndpointGuards guards;
    private final LifecycleNotices notices;
    private final InstantSource clock;
    private final SnapshotId ids = new SnapshotId();
    private volatile Joining.Joined last = Joining.Joined.NOTHING;

    Assembly(
            LocationProperties locations,
            WorkspaceListing listing,
            Imports imports,
            WorkspaceConnections connections,
            EndpointGuards guards,
            LifecycleNotices notices,
            InstantSource clock) {
        this.locations = locations;
        this.listing = listing;
        this.imports = imports;
        this.connections = connections;
        this.guards = guards;
        this.notices = notices;
        this.clock = clock;
    }

    /** @param starters who may call besides those whom files declare */
    Assembled assemble(Configuration configuration, List<Subscription> starters) {
        Deadline deadline = Deadline.in(locations.importTimeout());
        Map<String, Api> apis = new TreeMap<>(configuration.apis());
        configuration
                .given()
                .ifPresent(workspace -> Discovery.apis(
                                workspace,
                                listing.endpoints(workspace, deadline),
                                configuration.apis().values())
                        .forEach(apis::putIfAbsent));
        Map<String, PublishedApi> published = LinkedHashMap.newLinkedHashMap(apis.size());
        Map<String, String> takenOut = new TreeMap<>();
        Map<String, ImportedApi> known = imports.imported(configuration, apis.values(), deadline);
        Joining joining = new Joining(configuration, connections, guards, last);
        apis.forEach((id, declared) -> {
            ImportedApi imported = Objects.requireNonNull(known.get(id), "every API is imported");
            LifecycleNotice notice = notices.of(declared, apis, configuration.settings());
            PublishedApi api = joining.join(declared, imported, notice);
            if (imported.isMissing() && api.workspace().sync().onMissing() == Workspace.OnMissing.DISABLE) {
                takenOut.put(id, String.valueOf(imported.status().reason()));
            } else {
                published.put(id, api);
            }
        });
        List<Subscription> subscriptions = new ArrayList<>(configuration.subscriptions());
        subscriptions.addAll(starters);
        return new Assembled(snapshot(configuration, published, subscriptions), takenOut);
    }

    /** Remembers what is published, and drops the connections to workspaces and the guards of endpoints that are no more. Calls under way keep theirs. */
    void forgetOthers(Configuration configuration, Snapshot published) {
        last = new Joining.Joined(configuration.policies(), published.apis());
        imports.retain(published.apis().keySet());
        connections.retain(configuration.workspaces().values());
        guards.retain(
                published.apis().values().stream().map(PublishedApi::guard).toList());
    }

    private Snapshot snapshot(
            Configuration configuration, Map<String, PublishedApi> published, List<Subscription> subscriptions) {
        return new Snapshot(
                ids.of(configuration, published),
                clock.instant(),
                configuration.settings(),
                configuration.branding(),
                configuration.workspaces(),
                published,
                configuration.products(),
                SubscriptionIndex.of(subscriptions));
    }
}
