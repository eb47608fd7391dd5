package dev.lakefront.proxy;

import io.netty.handler.codec.http.DefaultHttpHeaders;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import org.springframework.http.HttpHeaders;

/**
 * Decides in one pass which headers cross the gateway, in each direction.
 *
 * <p>To the model server go neither hop-by-hop headers (RFC 9110, section 7.6.1: the known ones and those that the
 * caller's {@code Connection} names) nor any carrier of a key, nor what only a proxy or a workspace may say of a caller.
 * The credential is set after this pass, so nothing a caller sends can remove or replace it.
 */
final class UpstreamHeaders {

    private static final Set<String> HOP_BY_HOP = Set.of(
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
    private static final Set<String> FRAMING = Set.of("content-length", "transfer-encoding");

    private static final Set<String> NEVER_SENT = Set.of(
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

    private static final Set<String> NEVER_RETURNED = Set.of(
            "set-cookie",
            "server",
            "x-databricks-org-id",
            "x-databricks-workspace-id",
            "alt-svc",
            "via",
            "strict-transport-security",
            "x-request-id");

    private UpstreamHeaders() {}

    /** The headers of a caller that go to the model server, without host and credential; a copy. */
    static HttpHeaders toUpstream(HttpHeaders caller) {
        Set<String> named = namedByConnection(caller);
        HttpHeaders sent = new HttpHeaders();
        caller.forEach((header, values) -> {
            String name = header.toLowerCase(Locale.ROOT);
            if (isSent(name) && !named.contains(name)) {
                sent.addAll(header, values);
            }
        });
        return sent;
    }

    /** For the wire; the framing headers are set with the body, whatever a policy may have written. */
    static io.netty.handler.codec.http.HttpHeaders toNetty(HttpHeaders headers) {
        io.netty.handler.codec.http.HttpHeaders sent = new DefaultHttpHeaders();
        headers.forEach((header, values) -> {
            if (!FRAMING.contains(header.toLowerCase(Locale.ROOT))) {
                sent.add(header, values);
            }
        });
        return sent;
    }

    /** Whether a header of the model server's answer goes to the caller. */
    static boolean isReturned(String headerName) {
        String name = headerName.toLowerCase(Locale.ROOT);
        return !HOP_BY_HOP.contains(name) && !NEVER_RETURNED.contains(name);
    }

    private static boolean isSent(String name) {
        // An underscore makes a twin of a header that some servers take for the same one.
        if (FRAMING.contains(name)) {
            return true;
        }
        if (HOP_BY_HOP.contains(name) || NEVER_SENT.contains(name) || name.indexOf('_') >= 0) {
            return false;
        }
        for (String family : NEVER_SENT_FAMILIES) {
            if (name.startsWith(family)) {
                return false;
            }
        }
        return true;
    }

    private static Set<String> namedByConnection(HttpHeaders caller) {
        List<String> values = caller.getOrEmpty(HttpHeaders.CONNECTION);
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
