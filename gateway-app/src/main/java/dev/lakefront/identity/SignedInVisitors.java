package dev.lakefront.identity;

import dev.lakefront.store.ConditionalOnPortal;
import java.util.Arrays;
import java.util.EnumSet;
import java.util.Optional;
import java.util.Set;
import org.springframework.security.authentication.AnonymousAuthenticationToken;
import org.springframework.security.core.Authentication;
import org.springframework.security.core.GrantedAuthority;
import org.springframework.stereotype.Component;
import org.springframework.web.server.ServerWebExchange;
import reactor.core.publisher.Mono;

/** Takes the visitor from what Spring Security knows of the request. */
@Component
@ConditionalOnPortal
class SignedInVisitors implements Visitors {

    @Override
    public Mono<Optional<Visitor>> of(ServerWebExchange exchange) {
        return exchange.getPrincipal()
                .ofType(Authentication.class)
                .filter(Authentication::isAuthenticated)
                .filter(authentication -> !(authentication instanceof AnonymousAuthenticationToken))
                .map(authentication -> Optional.of(visitor(authentication)))
                .defaultIfEmpty(Optional.empty());
    }

    private static Visitor visitor(Authentication authentication) {
        Set<Role> roles = EnumSet.noneOf(Role.class);
        for (GrantedAuthority authority : authentication.getAuthorities()) {
            Arrays.stream(Role.values())
                    .filter(role -> ("ROLE_" + role.name()).equals(authority.getAuthority()))
                    .forEach(roles::add);
        }
        return new Visitor(authentication.getName(), authentication.getName(), null, roles);
    }
}
