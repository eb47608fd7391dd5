package dev.lakefront.server;

import io.netty.handler.codec.http.HttpHeaderNames;
import io.netty.handler.codec.http.HttpHeaderValues;
import io.netty.handler.codec.http.HttpRequest;
import io.netty.handler.codec.http.HttpVersion;
import io.netty.util.AsciiString;
import java.util.Iterator;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * What two readers could understand in different ways is refused before anybody reads it: how long a body is (RFC 9112,
 * section 6), which host is meant (section 3.2), and characters in values that have no business there (RFC 9110,
 * section 5.5).
 *
 * <p>The decoder has refused what is no HTTP at all by then. One pass over the head, without garbage.
 */
final class RequestRules {

    private int hosts;
    private int lengths;
    private int encodings;
    private @Nullable String flaw;

    private RequestRules() {}

    /** Why the request is refused; absent when nothing is wrong with it. */
    static @Nullable String flaw(HttpRequest request) {
        HttpVersion version = request.protocolVersion();
        boolean old = HttpVersion.HTTP_1_0.equals(version);
        if (!old && !HttpVersion.HTTP_1_1.equals(version)) {
            return "the protocol must be HTTP/1.1 or HTTP/1.0";
        }
        RequestRules rules = new RequestRules();
        Iterator<Map.Entry<CharSequence, CharSequence>> headers =
                request.headers().iteratorCharSequence();
        while (headers.hasNext() && rules.flaw == null) {
            Map.Entry<CharSequence, CharSequence> header = headers.next();
            rules.look(header.getKey(), header.getValue());
        }
        return rules.flaw != null ? rules.flaw : rules.together(old);
    }

    private void look(CharSequence name, CharSequence value) {
        switch (name.length()) {
            case 4 -> host(name, value);
            case 14 -> lengths += AsciiString.contentEqualsIgnoreCase(name, HttpHeaderNames.CONTENT_LENGTH) ? 1 : 0;
            case 17 -> encoding(name, value);
            default -> {}
        }
        for (int i = 0; i < value.length() && flaw == null; i++) {
            char character = value.charAt(i);
            if (character < ' ' && character != '\t' || character >= 0x7F) {
                flaw = "a header's value has a character that is not printable ASCII";
            }
        }
    }

    private void host(CharSequence name, CharSequence value) {
        if (AsciiString.contentEqualsIgnoreCase(name, HttpHeaderNames.HOST)) {
            hosts++;
            if (!isHost(value)) {
                flaw = "the header Host is not a host name or address with an optional port";
            }
        }
    }

    private void encoding(CharSequence name, CharSequence value) {
        if (AsciiString.contentEqualsIgnoreCase(name, HttpHeaderNames.TRANSFER_ENCODING)) {
            encodings++;
            if (!AsciiString.contentEqualsIgnoreCase(value, HttpHeaderValues.CHUNKED)) {
                flaw = "the only Transfer-Encoding taken is chunked";
            }
        }
    }

    private @Nullable String together(boolean old) {
        if (encodings > 1 || lengths > 1 || encodings > 0 && lengths > 0) {
            return "the length of the body is given twice";
        }
        if (encodings > 0 && old) {
            return "HTTP/1.0 has no Transfer-Encoding";
        }
        return hosts > 1 || hosts == 0 && !old ? "there must be one header Host" : null;
    }

    /** A name or an address, in brackets where it has colons, and a port (RFC 3986, section 3.2). */
    private static boolean isHost(CharSequence value) {
        boolean inBrackets = false;
        int colon = -1;
        for (int i = 0; i < value.length(); i++) {
            char character = value.charAt(i);
            switch (character) {
                case '[' -> inBrackets = true;
                case ']' -> inBrackets = false;
                case ':' -> colon = inBrackets || colon >= 0 ? colon : i;
                default -> {
                    if (!isLetterOrDigit(character) && (colon >= 0 || ".-_~%".indexOf(character) < 0)) {
                        return false;
                    }
                }
            }
        }
        return !value.isEmpty() && colon != 0 && (colon < 0 || isPort(value, colon + 1));
    }

    /** Five digits at most; the empty port is the usual one. */
    private static boolean isPort(CharSequence value, int from) {
        for (int i = from; i < value.length(); i++) {
            if (value.charAt(i) < '0' || value.charAt(i) > '9') {
                return false;
            }
        }
        return value.length() - from <= 5;
    }

    private static boolean isLetterOrDigit(char character) {
        return character >= '0' && character <= '9'
                || character >= 'a' && character <= 'z'
                || character >= 'A' && character <= 'Z';
    }
}
