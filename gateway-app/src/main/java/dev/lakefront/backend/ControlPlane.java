package dev.lakefront.backend;

import dev.lakefront.backend.BackendCallFailed.Reason;
import java.net.URI;
import java.util.HashMap;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import tools.jackson.core.JacksonException;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/**
 * Asks one workspace questions, signed in. Redirects are followed on the workspace's own host only.
 *
 * <p>Thread-safe. Every method blocks, so it is for virtual threads, and fails with {@link BackendCallFailed}.
 */
public final class ControlPlane {

    private static final int MAX_REDIRECTS = 3;
    private static final int MAX_MESSAGE = 200;

    private final Workspace workspace;
    private final Credential credential;
    private final BoundedHttp http;
    private final CallRecord record;

    ControlPlane(Workspace workspace, Credential credential, BoundedHttp http, CallRecord record) {
        this.workspace = workspace;
        this.credential = credential;
        this.http = http;
        this.record = record;
    }

    public Workspace workspace() {
        return workspace;
    }

    /** The body of a successful answer to {@code GET}; the path is raw and begins with a slash. */
    public byte[] get(String path) {
        try {
            HttpAnswer answer = ask(path);
            if (answer.status() / 100 != 2) {
                throw failure(path, answer);
            }
            record.succeeded();
            return answer.body();
        } catch (BackendCallFailed failure) {
            switch (failure.reason()) {
                // The workspace did answer.
                case NOT_FOUND, NOT_READY -> record.succeeded();
                default -> record.failed(String.valueOf(failure.getMessage()));
            }
            throw failure;
        }
    }

    /** As {@link #get}, read as JSON. */
    public JsonNode json(String path) {
        byte[] body = get(path);
        try {
            return JsonMapper.shared().readTree(body);
        } catch (JacksonException malformed) {
            // Its message may quote the body.
            throw new BackendCallFailed(
                    Reason.BAD_ANSWER,
                    what(path) + " answered with something other than JSON: is this the right host?");
        }
    }

    private HttpAnswer ask(String path) {
        AttachedCredential attached = attached();
        HttpAnswer answer = follow(path, attached);
        if (attached != null
                && blamesCredential(answer)
                && Boolean.TRUE.equals(credential.renew(attached).block())) {
            return follow(path, attached());
        }
        return answer;
    }

    private @Nullable AttachedCredential attached() {
        try {
            return credential.current().block();
        } catch (CredentialUnavailable unavailable) {
            throw new BackendCallFailed(Reason.UNAUTHORISED, String.valueOf(unavailable.getMessage()));
        }
    }

    private HttpAnswer follow(String path, @Nullable AttachedCredential attached) {
        URI uri = URI.create(workspace.origin() + path);
        for (int redirects = 0; ; redirects++) {
            HttpAnswer answer = send(uri, attached);
            Optional<URI> target = answer.isRedirect() ? target(uri, answer) : Optional.empty();
            if (target.isEmpty() || redirects == MAX_REDIRECTS) {
                return answer;
            }
            uri = target.get();
        }
    }

    private HttpAnswer send(URI uri, @Nullable AttachedCredential attached) {
        Map<String, String> headers = new HashMap<>(Map.of("Accept", "*/*", "User-Agent", "lakefront"));
        if (attached != null) {
            headers.put(attached.headerName(), attached.value());
        }
        HttpAnswer answer = http.send(HttpCall.get(uri, headers)).block();
        if (answer == null) {
            throw new BackendCallFailed(
                    Reason.UNREACHABLE, BoundedHttp.host(uri) + " closed the connection unanswered");
        }
        return answer;
    }

    /** Where to go on, if that is on the same host: the credential is sent there too. */
    private Optional<URI> target(URI from, HttpAnswer answer) {
        try {
            return answer.header("location")
                    .map(from::resolve)
                    .filter(to -> BoundedHttp.host(to).equalsIgnoreCase(workspace.origin()))
                    .filter(to -> !to.getPath().startsWith("/login"));
        } catch (IllegalArgumentException malformed) {
            return Optional.empty();
        }
    }

    private static boolean blamesCredential(HttpAnswer answer) {
        String message = message(answer).toLowerCase(Locale.ROOT);
        return answer.status() == 401
                || (answer.status() == 403 || answer.status() == 400)
                        && (message.contains("invalid access token") || message.contains("invalid token"));
    }

    private BackendCallFailed failure(String path, HttpAnswer answer) {
        String said = message(answer);
        String suffix = said.isEmpty() ? "" : ": " + said;
        if (blamesCredential(answer)) {
            return new BackendCallFailed(Reason.UNAUTHORISED, what(path) + " did not accept the credential" + suffix);
        }
        return switch (answer.status()) {
            case 403 ->
                new BackendCallFailed(Reason.FORBIDDEN, what(path) + " is forbidden to this credential" + suffix);
            case 404, 410 -> new BackendCallFailed(Reason.NOT_FOUND, what(path) + " does not exist" + suffix);
            case 400, 409, 425, 429, 503 ->
                new BackendCallFailed(
                        Reason.NOT_READY, what(path) + " is not ready (" + answer.status() + ")" + suffix);
            case 301, 302, 303, 307, 308 ->
                new BackendCallFailed(
                        Reason.FORBIDDEN,
                        what(path) + " redirects to a sign-in page or another host; the credential is not sent there."
                                + " Is the workspace reached through a private link only?");
            default ->
                new BackendCallFailed(Reason.BAD_ANSWER, what(path) + " answered with " + answer.status() + suffix);
        };
    }

    private String what(String path) {
        return "workspace '" + workspace.id() + "': " + path;
    }

    /** What the server says about its failure, on one line, cut, and only if it says it in JSON. */
    private static String message(HttpAnswer answer) {
        if (answer.status() / 100 == 2 || answer.body().length > 1 << 16) {
            return "";
        }
        try {
            JsonNode body = JsonMapper.shared().readTree(answer.body());
            JsonNode text = body.hasNonNull("message") ? body.get("message") : body.path("detail");
            String line = text.isString()
                    ? text.asString().replaceAll("[\\p{Cntrl}\\s]+", " ").strip()
                    : "";
            return line.length() > MAX_MESSAGE ? line.substring(0, MAX_MESSAGE) + "..." : line;
        } catch (JacksonException notJson) {
            return "";
        }
    }
}
