package dev.lakefront.publication;

import dev.lakefront.backend.Workspace;
import dev.lakefront.catalog.Product;
import dev.lakefront.subscription.SubscriptionIndex;
import java.time.Instant;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;

/**
 * Everything the data plane reads: compiled and checked whole, then published by one reference write, never changed.
 *
 * @param id changes with every published state
 * @param apis by id, in the order of their ids
 */
public record Snapshot(
        String id,
        Instant publishedAt,
        GatewaySettings settings,
        Map<String, Workspace> workspaces,
        Map<String, PublishedApi> apis,
        Map<String, Product> products,
        SubscriptionIndex subscriptions) {

    /** What is served before anything was published: nothing. */
    public static final Snapshot EMPTY = new Snapshot(
            "none",
            Instant.EPOCH,
            GatewaySettings.DEFAULT,
            Map.of(),
            Map.of(),
            Map.of(),
            SubscriptionIndex.of(List.of()));

    public Snapshot {
        workspaces = Map.copyOf(workspaces);
        apis = Collections.unmodifiableMap(new LinkedHashMap<>(apis));
        products = Map.copyOf(products);
    }

    /** The products without subscription that contain this API. */
    public Set<String> openProducts(PublishedApi api) {
        return api.api().products().stream()
                .filter(product ->
                        products.containsKey(product) && products.get(product).open())
                .collect(Collectors.toUnmodifiableSet());
    }
}
