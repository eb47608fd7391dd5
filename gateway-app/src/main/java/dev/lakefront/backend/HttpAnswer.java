package dev.lakefront.backend;

import java.util.Map;
import java.util.Optional;

/**
 * A whole answer to the gateway itself.
 *
 * @param headers by name in lower case; of several with one name, the first
 */
public record HttpAnswer(int status, Map<String, String> headers, byte[] body) {

    public Optional<String> header(String name) {
        return Optional.ofNullable(headers.get(name));
    }

    boolean isRedirect() {
        return switch (status) {
            case 301, 302, 303, 307, 308 -> true;
            default -> false;
        };
    }

    /** The body may hold a token. */
    @Override
    public String toString() {
        return "HttpAnswer[" + status + ", " + body.length + " bytes]";
    }
}
