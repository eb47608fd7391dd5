package dev.lakefront.publication;

import dev.lakefront.backend.Workspace;
import dev.lakefront.catalog.Product;
import dev.lakefront.subscription.SubscriptionIndex;
import java.time.Instant;
import java.util.Collections;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** Everything the data plane reads: compiled and checked whole, then published by one reference write, never changed. */
public final class Snapshot {

    /** What is served before anything was published: nothing. */
    public static final Snapshot EMPTY = new Snapshot(
            "none",
            Instant.EPOCH,
            GatewaySettings.DEFAULT,
            Branding.DEFAULT,
            Map.of(),
            Map.of(),
            Map.of(),
            SubscriptionIndex.of(List.of()));

    private final String id;
    private final Instant publishedAt;
    private final GatewaySettings settings;
    private final Branding branding;
    private final Map<String, Workspace> workspaces;
    private final Map<String, PublishedApi> apis;
    private final Map<String, PublishedApi> byPath;
    private final Map<String, Product> products;
    private final SubscriptionIndex subscriptions;
    private final boolean anyOpen;

    Snapshot(
            String id,
            Instant publishedAt,
            GatewaySettings settings,
            Branding branding,
            Map<String, Workspace> workspaces,
            Map<String, PublishedApi> apis,
            Map<String, Product> products,
            SubscriptionIndex subscriptions) {
        this.id = id;
        this.publishedAt = publishedAt;
        this.settings = settings;
        this.branding = branding;
        this.workspaces = Map.copyOf(workspaces);
        this.apis = Collections.unmodifiableMap(new LinkedHashMap<>(apis));
        this.byPath = HashMap.newHashMap(apis.size());
        apis.values().forEach(api -> byPath.putIfAbsent(api.api().path(), api));
        this.products = Map.copyOf(products);
        this.subscriptions = subscriptions;
        this.anyOpen = products.values().stream().anyMatch(Product::open);
    }

    /** Changes with every published state. */
    public String id() {
        return id;
    }

    public Instant publishedAt() {
        return publishedAt;
    }

    public GatewaySettings settings() {
        return settings;
    }

    /** What the portal looks like. */
    public Branding branding() {
        return branding;
    }

    /** By id. */
    public Map<String, Workspace> workspaces() {
        return workspaces;
    }

    /** By id, in the order of their ids. */
    public Map<String, PublishedApi> apis() {
        return apis;
    }

    /** The API that is published at this path; not the one that a longer path leads to. */
    public Optional<PublishedApi> at(String path) {
        return Optional.ofNullable(byPath.get(path));
    }

    /** By id. */
    public Map<String, Product> products() {
        return products;
    }

    public SubscriptionIndex subscriptions() {
        return subscriptions;
    }

    /** Whether some product needs no subscription. */
    public boolean anyOpen() {
        return anyOpen;
    }
}
