package dev.lakefront.proxy;

import dev.lakefront.limit.Charge;
import dev.lakefront.limit.Decision;
import dev.lakefront.limit.LimitKey;
import dev.lakefront.limit.RateLimitHeaders;
import dev.lakefront.limit.RateLimiter;
import dev.lakefront.policy.Policy;
import dev.lakefront.problem.GatewayProblem;
import dev.lakefront.problem.ProblemType;
import dev.lakefront.publication.PublishedApi;
import dev.lakefront.subscription.Caller;
import dev.lakefront.usage.CallMeters;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import org.springframework.cloud.gateway.filter.GatewayFilter;
import org.springframework.cloud.gateway.filter.GatewayFilterChain;
import org.springframework.http.HttpHeaders;
import org.springframework.stereotype.Component;
import org.springframework.web.server.ServerWebExchange;
import reactor.core.publisher.Mono;

/** Spends the call from every limit that holds for it, or from none when one of them refuses. */
@Component
class LimitStep implements GatewayFilter {

    private final RateLimiter limiter;
    private final CallMeters meters;

    LimitStep(RateLimiter limiter, CallMeters meters) {
        this.limiter = limiter;
        this.meters = meters;
    }

    @Override
    public Mono<Void> filter(ServerWebExchange exchange, GatewayFilterChain chain) {
        List<Charge> charges = charges(Call.of(exchange));
        return charges.isEmpty()
                ? chain.filter(exchange)
                : limiter.tryAcquire(charges).flatMap(decision -> decided(decision, exchange, chain));
    }

    private static List<Charge> charges(Call call) {
        Caller caller = call.caller();
        PublishedApi api = call.target().requiredApi();
        List<Policy.LimitPolicy> limits = api.policies().limits(caller == null ? null : caller.productId());
        Charge workspace = api.workspaceCharge();
        if (limits.isEmpty()) {
            return workspace == null ? List.of() : List.of(workspace);
        }
        LimitKey key = caller == null || caller.subscriptionId() == null
                ? LimitKey.ANONYMOUS
                : LimitKey.subscription(caller.subscriptionId());
        List<Charge> charges = new ArrayList<>(limits.size() + 1);
        limits.forEach(policy -> charges.add(Charge.one(key, policy.limit())));
        if (workspace != null) {
            charges.add(workspace);
        }
        return charges;
    }

    private Mono<Void> decided(Decision decision, ServerWebExchange exchange, GatewayFilterChain chain) {
        HttpHeaders headers = exchange.getResponse().getHeaders();
        headers.set(RateLimitHeaders.POLICY, RateLimitHeaders.policy(decision.states()));
        headers.set(RateLimitHeaders.LIMIT, RateLimitHeaders.limit(decision.states()));
        return switch (decision) {
            case Decision.Admitted _ -> chain.filter(exchange);
            case Decision.Refused refused -> {
                meters.rateLimited(refused.limit().name());
                yield Mono.error(problem(refused));
            }
            case Decision.TooLarge tooLarge ->
                Mono.error(
                        new IllegalStateException("limit '" + tooLarge.limit().name() + "' holds less than one call"));
        };
    }

    private static GatewayProblem problem(Decision.Refused refused) {
        long seconds = Math.max(
                1,
                Math.ceilDiv(
                        refused.retryAfter().toNanos(), Duration.ofSeconds(1).toNanos()));
        String detail = "Limit '" + refused.limit().name() + "' admits "
                + refused.limit().amount() + " calls. Try again in "
                + seconds + " s.";
        return new GatewayProblem(ProblemType.RATE_LIMIT_EXCEEDED, detail)
                .header(HttpHeaders.RETRY_AFTER, Long.toString(seconds))
                .with("violated-policies", List.of(refused.limit().name()));
    }
}
