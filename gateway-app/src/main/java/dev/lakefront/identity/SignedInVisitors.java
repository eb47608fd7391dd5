package dev.lakefront.identity;

import dev.lakefront.store.ConditionalOnPortal;
import java.security.Principal;
import java.util.Optional;
import org.springframework.security.core.Authentication;
import org.springframework.stereotype.Component;
import org.springframework.web.server.ServerWebExchange;
import reactor.core.publisher.Mono;

/** Takes the visitor from what Spring Security knows of the request. */
@Component
@ConditionalOnPortal
class SignedInVisitors implements Visitors {

    @Override
    public Mono<Optional<Visitor>> of(ServerWebExchange exchange) {
        return exchange.getPrincipal().map(SignedInVisitors::visitor).defaultIfEmpty(Optional.empty());
    }

    /** Empty for whoever has not signed in. */
    static Optional<Visitor> visitor(Principal principal) {
        if (!(principal instanceof Authentication known) || !known.isAuthenticated()) {
            return Optional.empty();
        }
        return switch (known.getPrincipal()) {
            case Visitor visitor -> Optional.of(visitor);
            case OidcVisitor user -> Optional.of(user.visitor());
            case null, default -> Optional.empty();
        };
    }
}
