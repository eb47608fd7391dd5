package dev.lakefront.portal.snippets;

import java.util.Collections;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/**
 * A call as a client sends it.
 *
 * @param method upper case
 * @param url absolute, with its query, percent-encoded
 * @param headers by name, without regard to case; those that carry a key or that every client sets itself are left out
 * @param body absent for a call without one
 */
public record ClientCall(
        String method,
        String url,
        Map<String, String> headers,
        @Nullable String body) {

    /** A snippet takes the key from the environment; the others are each client's own business. */
    private static final Set<String> LEFT_OUT = Set.of(
            "x-api-key",
            "ocp-apim-subscription-key",
            "api-key",
            "authorization",
            "cookie",
            "host",
            "content-length",
            "connection",
            "transfer-encoding",
            "accept-encoding",
            "user-agent",
            "expect",
            "upgrade");

    public ClientCall {
        Map<String, String> kept = new TreeMap<>(String.CASE_INSENSITIVE_ORDER);
        headers.forEach((name, value) -> {
            if (!LEFT_OUT.contains(name.toLowerCase(Locale.ROOT))) {
                kept.put(requireOneLine(name), requireOneLine(value));
            }
        });
        headers = Collections.unmodifiableMap(kept);
        requireOneLine(url);
        if (!method.matches("[A-Z]{1,20}")) {
            throw new IllegalArgumentException("method '" + method + "' must be a word in upper case, such as POST");
        }
    }

    /** A POST of JSON. */
    public static ClientCall json(String url, String body) {
        return new ClientCall("POST", url, Map.of("Content-Type", "application/json"), body);
    }

    private static String requireOneLine(String text) {
        if (text.chars().anyMatch(c -> c < ' ' || c == 0x7f)) {
            throw new IllegalArgumentException("an address or a header holds a control character");
        }
        return text;
    }
}
