package dev.lakefront.proxy;

import dev.lakefront.problem.GatewayProblem;
import org.springframework.cloud.gateway.filter.GatewayFilter;
import org.springframework.cloud.gateway.filter.GatewayFilterChain;
import org.springframework.stereotype.Component;
import org.springframework.web.server.ServerWebExchange;
import reactor.core.publisher.Mono;

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
            GatewayProblem problem = ProblemResponse.toProblem(failure);
            Call.of(exchange).problem(problem.type().code());
            return response.write(exchange, problem);
        });
    }
}
