package dev.lakefront.proxy;

import io.netty.handler.codec.http.HttpHeaderNames;
import io.netty.handler.codec.http.HttpHeaders;
import io.netty.util.AsciiString;
import java.util.HashSet;
import java.util.Iterator;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.function.BiConsumer;

/**
 * Decides in one pass which headers cross the gateway, in each direction.
 *
 * <p>To the model server go neither hop-by-hop headers (RFC 9110, section 7.6.1: the known ones and those that the
 * caller's {@code Connection} names) nor any carrier of a key, nor what only a proxy or a workspace may say of a caller.
 * The credential is set after this pass, so nothing a caller sends can remove or replace it.
 */
final class UpstreamHeaders {

    private static final HeaderNameSet HOP_BY_HOP = HeaderNameSet.of(
            "connection",
            "keep-alive",
            "proxy-authenticate",
            "proxy-authorization",
            "proxy-connection",
            "te",
            "trailer",
            "transfer-encoding",
            "upgrade",
            "http2-settings");

    /** How the caller framed its body; read by {@link BodyReader}, made anew for the wire. */
    private static final HeaderNameSet FRAMING = HeaderNameSet.of("content-length", "transfer-encoding");

    private static final HeaderNameSet NEVER_SENT = HeaderNameSet.of(
            "host",
            "expect",
            "authorization",
            "api-key",
            "x-api-key",
            "ocp-apim-subscription-key",
            "cookie",
            "forwarded",
            "via",
            "proxy",
            "x-real-ip",
            "x-original-url",
            "x-rewrite-url",
            "x-http-method-override",
            "x-http-method",
            "x-method-override",
            "x-accel-redirect",
            "x-sendfile",
            "x-request-id",
            "x-client-ip",
            "true-client-ip",
            "x-cluster-client-ip",
            "client-ip");

    private static final List<String> NEVER_SENT_FAMILIES =
            List.of("x-forwarded-", "x-databricks-", "x-lakefront-", "x-consumer-");

    private static final HeaderNameSet NEVER_RETURNED = HeaderNameSet.of(
            "set-cookie",
            "server",
            "x-databricks-org-id",
            "x-databricks-workspace-id",
            "alt-svc",
            "via",
            "strict-transport-security",
            "x-request-id",
            // What the workspace allows the gateway; a caller is told what the gateway allows it.
            "ratelimit",
            "ratelimit-policy",
            "x-ratelimit-limit-requests",
            "x-ratelimit-remaining-requests",
            "x-ratelimit-reset-requests");

    private UpstreamHeaders() {}

    /** The headers of a caller that go to the model server, without host and credential; a copy for policies to change. */
    static org.springframework.http.HttpHeaders forPolicies(HttpHeaders caller) {
        org.springframework.http.HttpHeaders sent = new org.springframework.http.HttpHeaders();
        pass(caller, (name, value) -> sent.add(name.toString(), value.toString()));
        for (String framing : List.of("Content-Length", "Transfer-Encoding")) {
            caller.getAll(framing).forEach(value -> sent.add(framing, value));
        }
        return sent;
    }

    /** Writes the headers of a caller to the wire that no policy has seen. */
    static void write(HttpHeaders caller, HttpHeaders wire) {
        pass(caller, wire::add);
    }

    /** Writes what policies have left to the wire; the framing is made anew there, whatever they have written. */
    static void write(org.springframework.http.HttpHeaders left, HttpHeaders wire) {
        left.forEach((name, values) -> {
            if (!FRAMING.contains(name)) {
                wire.set(name, values);
            }
        });
    }

    private static void pass(HttpHeaders caller, BiConsumer<CharSequence, CharSequence> sent) {
        Set<String> named = namedByConnection(caller);
        Iterator<Map.Entry<CharSequence, CharSequence>> headers = caller.iteratorCharSequence();
        while (headers.hasNext()) {
            Map.Entry<CharSequence, CharSequence> header = headers.next();
            CharSequence name = header.getKey();
            if (isSent(name)
                    && (named.isEmpty() || !named.contains(name.toString().toLowerCase(Locale.ROOT)))) {
                sent.accept(name, header.getValue());
            }
        }
    }

    /** Whether a header of the model server's answer goes to the caller. */
    static boolean isReturned(CharSequence name) {
        return !HOP_BY_HOP.contains(name) && !NEVER_RETURNED.contains(name);
    }

    private static boolean isSent(CharSequence name) {
        if (HOP_BY_HOP.contains(name) || FRAMING.contains(name) || NEVER_SENT.contains(name)) {
            return false;
        }
        // An underscore makes a twin of a header that some servers take for the same one.
        if (AsciiString.indexOf(name, '_', 0) >= 0) {
            return false;
        }
        if (name.charAt(0) != 'x' && name.charAt(0) != 'X') {
            return true;
        }
        for (String family : NEVER_SENT_FAMILIES) {
            if (AsciiString.regionMatches(name, true, 0, family, 0, family.length())) {
                return false;
            }
        }
        return true;
    }

    private static Set<String> namedByConnection(HttpHeaders caller) {
        List<String> values = caller.getAll(HttpHeaderNames.CONNECTION);
        if (values.isEmpty() || values.size() == 1 && values.getFirst().equalsIgnoreCase("keep-alive")) {
            return Set.of();
        }
        Set<String> named = new HashSet<>();
        for (String value : values) {
            for (String token : value.split(",", -1)) {
                named.add(token.strip().toLowerCase(Locale.ROOT));
            }
        }
        return named;
    }
}
