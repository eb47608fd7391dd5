package dev.lakefront.proxy;

import dev.lakefront.publication.Snapshot;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.springframework.web.server.ServerWebExchange;

/** Every path that the gateway publishes for one snapshot, and what each leads to. Immutable once built. */
final class RouteTable {

    private final Snapshot snapshot;
    private final PathIndex<RouteTarget> index = new PathIndex<>();
    private final Map<String, ApiRoutes> apis;

    private RouteTable(Snapshot snapshot) {
        this.snapshot = snapshot;
        this.apis = HashMap.newHashMap(snapshot.apis().size());
    }

    static RouteTable of(Snapshot snapshot, Walk walk) {
        return of(snapshot, walk, Map.of());
    }

    /** The table of another snapshot: what an API publishes that is still the same is taken over from this one. */
    RouteTable next(Snapshot other, Walk walk) {
        return of(other, walk, apis);
    }

    private static RouteTable of(Snapshot snapshot, Walk walk, Map<String, ApiRoutes> before) {
        RouteTable table = new RouteTable(snapshot);
        for (OpenAiOperation operation : OpenAiOperation.values()) {
            RouteTarget target = ApiRoutes.target(null, operation.operation(), new PathTemplate("/"), walk.byModel());
            operation.paths().forEach(path -> table.index.add("POST", path, target));
        }
        snapshot.apis().forEach((id, api) -> {
            ApiRoutes last = before.get(id);
            table.publish(last != null && last.api() == api ? last : ApiRoutes.of(api, walk));
        });
        return table;
    }

    private void publish(ApiRoutes routes) {
        index.mount(routes.api().api().path(), routes.own());
        index.mount("/serving-endpoints/" + routes.api().api().id(), routes.databricks());
        apis.put(routes.api().api().id(), routes);
    }

    PathIndex.Lookup<RouteTarget> find(String method, RawPath path) {
        return index.find(method, path.segments());
    }

    /** What a body that names this model leads to; absent when there is no such API or it does not offer this. */
    @Nullable
    RouteTarget byModel(String model, OpenAiOperation operation) {
        ApiRoutes routes = apis.get(model);
        return routes == null ? null : routes.byModel().get(operation);
    }

    Call call(ServerWebExchange exchange, RouteTarget target, List<String> values) {
        Surface surface = Surface.of(exchange.getRequest().getPath().value());
        Call call = new Call(snapshot, this, surface, parameters(target, values));
        if (target.api() != null) {
            call.target(target);
        }
        return call;
    }

    private static Map<String, String> parameters(RouteTarget target, List<String> values) {
        if (values.isEmpty()) {
            return Map.of();
        }
        Map<String, String> parameters = HashMap.newHashMap(values.size());
        for (int i = 0; i < values.size(); i++) {
            parameters.put(target.parameters().get(i), values.get(i));
        }
        return parameters;
    }
}
