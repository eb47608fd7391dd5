package dev.lakefront.identity;

import dev.lakefront.store.ConditionalOnPortal;
import java.util.List;
import java.util.Set;
import org.springframework.beans.factory.ObjectProvider;
import org.springframework.security.authentication.BadCredentialsException;
import org.springframework.security.authentication.ReactiveAuthenticationManager;
import org.springframework.security.authentication.UsernamePasswordAuthenticationToken;
import org.springframework.security.core.Authentication;
import org.springframework.stereotype.Component;
import reactor.core.publisher.Mono;

/**
 * Three users whose passwords everybody knows, to try the portal with. They exist while the gateway serves its simulation
 * alone and no identity provider is configured; a session of theirs ends with that.
 */
@Component
@ConditionalOnPortal
class LocalUsers implements ReactiveAuthenticationManager {

    private static final List<SignInOffer.LocalUser> USERS = List.of(
            new SignInOffer.LocalUser("demo", Role.DEVELOPER),
            new SignInOffer.LocalUser("approver", Role.APPROVER),
            new SignInOffer.LocalUser("admin", Role.ADMINISTRATOR));

    private final boolean replaced;
    private final ObjectProvider<Demonstration> demonstration;

    LocalUsers(PortalProperties properties, ObjectProvider<Demonstration> demonstration) {
        this.replaced = properties.oidc().isConfigured();
        this.demonstration = demonstration;
    }

    /** Empty while nobody may sign in so. */
    List<SignInOffer.LocalUser> all() {
        boolean on = !replaced && demonstration.stream().anyMatch(Demonstration::isOn);
        return on ? USERS : List.of();
    }

    @Override
    public Mono<Authentication> authenticate(Authentication asking) {
        return Mono.justOrEmpty(all().stream()
                        .filter(user -> user.name().equals(asking.getName()))
                        .filter(user -> user.password().equals(asking.getCredentials()))
                        .findFirst())
                .<Authentication>map(user -> UsernamePasswordAuthenticationToken.authenticated(
                        new Visitor(user.name(), user.name(), null, Set.of(user.role())), null, List.of()))
                .switchIfEmpty(Mono.error(() -> new BadCredentialsException("no such user, or another password")));
    }
}
