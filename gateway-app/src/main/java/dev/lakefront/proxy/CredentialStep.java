package dev.lakefront.proxy;

import dev.lakefront.backend.CredentialUnavailable;
import dev.lakefront.problem.GatewayProblem;
import dev.lakefront.problem.ProblemType;
import org.springframework.cloud.gateway.filter.GatewayFilter;
import org.springframework.cloud.gateway.filter.GatewayFilterChain;
import org.springframework.stereotype.Component;
import org.springframework.web.server.ServerWebExchange;
import reactor.core.publisher.Mono;

/** Gets the workspace's credential for this attempt; {@link CallStep} sets it after every other header. */
@Component
class CredentialStep implements GatewayFilter {

    @Override
    public Mono<Void> filter(ServerWebExchange exchange, GatewayFilterChain chain) {
        Call call = Call.of(exchange);
        return call.target()
                .requiredApi()
                .credential()
                .current()
                .onErrorMap(CredentialUnavailable.class, CredentialStep::problem)
                .doOnNext(call::credential)
                .then(Mono.defer(() -> chain.filter(exchange)));
    }

    private static GatewayProblem problem(CredentialUnavailable failure) {
        return new GatewayProblem(
                ProblemType.BACKEND_CREDENTIAL_UNAVAILABLE,
                "The gateway has no valid credential for the workspace right now. Its operators can see why in its"
                        + " log.",
                failure);
    }
}
