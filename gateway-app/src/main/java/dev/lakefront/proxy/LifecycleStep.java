package dev.lakefront.proxy;

import dev.lakefront.publication.LifecycleNotice;
import java.time.InstantSource;
import org.springframework.cloud.gateway.filter.GatewayFilter;
import org.springframework.cloud.gateway.filter.GatewayFilterChain;
import org.springframework.http.server.reactive.ServerHttpResponse;
import org.springframework.stereotype.Component;
import org.springframework.web.server.ServerWebExchange;
import reactor.core.publisher.Mono;

/**
 * Says on every answer of an API that is to end when it does, and refuses its calls from then on.
 *
 * @see <a href="https://www.rfc-editor.org/rfc/rfc9745">RFC 9745, Deprecation</a>
 * @see <a href="https://www.rfc-editor.org/rfc/rfc8594">RFC 8594, Sunset</a>
 */
@Component
class LifecycleStep implements GatewayFilter {

    private final KeyStep key;
    private final InstantSource clock;

    LifecycleStep(KeyStep key, InstantSource clock) {
        this.key = key;
        this.clock = clock;
    }

    @Override
    public Mono<Void> filter(ServerWebExchange exchange, GatewayFilterChain chain) {
        Call call = Call.of(exchange);
        LifecycleNotice notice = call.target().requiredApi().notice();
        if (notice == null) {
            return chain.filter(exchange);
        }
        ServerHttpResponse response = exchange.getResponse();
        // After the model server's headers were copied: what it says of itself is not what holds here.
        response.beforeCommit(() -> Mono.fromRunnable(() -> notice.addTo(response.getHeaders())));
        if (notice.isOver(clock.instant())) {
            // Who still calls is worth knowing, and is in the usage only once the key was asked for.
            key.admit(exchange, call);
            return Mono.error(notice.refusal());
        }
        return chain.filter(exchange);
    }
}
