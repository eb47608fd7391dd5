package dev.lakefront.proxy;

import dev.lakefront.catalog.Operation;
import dev.lakefront.publication.PublishedApi;
import dev.lakefront.publication.Snapshot;
import java.net.URI;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.springframework.cloud.gateway.filter.GatewayFilter;
import org.springframework.cloud.gateway.route.Route;
import org.springframework.web.server.ServerWebExchange;
import reactor.core.publisher.Mono;

/** Every path that the gateway publishes for one snapshot, and what each leads to. Immutable once built. */
final class RouteTable {

    private static final URI UNUSED = URI.create("http://upstream.invalid:80");

    private final Snapshot snapshot;
    private final PathIndex<RouteTarget> index = new PathIndex<>();
    private final Map<String, Map<OpenAiOperation, RouteTarget>> byModel = new HashMap<>();

    private RouteTable(Snapshot snapshot) {
        this.snapshot = snapshot;
    }

    static RouteTable of(Snapshot snapshot, Walk walk) {
        RouteTable table = new RouteTable(snapshot);
        snapshot.apis().values().forEach(api -> table.publish(api, walk));
        for (OpenAiOperation operation : OpenAiOperation.values()) {
            RouteTarget target = table.target(null, operation.operation(), new PathTemplate("/"), walk.byModel());
            operation.paths().forEach(path -> table.index.add("POST", path, target));
        }
        return table;
    }

    PathIndex.Lookup<RouteTarget> find(String method, RawPath path) {
        return index.find(method, path.segments());
    }

    /** What a body that names this model leads to; absent when there is no such API or it does not offer this. */
    @Nullable
    RouteTarget byModel(String model, OpenAiOperation operation) {
        return byModel.getOrDefault(model, Map.of()).get(operation);
    }

    Call call(ServerWebExchange exchange, RouteTarget target, List<String> values) {
        Map<String, String> parameters = new HashMap<>();
        for (int i = 0; i < values.size(); i++) {
            parameters.put(target.parameters().get(i), values.get(i));
        }
        Surface surface = Surface.of(exchange.getRequest().getPath().value());
        Call call = new Call(snapshot, this, surface, parameters);
        if (target.api() != null) {
            call.target(target);
        }
        return call;
    }

    private void publish(PublishedApi api, Walk walk) {
        for (Operation operation : api.document().operations()) {
            PathTemplate upstream = new PathTemplate(api.upstreamPath(operation.upstreamPath()));
            RouteTarget target = target(api, operation, upstream, walk.byPath());
            index.add(operation.method(), api.api().path() + operation.path(), target);
            if (isInvocations(operation.path())) {
                index.add(operation.method(), "/serving-endpoints/" + api.api().id() + operation.path(), target);
            }
        }
        Map<OpenAiOperation, RouteTarget> offered = new HashMap<>();
        for (OpenAiOperation openAi : OpenAiOperation.values()) {
            openAi.upstreamPath(api)
                    .ifPresent(path -> offered.put(
                            openAi, target(api, openAi.operation(), new PathTemplate(path), walk.byModel())));
        }
        byModel.put(api.api().id(), offered);
    }

    /** The paths that Databricks' own clients know. */
    private static boolean isInvocations(String path) {
        return path.equals("/invocations") || path.startsWith("/served-models/") && path.endsWith("/invocations");
    }

    private RouteTarget target(
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
