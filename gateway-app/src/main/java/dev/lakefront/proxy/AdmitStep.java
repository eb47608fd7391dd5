package dev.lakefront.proxy;

import dev.lakefront.backend.Workspace;
import dev.lakefront.limit.Charge;
import dev.lakefront.limit.Decision;
import dev.lakefront.limit.RateLimiter;
import dev.lakefront.limit.WaitingRoom;
import dev.lakefront.problem.GatewayProblem;
import dev.lakefront.problem.ProblemType;
import dev.lakefront.publication.PublishedApi;
import dev.lakefront.resilience.EndpointGuard;
import java.util.List;
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
    private final RateLimiter limiter;
    private final WaitingRoom waiting;

    AdmitStep(ProxyProperties properties, RateLimiter limiter, WaitingRoom waiting) {
        this.connections = properties.connectionsPerBackend();
        this.limiter = limiter;
        this.waiting = waiting;
    }

    @Override
    public Mono<Void> filter(ServerWebExchange exchange, GatewayFilterChain chain) {
        PublishedApi api = Call.of(exchange).target().requiredApi();
        // The place is given back before anybody learns of the attempt's end: who is let in next because of it finds it
        // free.
        return Mono.using(() -> enter(api), guard -> admitted(api, exchange, chain), EndpointGuard::leave, true);
    }

    private EndpointGuard enter(PublishedApi api) {
        if (!api.guard().enter(room(api.workspace()))) {
            throw full();
        }
        return api.guard();
    }

    private Mono<Void> admitted(PublishedApi api, ServerWebExchange exchange, GatewayFilterChain chain) {
        Charge place = limiter.isShared() ? api.workspacePlace() : null;
        return place == null ? chain.filter(exchange) : amongReplicas(place, exchange, chain);
    }

    /** Before a call spends anything: turns it away where there is no room as it stands. */
    void refuseWhenFull(PublishedApi api) {
        // Calls to an endpoint that wakes up wait first, and need a place later.
        if (!api.guard().wakingRoom().isWaking() && !api.guard().hasRoom(room(api.workspace()))) {
            throw full();
        }
    }

    /** What this replica has room for may be too much with the calls of the others. */
    private Mono<Void> amongReplicas(Charge place, ServerWebExchange exchange, GatewayFilterChain chain) {
        List<Charge> charges = List.of(place);
        SpentCall spent = new SpentCall(limiter, waiting, charges, Call.of(exchange));
        // A caller that leaves takes back nothing that is decided elsewhere: the answer is awaited, and given back.
        return Mono.<Decision>create(sink -> limiter.tryAcquire(charges)
                        .subscribe(
                                decision -> {
                                    if (!(decision instanceof Decision.Admitted) || spent.admitted()) {
                                        sink.success(decision);
                                    }
                                },
                                sink::error))
                .flatMap(
                        decision -> decision instanceof Decision.Admitted ? chain.filter(exchange) : Mono.error(full()))
                .doFinally(signal -> spent.ended());
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
