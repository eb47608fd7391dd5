package dev.lakefront.subscription;

import java.net.URLDecoder;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Base64;
import java.util.EnumSet;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.springframework.http.HttpHeaders;

/**
 * Finds the subscription key in a request.
 *
 * <p>A key may be sent in several places, and twice in one, as long as it is the same key: clients that are told to use
 * one header often send another on their own. Keys that differ are refused, whichever is right, because proxies on the
 * way may each believe another one. A bearer token that is no key of ours counts as a key that differs. Header names
 * are taken literally: {@code Ocp_Apim_Subscription_Key} is not one of them. An {@code Authorization} of any other
 * scheme is not for us and is passed over.
 */
public final class KeyReader {

    private static final String QUERY_NAME = "subscription-key";
    private static final String BASIC_USER = "token:";

    private final boolean acceptsQuery;

    /** @param acceptsQuery whether {@code ?subscription-key=} counts; where it does not, it is passed over */
    public KeyReader(boolean acceptsQuery) {
        this.acceptsQuery = acceptsQuery;
    }

    /**
     * Thread-safe; looks nothing up.
     *
     * @param rawQuery as it stood in the request, percent-encoded; absent when there was none
     */
    public PresentedKey read(HttpHeaders headers, @Nullable String rawQuery) {
        Findings found = new Findings();
        for (KeyCarrier.PlainHeader header : KeyCarrier.PLAIN_HEADERS) {
            for (String value : header.values(headers)) {
                found.add(header.carrier(), value.strip());
            }
        }
        for (String value : headers.getOrEmpty(HttpHeaders.AUTHORIZATION)) {
            authorization(value.strip(), found);
        }
        if (acceptsQuery && rawQuery != null) {
            query(rawQuery, found);
        }
        return found.result();
    }

    /** Schemes are case-insensitive (RFC 9110, section 11.1). */
    private static void authorization(String value, Findings found) {
        int space = value.indexOf(' ');
        String scheme = space < 0 ? value : value.substring(0, space);
        String rest = space < 0 ? "" : value.substring(space).strip();
        if (scheme.equalsIgnoreCase("Bearer")) {
            found.add(KeyCarrier.BEARER, rest);
        } else if (scheme.equalsIgnoreCase("Basic")) {
            basic(rest)
                    .ifPresentOrElse(
                            key -> found.add(KeyCarrier.BASIC, key),
                            () -> found.spoil(KeyCarrier.BASIC, "it is not the base64 of token:<key>"));
        } else if (value.isEmpty()) {
            found.spoil(KeyCarrier.BEARER, "it is empty");
        }
    }

    private static Optional<String> basic(String credentials) {
        try {
            String text = new String(Base64.getDecoder().decode(credentials), StandardCharsets.UTF_8);
            return text.startsWith(BASIC_USER) ? Optional.of(text.substring(BASIC_USER.length())) : Optional.empty();
        } catch (IllegalArgumentException notBase64) {
            return Optional.empty();
        }
    }

    /** The name in any case and encoding, as it is also taken out of what goes to the backend. */
    private static void query(String rawQuery, Findings found) {
        for (String pair : rawQuery.split("&")) {
            int equals = pair.indexOf('=');
            String name = equals < 0 ? pair : pair.substring(0, equals);
            if (QUERY_NAME.equalsIgnoreCase(decode(name).orElse(""))) {
                decode(equals < 0 ? "" : pair.substring(equals + 1))
                        .ifPresentOrElse(
                                key -> found.add(KeyCarrier.QUERY, key),
                                () -> found.spoil(KeyCarrier.QUERY, "it is not percent-encoded properly"));
            }
        }
    }

    private static Optional<String> decode(String text) {
        try {
            return Optional.of(URLDecoder.decode(text, StandardCharsets.UTF_8));
        } catch (IllegalArgumentException malformed) {
            return Optional.empty();
        }
    }

    /** Collects what one request says; lives for one call of {@link #read}. */
    private static final class Findings {

        private final List<KeyCarrier> carriers = new ArrayList<>(2);
        private @Nullable String text;
        private boolean differ;
        private PresentedKey.@Nullable Malformed spoilt;

        void add(KeyCarrier carrier, String found) {
            carriers.add(carrier);
            if (text == null) {
                text = found;
            } else if (!text.equals(found)) {
                differ = true;
            }
        }

        void spoil(KeyCarrier carrier, String reason) {
            differ |= !carriers.isEmpty();
            carriers.add(carrier);
            spoilt = new PresentedKey.Malformed(carrier, reason);
        }

        PresentedKey result() {
            if (carriers.isEmpty()) {
                return new PresentedKey.Absent();
            }
            if (differ || spoilt != null && carriers.size() > 1) {
                return new PresentedKey.Conflicting(List.copyOf(EnumSet.copyOf(carriers)));
            }
            if (spoilt != null) {
                return spoilt;
            }
            String key = text == null ? "" : text;
            Optional<String> flaw = KeyText.flaw(key);
            return flaw.isPresent()
                    ? new PresentedKey.Malformed(carriers.getFirst(), flaw.get())
                    : new PresentedKey.One(KeyDigest.of(key), carriers.getFirst());
        }
    }
}
