package dev.lakefront.identity;

import java.util.Arrays;
import java.util.Locale;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** Why somebody could not sign in, in words for them. */
public enum SignInFailure {
    PASSWORD("Name or password is wrong."),
    PROVIDER_AWAY(
            "The identity provider does not answer. Try again in a minute; if it stays so, tell your platform team."),
    REFUSED("The identity provider did not confirm who you are. Start again from here."),
    NO_ROLE("You are known, but your account has no role in this portal. Ask your platform team for one.");

    private final String text;

    SignInFailure(String text) {
        this.text = text;
    }

    public String text() {
        return text;
    }

    /** As it stands in an address; empty for anything else. */
    public static Optional<SignInFailure> of(@Nullable String word) {
        return Arrays.stream(values())
                .filter(failure -> failure.name()
                        .toLowerCase(Locale.ROOT)
                        .replace('_', '-')
                        .equals(word))
                .findFirst();
    }
}
