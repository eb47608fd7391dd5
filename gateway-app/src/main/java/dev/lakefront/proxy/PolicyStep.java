package dev.lakefront.proxy;

import dev.lakefront.subscription.Caller;
import java.util.List;
import org.springframework.cloud.gateway.filter.GatewayFilter;
import org.springframework.cloud.gateway.filter.GatewayFilterChain;
import org.springframework.http.HttpHeaders;
import org.springframework.http.server.reactive.ServerHttpRequest;
import org.springframework.http.server.reactive.ServerHttpRequestDecorator;
import org.springframework.stereotype.Component;
import org.springframework.web.server.ServerWebExchange;
import reactor.core.publisher.Mono;

/**
 * Runs the policies that hold for this API and product, on a request without what must not go further. Where there are
 * none, {@link CallStep} leaves that out as it writes.
 *
 * <p>What a policy sees is what would be sent: the caller's key is gone, the workspace's credential is not there yet.
 */
@Component
class PolicyStep implements GatewayFilter {

    @Override
    public Mono<Void> filter(ServerWebExchange exchange, GatewayFilterChain chain) {
        Call call = Call.of(exchange);
        Caller caller = call.caller();
        List<GatewayFilter> policies =
                call.target().requiredApi().policies().filters(caller == null ? null : caller.productId());
        if (policies.isEmpty()) {
            return chain.filter(exchange);
        }
        HttpHeaders sent = UpstreamHeaders.forPolicies(RequestHead.received(exchange.getRequest()));
        call.headersCleaned();
        ServerWebExchange cleaned = exchange.mutate()
                .request(new CleanedRequest(exchange.getRequest(), sent))
                .build();
        return new Policies(policies, 0, chain).filter(cleaned);
    }

    /** The policies as a chain of their own that ends in the walk's. */
    private record Policies(List<GatewayFilter> filters, int next, GatewayFilterChain rest)
            implements GatewayFilterChain {

        @Override
        public Mono<Void> filter(ServerWebExchange exchange) {
            return Mono.defer(() -> next == filters.size()
                    ? rest.filter(exchange)
                    : filters.get(next).filter(exchange, new Policies(filters, next + 1, rest)));
        }
    }

    private static final class CleanedRequest extends ServerHttpRequestDecorator {

        private final HttpHeaders headers;

        CleanedRequest(ServerHttpRequest request, HttpHeaders headers) {
            super(request);
            this.headers = headers;
        }

        @Override
        public HttpHeaders getHeaders() {
            return headers;
        }
    }
}
