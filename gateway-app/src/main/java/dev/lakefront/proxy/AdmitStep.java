package dev.lakefront.proxy;

import dev.lakefront.backend.Workspace;
import dev.lakefront.problem.GatewayProblem;
import dev.lakefront.problem.ProblemType;
import dev.lakefront.publication.PublishedApi;
import org.springframework.cloud.gateway.filter.GatewayFilter;
import org.springframework.cloud.gateway.filter.GatewayFilterChain;
import org.springframework.stereotype.Component;
import org.springframework.web.server.ServerWebExchange;
import reactor.core.publisher.Mono;

/**
 * Lets an attempt through to its workspace when there is room for it.
 *
 * <p>There is room for as many calls as the workspace allows, and as its pool has connections; one endpoint of several
 * gets no more than its share of it. A call that finds none is turned away at once: a queue in the pool would only make
 * it fail later.
 */
@Component
class AdmitStep implements GatewayFilter {

    private final int connections;

    AdmitStep(ProxyProperties properties) {
        this.connections = properties.connectionsPerBackend();
    }

    @Override
    public Mono<Void> filter(ServerWebExchange exchange, GatewayFilterChain chain) {
        PublishedApi api = Call.of(exchange).target().requiredApi();
        return Mono.defer(() -> {
            if (!api.guard().enter(room(api.workspace()))) {
                return Mono.error(full());
            }
            return chain.filter(exchange).doFinally(signal -> api.guard().leave());
        });
    }

    private int room(Workspace workspace) {
        Integer allowed = workspace.limits().concurrency();
        return allowed == null ? connections : Math.min(allowed, connections);
    }

    private static GatewayProblem full() {
        return new GatewayProblem(
                        ProblemType.BACKEND_BUSY,
                        "Too many calls to this workspace are under way. Try again in a moment.")
                .header("Retry-After", "1");
    }
}
