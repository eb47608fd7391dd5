package dev.lakefront.management;

import dev.lakefront.identity.Visitor;
import dev.lakefront.subscription.Actor;
import java.net.InetSocketAddress;
import org.springframework.security.core.Authentication;
import org.springframework.web.server.ServerWebExchange;
import reactor.core.publisher.Mono;

/** Says who uses the management API, for the audit log: {@link ManagementDoor} has let nobody else in. */
final class Administrator {

    private Administrator() {}

    static Mono<Actor> of(ServerWebExchange exchange) {
        return exchange.<Authentication>getPrincipal()
                .mapNotNull(Authentication::getPrincipal)
                .cast(Visitor.class)
                .map(visitor -> new Actor(visitor.id(), visitor.name(), address(exchange)))
                .switchIfEmpty(Mono.error(() -> new IllegalStateException("a request came past the door")));
    }

    private static String address(ServerWebExchange exchange) {
        InetSocketAddress remote = exchange.getRequest().getRemoteAddress();
        return remote == null || remote.getAddress() == null
                ? "unknown"
                : remote.getAddress().getHostAddress();
    }
}
