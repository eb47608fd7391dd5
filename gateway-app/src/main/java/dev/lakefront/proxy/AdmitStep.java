package dev.lakefront.proxy;

import dev.lakefront.backend.Workspace;
import dev.lakefront.problem.GatewayProblem;
import dev.lakefront.problem.ProblemType;
import dev.lakefront.publication.PublishedApi;
import io.github.resilience4j.bulkhead.Bulkhead;
import io.github.resilience4j.bulkhead.BulkheadConfig;
import io.github.resilience4j.bulkhead.BulkheadRegistry;
import java.time.Duration;
import org.jspecify.annotations.Nullable;
import org.springframework.cloud.gateway.filter.GatewayFilter;
import org.springframework.cloud.gateway.filter.GatewayFilterChain;
import org.springframework.stereotype.Component;
import org.springframework.util.unit.DataSize;
import org.springframework.web.server.ServerWebExchange;
import reactor.core.publisher.Mono;

/**
 * Lets a call through to its workspace when there is room for it, and takes its body within the API's bound.
 *
 * <p>There is room for as many calls as the workspace allows, and as its pool has connections. A call that finds none is turned away at
 * once: a queue in the pool would only make it fail later.
 */
@Component
class AdmitStep implements GatewayFilter {

    private final int connections;
    private final BulkheadRegistry bulkheads = BulkheadRegistry.ofDefaults();

    AdmitStep(ProxyProperties properties) {
        this.connections = properties.connectionsPerBackend();
    }

    @Override
    public Mono<Void> filter(ServerWebExchange exchange, GatewayFilterChain chain) {
        Call call = Call.of(exchange);
        PublishedApi api = call.target().requiredApi();
        Bulkhead bulkhead = bulkhead(api.workspace());
        // The body first: a caller that sends it slowly must not hold a place that others could use.
        return takeBody(exchange, call, api).then(Mono.defer(() -> {
            if (!bulkhead.tryAcquirePermission()) {
                return Mono.error(full());
            }
            return chain.filter(exchange).doFinally(signal -> bulkhead.onComplete());
        }));
    }

    /** One for each workspace and bound, so that a changed bound holds for the calls that come after it. */
    private Bulkhead bulkhead(Workspace workspace) {
        Integer allowed = workspace.limits().concurrency();
        int room = allowed == null ? connections : Math.min(allowed, connections);
        return bulkheads.bulkhead(
                workspace.id() + "/" + room,
                () -> BulkheadConfig.custom()
                        .maxConcurrentCalls(room)
                        .maxWaitDuration(Duration.ZERO)
                        .writableStackTraceEnabled(false)
                        .build());
    }

    private static Mono<Void> takeBody(ServerWebExchange exchange, Call call, PublishedApi api) {
        if (call.isBodyTaken()) {
            return Mono.empty();
        }
        @Nullable DataSize own = api.api().maxSize();
        DataSize bound = own == null ? call.snapshot().settings().maxSize() : own;
        return BodyReader.read(exchange.getRequest(), bound)
                .doOnNext(call::body)
                .then();
    }

    private static GatewayProblem full() {
        return new GatewayProblem(
                        ProblemType.BACKEND_BUSY,
                        "Too many calls to this workspace are under way. Try again in a moment.")
                .header("Retry-After", "1");
    }
}
