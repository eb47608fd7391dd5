package dev.lakefront.portal;

import dev.lakefront.identity.SignInFailure;
import dev.lakefront.identity.SignInOffer;
import dev.lakefront.identity.SignInOffers;
import dev.lakefront.store.ConditionalOnPortal;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Controller;
import org.springframework.ui.Model;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.RequestParam;

/** Asks who is there, in the way that this portal can find out. */
@Controller
@ConditionalOnPortal
class SignInPage {

    private final SignInOffers offers;

    SignInPage(SignInOffers offers) {
        this.offers = offers;
    }

    @GetMapping("/portal/sign-in")
    String signIn(
            @RequestParam(required = false) @Nullable String failed,
            @RequestParam(required = false) @Nullable String to,
            Model model) {
        // Only carried along: where it leads to is judged when somebody has signed in.
        model.addAttribute("to", to == null ? "" : to);
        model.addAttribute(
                "failure", SignInFailure.of(failed).map(SignInFailure::text).orElse(null));
        switch (offers.current()) {
            case SignInOffer.Provider provider -> model.addAttribute("provider", provider);
            case SignInOffer.Demo demo -> model.addAttribute("demo", demo);
            case SignInOffer.Nobody nobody -> {
                // The page explains what to configure.
            }
        }
        return "portal/sign-in";
    }
}
