package dev.lakefront.identity;

import org.springframework.web.server.ServerWebExchange;
import reactor.core.publisher.Mono;

/** Tells somebody with a browser, in a page, why they may not do what they asked for. */
public interface RefusalPage {

    /** Answers with a page; fails with the refusal itself where no page is wanted. */
    Mono<Void> show(ServerWebExchange exchange, Throwable refusal);
}
