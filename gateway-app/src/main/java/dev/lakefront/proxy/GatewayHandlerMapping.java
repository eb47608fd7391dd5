package dev.lakefront.proxy;

import dev.lakefront.problem.GatewayProblem;
import org.springframework.cloud.gateway.config.GlobalCorsProperties;
import org.springframework.cloud.gateway.handler.FilteringWebHandler;
import org.springframework.cloud.gateway.handler.RoutePredicateHandlerMapping;
import org.springframework.cloud.gateway.route.Route;
import org.springframework.core.Ordered;
import org.springframework.core.env.Environment;
import org.springframework.web.server.ServerWebExchange;
import reactor.core.publisher.Flux;
import reactor.core.publisher.Mono;

/**
 * Matches a request to a route through the path index of the current snapshot, instead of asking every route's
 * predicate in turn. The snapshot found here is the one that the call runs on to its end.
 *
 * @see PathIndex
 */
final class GatewayHandlerMapping extends RoutePredicateHandlerMapping {

    private final RouteTables tables;

    GatewayHandlerMapping(FilteringWebHandler handler, Environment environment, RouteTables tables) {
        // Routes are in the table; nothing asks a locator for them.
        super(handler, Flux::empty, new GlobalCorsProperties(), environment);
        this.tables = tables;
        // Before all others: calls are what there is most of, and no other path can be one of an API.
        setOrder(Ordered.HIGHEST_PRECEDENCE);
    }

    @Override
    protected Mono<Route> lookupRoute(ServerWebExchange exchange) {
        RouteTable table = tables.current();
        RawPath path = RequestHead.path(exchange);
        String method = exchange.getRequest().getMethod().name();
        return switch (table.find(method, path)) {
            case PathIndex.Lookup.Found<RouteTarget>(var target, var values) -> {
                table.call(exchange, target, values).attachTo(exchange);
                yield Mono.just(target.route());
            }
            case PathIndex.Lookup.WrongMethod<RouteTarget>(var allowed) -> {
                GatewayProblem problem = ProblemResponse.methodNotAllowed(String.join(", ", allowed));
                yield Mono.error(problem);
            }
            // Other mappings may still know the path; if none does, the answer is 404.
            case PathIndex.Lookup.Nothing<RouteTarget> nothing -> Mono.empty();
        };
    }
}
