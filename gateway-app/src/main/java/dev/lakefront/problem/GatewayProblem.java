package dev.lakefront.problem;

import java.util.LinkedHashMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * An error that the gateway answers itself. Thrown anywhere on the request path, rendered once by the walk.
 *
 * <p>The detail is read by the caller: it says what to do next and never holds a key, a token or the name of a host.
 * It has no stack trace; its cause, if any, is for the log only.
 */
public final class GatewayProblem extends RuntimeException {

    private static final long serialVersionUID = 1L;

    private final ProblemType type;
    private final transient Map<String, String> headers = new LinkedHashMap<>();
    private final transient Map<String, Object> extensions = new LinkedHashMap<>();

    public GatewayProblem(ProblemType type, String detail) {
        this(type, detail, null);
    }

    public GatewayProblem(ProblemType type, String detail, @Nullable Throwable cause) {
        super(detail, cause, false, false);
        this.type = type;
    }

    /** Adds a response header, for example {@code Retry-After}. */
    public GatewayProblem header(String name, String value) {
        headers.put(name, value);
        return this;
    }

    /** Adds a member to the problem details (RFC 9457, section 3.2). */
    public GatewayProblem with(String name, Object value) {
        extensions.put(name, value);
        return this;
    }

    public ProblemType type() {
        return type;
    }

    public String detail() {
        return String.valueOf(getMessage());
    }

    public Map<String, String> headers() {
        return Map.copyOf(headers);
    }

    public Map<String, Object> extensions() {
        return Map.copyOf(extensions);
    }
}
