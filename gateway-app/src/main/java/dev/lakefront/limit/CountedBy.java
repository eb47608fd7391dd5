package dev.lakefront.limit;

import java.util.Locale;
import java.util.regex.Pattern;

/**
 * Whose calls a limit counts together, as policies write it: {@code subscription}, {@code api}, {@code product},
 * {@code client-address} or {@code header:X-Tenant}.
 *
 * @param header the name of the header in lower case; empty for the other kinds
 */
public record CountedBy(KeyKind kind, String header) {

    public static final CountedBy SUBSCRIPTION = new CountedBy(KeyKind.SUBSCRIPTION, "");

    private static final String HEADER_PREFIX = "header:";

    /** A token (RFC 9110, section 5.6.2). */
    private static final Pattern TOKEN = Pattern.compile("[!#$%&'*+.^_`|~0-9A-Za-z-]{1,128}");

    public CountedBy {
        header = header.toLowerCase(Locale.ROOT);
        if (kind == KeyKind.HEADER ? !TOKEN.matcher(header).matches() : !header.isEmpty()) {
            throw new IllegalArgumentException("a key is subscription, api, product, client-address or header:<Name>");
        }
    }

    /** Fails with {@link IllegalArgumentException} that says the forms. */
    public static CountedBy parse(String word) {
        if (word.startsWith(HEADER_PREFIX)) {
            return new CountedBy(KeyKind.HEADER, word.substring(HEADER_PREFIX.length()));
        }
        return switch (word) {
            case "subscription" -> SUBSCRIPTION;
            case "api" -> new CountedBy(KeyKind.API, "");
            case "product" -> new CountedBy(KeyKind.PRODUCT, "");
            case "client-address" -> new CountedBy(KeyKind.CLIENT_ADDRESS, "");
            default ->
                throw new IllegalArgumentException(
                        "'" + word + "' is no key; write subscription, api, product, client-address or header:<Name>");
        };
    }

    /** As policies write it. */
    public String word() {
        return kind == KeyKind.HEADER
                ? HEADER_PREFIX + header
                : kind.name().toLowerCase(Locale.ROOT).replace('_', '-');
    }
}
