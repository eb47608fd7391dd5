package dev.lakefront.proxy;

import dev.lakefront.problem.GatewayProblem;
import dev.lakefront.problem.ProblemType;
import dev.lakefront.resilience.EndpointGuard;
import dev.lakefront.resilience.Permit;
import dev.lakefront.resilience.RetryAfter;
import org.springframework.cloud.gateway.filter.GatewayFilter;
import org.springframework.cloud.gateway.filter.GatewayFilterChain;
import org.springframework.stereotype.Component;
import org.springframework.web.server.ServerWebExchange;
import reactor.core.publisher.Mono;

/** Leaves an endpoint alone that has failed too often. {@link Attempt} says how the attempts it lets through went. */
@Component
class BreakerStep implements GatewayFilter {

    @Override
    public Mono<Void> filter(ServerWebExchange exchange, GatewayFilterChain chain) {
        Call call = Call.of(exchange);
        EndpointGuard guard = call.target().requiredApi().guard();
        Permit permit = guard.ask();
        if (permit.isDenied()) {
            return Mono.error(open(guard));
        }
        call.permit(permit);
        try {
            return chain.filter(exchange);
        } catch (RuntimeException failed) {
            permit.unused();
            throw failed;
        }
    }

    private static GatewayProblem open(EndpointGuard guard) {
        String after = RetryAfter.write(guard.openFor());
        return new GatewayProblem(
                        ProblemType.BACKEND_CIRCUIT_OPEN,
                        "The model server has failed too often and is given time to recover. Try again in " + after
                                + " s.")
                .header("Retry-After", after);
    }
}
