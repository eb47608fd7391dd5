package dev.lakefront.proxy;

import dev.lakefront.problem.GatewayProblem;
import dev.lakefront.problem.ProblemType;
import io.netty.handler.codec.http.HttpHeaderNames;
import io.netty.handler.codec.http.HttpHeaders;
import io.netty.handler.codec.http.HttpVersion;
import java.util.List;
import java.util.regex.Pattern;
import reactor.netty.http.server.HttpServerRequest;

/**
 * What HTTP requires of a request's head, and the server underneath lets pass. The connection is closed after a refusal:
 * nobody can say where the next request on it begins.
 *
 * @see <a href="https://www.rfc-editor.org/rfc/rfc9112#section-3.2">RFC 9112, sections 3.2 and 6.1</a>
 */
final class HeadCheck {

    /** A name or an address, perhaps a port; empty is allowed. */
    private static final Pattern HOST = Pattern.compile("(\\[[0-9A-Fa-f:.]+]|[A-Za-z0-9._~%-]*)(:\\d{0,5})?");

    private HeadCheck() {}

    static void check(HttpServerRequest request) {
        HttpVersion version = request.version();
        HttpHeaders headers = request.requestHeaders();
        if (version.majorVersion() == 1) {
            checkVersion(version);
            checkHost(headers.getAll(HttpHeaderNames.HOST), version.minorVersion() > 0);
            checkCoding(headers.getAll(HttpHeaderNames.TRANSFER_ENCODING));
        } else if (version.majorVersion() != 2) {
            checkVersion(version);
        }
    }

    private static void checkVersion(HttpVersion version) {
        if (version.majorVersion() != 1 || version.minorVersion() > 1) {
            throw refused("The request is of HTTP version " + version.majorVersion() + "." + version.minorVersion()
                    + ". Send HTTP/1.1.");
        }
    }

    private static void checkHost(List<String> hosts, boolean isRequired) {
        if (hosts.isEmpty() && !isRequired) {
            return;
        }
        if (hosts.size() != 1) {
            throw refused("The request has " + hosts.size() + " Host headers. Send one.");
        }
        if (!HOST.matcher(hosts.getFirst()).matches()) {
            throw refused("The Host header is not a name or an address, with or without a port.");
        }
    }

    /** A body whose end would have to be guessed is not read. */
    private static void checkCoding(List<String> codings) {
        if (!codings.isEmpty()
                && !(codings.size() == 1 && codings.getFirst().strip().equalsIgnoreCase("chunked"))) {
            throw refused("The only Transfer-Encoding that is understood here is 'chunked', once.");
        }
    }

    private static GatewayProblem refused(String detail) {
        return new GatewayProblem(ProblemType.BAD_REQUEST_HEADER, detail).header("Connection", "close");
    }
}
