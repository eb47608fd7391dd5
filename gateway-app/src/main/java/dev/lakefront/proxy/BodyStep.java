package dev.lakefront.proxy;

import org.springframework.cloud.gateway.filter.GatewayFilter;
import org.springframework.cloud.gateway.filter.GatewayFilterChain;
import org.springframework.stereotype.Component;
import org.springframework.web.server.ServerWebExchange;
import reactor.core.publisher.Mono;

/** Takes the call's body within the API's bound: whole where it is small, so that it can be sent again. */
@Component
class BodyStep implements GatewayFilter {

    @Override
    public Mono<Void> filter(ServerWebExchange exchange, GatewayFilterChain chain) {
        Call call = Call.of(exchange);
        return call.isBodyTaken()
                ? chain.filter(exchange)
                : BodyReader.take(exchange, call).then(Mono.defer(() -> chain.filter(exchange)));
    }
}
