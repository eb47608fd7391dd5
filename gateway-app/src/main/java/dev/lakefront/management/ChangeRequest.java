package dev.lakefront.management;

import dev.lakefront.subscription.Actor;
import org.springframework.web.server.ServerWebExchange;
import reactor.core.publisher.Mono;

/**
 * A request to change something.
 *
 * @param actor who asks
 * @param expected what they take for granted
 */
record ChangeRequest(Actor actor, SentBody body, EntityTag.Expected expected) {

    /** Fails as {@link SentBody#of} does. */
    static Mono<ChangeRequest> of(ServerWebExchange exchange) {
        EntityTag.Expected expected = EntityTag.Expected.of(exchange);
        return Mono.zip(
                Administrator.of(exchange),
                SentBody.of(exchange),
                (actor, body) -> new ChangeRequest(actor, body, expected));
    }

    Fields fields() {
        return body.fields();
    }
}
