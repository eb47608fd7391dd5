package dev.lakefront.proxy;

import dev.lakefront.catalog.Operation;
import dev.lakefront.publication.PublishedApi;
import java.net.URI;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.springframework.cloud.gateway.filter.GatewayFilter;
import org.springframework.cloud.gateway.route.Route;
import reactor.core.publisher.Mono;

/**
 * What one API publishes: made once, and part of every route table for as long as nothing about the API changes.
 * Immutable.
 *
 * @param own below the API's own path
 * @param databricks below {@code /serving-endpoints/} and the API's id
 * @param byModel what a body leads to that names the API as its model
 */
record ApiRoutes(
        PublishedApi api,
        PathIndex<RouteTarget> own,
        PathIndex<RouteTarget> databricks,
        Map<OpenAiOperation, RouteTarget> byModel) {

    private static final URI UNUSED = URI.create("http://upstream.invalid:80");

    static ApiRoutes of(PublishedApi api, Walk walk) {
        PathIndex<RouteTarget> own = new PathIndex<>();
        PathIndex<RouteTarget> databricks = new PathIndex<>();
        for (Operation operation : api.document().operations()) {
            PathTemplate upstream = new PathTemplate(api.upstreamPath(operation.upstreamPath()));
            RouteTarget target = target(api, operation, upstream, walk.byPath(api));
            own.add(operation.method(), operation.path(), target);
            if (isInvocations(operation.path())) {
                databricks.add(operation.method(), operation.path(), target);
            }
        }
        Map<OpenAiOperation, RouteTarget> offered = new EnumMap<>(OpenAiOperation.class);
        for (OpenAiOperation openAi : OpenAiOperation.values()) {
            openAi.upstreamPath(api)
                    .ifPresent(path -> offered.put(
                            openAi, target(api, openAi.operation(), new PathTemplate(path), walk.byModel())));
        }
        return new ApiRoutes(api, own, databricks, offered.isEmpty() ? Map.of() : offered);
    }

    /** The paths that Databricks' own clients know. */
    private static boolean isInvocations(String path) {
        return path.equals("/invocations") || path.startsWith("/served-models/") && path.endsWith("/invocations");
    }

    /** @param api absent where the body is to name it */
    static RouteTarget target(
            @Nullable PublishedApi api, Operation operation, PathTemplate upstream, List<GatewayFilter> walk) {
        String id = api == null ? operation.id() : api.api().id() + "/" + operation.id();
        Route route = Route.async()
                .id(id)
                .uri(UNUSED)
                .asyncPredicate(exchange -> Mono.just(true))
                .replaceFilters(walk)
                .build();
        return new RouteTarget(route, api, operation, upstream, new PathTemplate(operation.path()).parameters());
    }
}
