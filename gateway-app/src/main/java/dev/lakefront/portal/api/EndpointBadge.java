package dev.lakefront.portal.api;

import dev.lakefront.backend.Endpoint;
import dev.lakefront.publication.PublishedApi;
import org.jspecify.annotations.Nullable;

/**
 * The state of an endpoint as a badge.
 *
 * @param tone the badge's class in the style sheet; empty for the plain one
 */
public record EndpointBadge(Endpoint.State state, String word, String tone) {

    public static EndpointBadge of(PublishedApi api) {
        @Nullable Endpoint endpoint = api.endpoint();
        return of(endpoint == null ? Endpoint.State.UNKNOWN : endpoint.state());
    }

    public static EndpointBadge of(Endpoint.State state) {
        return switch (state) {
            case READY -> new EndpointBadge(state, "Ready", "good");
            case UPDATING -> new EndpointBadge(state, "Updating", "accent");
            case NOT_READY -> new EndpointBadge(state, "Not ready", "warn");
            case STOPPED -> new EndpointBadge(state, "Stopped", "warn");
            case FAILED -> new EndpointBadge(state, "Failed", "bad");
            case UNKNOWN -> new EndpointBadge(state, "State unknown", "");
        };
    }
}
