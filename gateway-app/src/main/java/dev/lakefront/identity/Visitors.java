package dev.lakefront.identity;

import java.util.Optional;
import org.springframework.web.server.ServerWebExchange;
import reactor.core.publisher.Mono;

/** Says who visits. */
public interface Visitors {

    /** Who made this request; empty for somebody who has not signed in. Never an empty {@code Mono}. */
    Mono<Optional<Visitor>> of(ServerWebExchange exchange);
}
