package dev.lakefront.identity;

import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.util.Locale;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** Addresses of the page that asks who is there. */
final class SignInAddress {

    static final String PATH = "/portal/sign-in";

    private SignInAddress() {}

    /** To come back to a page afterwards. */
    static LocalPath before(Optional<LocalPath> page) {
        return new LocalPath(page.map(to -> PATH + "?to=" + encode(to.value())).orElse(PATH));
    }

    /** To say why it did not work; the page to come back to is kept. */
    static LocalPath again(SignInFailure failure, @Nullable String to) {
        String reason =
                PATH + "?failed=" + failure.name().toLowerCase(Locale.ROOT).replace('_', '-');
        return new LocalPath(LocalPath.of(to)
                .map(page -> reason + "&to=" + encode(page.value()))
                .orElse(reason));
    }

    private static String encode(String text) {
        return URLEncoder.encode(text, StandardCharsets.UTF_8);
    }
}
