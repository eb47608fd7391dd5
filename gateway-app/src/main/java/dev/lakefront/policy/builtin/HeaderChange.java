package dev.lakefront.policy.builtin;

import dev.lakefront.policy.Section;
import java.util.function.Consumer;
import org.springframework.cloud.gateway.filter.GatewayFilter;
import org.springframework.http.HttpHeaders;
import reactor.core.publisher.Mono;

/** Makes a filter of a change to headers: the request's on the way in, the response's on the way out. */
final class HeaderChange {

    private HeaderChange() {}

    static GatewayFilter in(Section section, Consumer<HttpHeaders> change) {
        return switch (section) {
            case INBOUND ->
                (exchange, chain) -> chain.filter(exchange.mutate()
                        .request(request -> request.headers(change))
                        .build());
            // The model server's headers are copied before the commit, and after it nothing can be changed.
            case OUTBOUND ->
                (exchange, chain) -> {
                    exchange.getResponse()
                            .beforeCommit(() -> Mono.fromRunnable(
                                    () -> change.accept(exchange.getResponse().getHeaders())));
                    return chain.filter(exchange);
                };
        };
    }
}
