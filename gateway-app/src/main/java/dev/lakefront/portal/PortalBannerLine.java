package dev.lakefront.portal;

import dev.lakefront.identity.SignInOffer;
import dev.lakefront.identity.SignInOffers;
import dev.lakefront.publication.BannerLine;
import dev.lakefront.store.ConditionalOnPortal;
import org.springframework.stereotype.Component;

/** Says where the portal is, and to whoever tries the gateway out, how to sign in. */
@Component
@ConditionalOnPortal
class PortalBannerLine implements BannerLine {

    private final SignInOffers offers;

    PortalBannerLine(SignInOffers offers) {
        this.offers = offers;
    }

    @Override
    public String label() {
        return "Portal";
    }

    @Override
    public String text(String url) {
        String portal = url + "/portal";
        if (offers.current() instanceof SignInOffer.Demo(var users)) {
            SignInOffer.LocalUser first = users.getFirst();
            return portal + "  (sign in as " + first.name() + ", password " + first.password() + ")";
        }
        return portal;
    }
}
