package dev.lakefront.portal.api;

import dev.lakefront.publication.PublishedApi;
import dev.lakefront.publication.Snapshot;
import org.jspecify.annotations.Nullable;

/**
 * What pages about one API are made from.
 *
 * @param publicUrl where callers reach the gateway, without a trailing slash
 * @param lifecycle when the API ends; absent while nothing is said of that
 */
public record ApiPage(
        Snapshot snapshot,
        PublishedApi api,
        String publicUrl,
        @Nullable LifecycleView lifecycle) {

    /** Whether it answers no call any more. */
    public boolean isRetired() {
        return lifecycle != null && lifecycle.isRetired();
    }

    public String id() {
        return api.api().id();
    }

    public String title() {
        return api.api().title();
    }

    /** Where the paths of its document begin. */
    public String baseUrl() {
        return publicUrl + api.api().path();
    }

    /** The address of its page in the portal. */
    public String href() {
        return "/portal/apis/" + id();
    }

    public EndpointBadge state() {
        return EndpointBadge.of(api);
    }

    public boolean needsKey() {
        return api.openProduct() == null;
    }
}
