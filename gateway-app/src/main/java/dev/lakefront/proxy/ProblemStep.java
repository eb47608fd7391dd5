package dev.lakefront.proxy;

import dev.lakefront.problem.GatewayProblem;
import org.springframework.cloud.gateway.filter.GatewayFilter;
import org.springframework.cloud.gateway.filter.GatewayFilterChain;
import org.springframework.stereotype.Component;
import org.springframework.web.server.ServerWebExchange;
import reactor.core.publisher.Mono;
import reactor.netty.channel.AbortedException;

/** Makes the caller's error body of whatever is thrown below it, in the shape that the called path's clients parse. */
@Component
class ProblemStep implements GatewayFilter {

    private final ProblemResponse response;

    ProblemStep(ProblemResponse response) {
        this.response = response;
    }

    @Override
    public Mono<Void> filter(ServerWebExchange exchange, GatewayFilterChain chain) {
        return chain.filter(exchange).onErrorResume(failure -> {
            if (failure instanceof AbortedException) {
                // The model server's side has names for all of its failures; this one is the caller's.
                Call.of(exchange).callerLeft();
                return Mono.error(failure);
            }
            GatewayProblem problem = ProblemResponse.toProblem(failure);
            Call.of(exchange).problem(problem.type().code());
            return response.write(exchange, problem);
        });
    }
}
