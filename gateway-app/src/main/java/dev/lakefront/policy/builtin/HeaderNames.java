package dev.lakefront.policy.builtin;

import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/** The headers that a policy may touch: all but those that only the gateway can get right. */
final class HeaderNames {

    /** A token (RFC 9110, section 5.6.2). */
    private static final Pattern TOKEN = Pattern.compile("[!#$%&'*+.^_`|~0-9A-Za-z-]{1,128}");

    private static final String CREDENTIALS = "carries a credential, and those are the gateway's own business";

    private static final Map<String, String> PROTECTED = Stream.of(
                    reserve(
                            "belongs to one connection, not to the message",
                            "connection keep-alive proxy-connection te trailer transfer-encoding upgrade"
                                    + " http2-settings"),
                    reserve(
                            "says where a message goes or how its body is to be read, and no policy changes that",
                            "host content-length content-encoding content-range expect"),
                    reserve(
                            CREDENTIALS,
                            "authorization proxy-authorization proxy-authenticate www-authenticate"
                                    + " ocp-apim-subscription-key x-api-key api-key"),
                    reserve("says that an error is the gateway's own", "x-lakefront-error"))
            .flatMap(reserved -> reserved.entrySet().stream())
            .collect(Collectors.toUnmodifiableMap(Map.Entry::getKey, Map.Entry::getValue));

    private HeaderNames() {}

    /** Why a policy must leave this header alone; empty when it need not. */
    static Optional<String> flaw(String name) {
        if (!TOKEN.matcher(name).matches()) {
            return Optional.of("this is no header name; it must be 1 to 128 letters, digits, '-' and the like");
        }
        return Optional.ofNullable(PROTECTED.get(canonical(name)))
                .map(reason -> "header '" + name + "' cannot be changed by a policy: it " + reason);
    }

    /** Whether a header of this name says who somebody is; a cookie may as well. */
    static boolean carriesCredential(String name) {
        String canonical = canonical(name);
        return canonical.equals("cookie") || CREDENTIALS.equals(PROTECTED.get(canonical));
    }

    /** One spelling for all that some server takes for the same: case and underscores don't count. */
    static String canonical(String name) {
        return name.toLowerCase(Locale.ROOT).replace('_', '-');
    }

    private static Map<String, String> reserve(String reason, String names) {
        return Stream.of(names.split(" ")).collect(Collectors.toMap(name -> name, name -> reason));
    }
}
