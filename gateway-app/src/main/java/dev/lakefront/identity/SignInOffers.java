package dev.lakefront.identity;

import dev.lakefront.store.ConditionalOnPortal;
import java.util.List;
import org.springframework.stereotype.Component;

/** Tells the sign-in page what to offer. */
@Component
@ConditionalOnPortal
public class SignInOffers {

    private final OidcProperties oidc;
    private final LocalUsers users;

    SignInOffers(PortalProperties properties, LocalUsers users) {
        this.oidc = properties.oidc();
        this.users = users;
    }

    public SignInOffer current() {
        if (oidc.isConfigured()) {
            return new SignInOffer.Provider(oidc.title(), OidcSignIn.BEGIN);
        }
        List<SignInOffer.LocalUser> local = users.all();
        return local.isEmpty() ? new SignInOffer.Nobody() : new SignInOffer.Demo(local);
    }
}
