package dev.lakefront.proxy;

import dev.lakefront.backend.AttachedCredential;
import dev.lakefront.backend.Credential;
import dev.lakefront.problem.GatewayProblem;
import dev.lakefront.problem.ProblemType;
import org.springframework.cloud.gateway.filter.GatewayFilter;
import org.springframework.cloud.gateway.filter.GatewayFilterChain;
import org.springframework.stereotype.Component;
import org.springframework.web.server.ServerWebExchange;
import reactor.core.publisher.Mono;

/**
 * Makes the attempt a second time where that is safe: when the workspace blamed the credential, a newer one could be
 * had, and the body is still at hand. Such a call was not worked on, so nothing is done or paid twice.
 */
@Component
class RetryStep implements GatewayFilter {

    @Override
    public Mono<Void> filter(ServerWebExchange exchange, GatewayFilterChain chain) {
        Call call = Call.of(exchange);
        return chain.filter(exchange)
                .onErrorResume(
                        CredentialRejected.class,
                        rejected -> renewed(call)
                                .flatMap(renewed -> renewed && call.body().isReplayable()
                                        ? chain.filter(exchange)
                                        : Mono.error(rejected)))
                .onErrorMap(CredentialRejected.class, RetryStep::problem);
    }

    private static Mono<Boolean> renewed(Call call) {
        AttachedCredential rejected = call.credential();
        Credential credential = call.target().requiredApi().credential();
        return rejected == null
                ? Mono.just(false)
                : credential.renew(rejected).onErrorReturn(false).defaultIfEmpty(false);
    }

    private static GatewayProblem problem(CredentialRejected rejected) {
        return new GatewayProblem(
                ProblemType.BACKEND_CREDENTIAL_REJECTED,
                "The workspace does not accept the gateway's credential. Your key is not the cause; tell the gateway's"
                        + " operators.",
                rejected);
    }
}
