package dev.lakefront.identity;

import java.util.List;

/** How somebody can sign in to this portal. */
public sealed interface SignInOffer {

    /**
     * At the organisation's identity provider.
     *
     * @param title what people call it
     * @param path where the way there begins; takes {@code to}, the page to come back to
     */
    record Provider(String title, String path) implements SignInOffer {}

    /** As one of the users of the demonstration. */
    record Demo(List<LocalUser> users) implements SignInOffer {}

    /** Not at all, until an identity provider is configured. */
    record Nobody() implements SignInOffer {}

    /** A user of the demonstration, whose password is the name. */
    record LocalUser(String name, Role role) {

        public String password() {
            return name;
        }
    }
}
