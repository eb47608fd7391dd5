package dev.lakefront.backend.databricks;

import dev.lakefront.backend.AttachedCredential;
import dev.lakefront.backend.Authentication;
import dev.lakefront.backend.BackendCallFailed;
import dev.lakefront.backend.BoundedHttp;
import dev.lakefront.backend.CredentialUnavailable;
import dev.lakefront.backend.HttpAnswer;
import dev.lakefront.backend.HttpCall;
import dev.lakefront.backend.Workspace;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.Base64;
import java.util.Map;
import java.util.random.RandomGenerator;
import reactor.core.publisher.Mono;
import tools.jackson.core.JacksonException;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/** Exchanges a client secret for an access token at the workspace (RFC 6749, section 4.4). */
final class TokenEndpoint {

    private static final byte[] FORM =
            "grant_type=client_credentials&scope=all-apis".getBytes(StandardCharsets.US_ASCII);

    /** For an answer that does not say how long its token lives. */
    private static final Duration UNSTATED_LIFE = Duration.ofMinutes(5);

    private final Workspace workspace;
    private final Authentication.OAuthM2M client;
    private final BoundedHttp http;
    private final InstantSource clock;
    private final RandomGenerator random;

    TokenEndpoint(
            Workspace workspace,
            Authentication.OAuthM2M client,
            BoundedHttp http,
            InstantSource clock,
            RandomGenerator random) {
        this.workspace = workspace;
        this.client = client;
        this.http = http;
        this.clock = clock;
        this.random = random;
    }

    /** One call, bounded in time. Never blocks; fails with {@link CredentialUnavailable}. */
    Mono<Token> fetch() {
        return Mono.defer(() -> {
                    // Counted from before the call, so that a slow one makes the token's life shorter, not longer.
                    Instant asked = clock.instant();
                    return http.send(request()).map(answer -> token(answer, asked));
                })
                .onErrorMap(BackendCallFailed.class, failed -> unavailable(String.valueOf(failed.getMessage())));
    }

    private HttpCall request() {
        // Not form-encoded first, as RFC 6749, section 2.3.1 would have it: no Databricks client does that.
        String login = client.clientId().current().reveal() + ":"
                + client.clientSecret().current().reveal();
        String basic = Base64.getEncoder().encodeToString(login.getBytes(StandardCharsets.UTF_8));
        Map<String, String> headers = Map.of(
                "Authorization", "Basic " + basic,
                "Content-Type", "application/x-www-form-urlencoded",
                "Accept", "application/json",
                "User-Agent", "lakefront");
        return new HttpCall("POST", URI.create(workspace.origin() + "/oidc/v1/token"), headers, FORM);
    }

    private Token token(HttpAnswer answer, Instant asked) {
        JsonNode body = body(answer);
        if (answer.status() != 200) {
            throw unavailable("the token endpoint answered with " + answer.status() + refusal(body));
        }
        String token = body.path("access_token").asString("");
        long seconds = body.path("expires_in").asLong(UNSTATED_LIFE.toSeconds());
        if (token.isEmpty() || seconds <= 0) {
            throw unavailable("the token endpoint's answer has no usable access_token and expires_in");
        }
        String scheme = body.path("token_type").asString("Bearer");
        AttachedCredential header = new AttachedCredential("Authorization", scheme + " " + token);
        Duration life = Duration.ofSeconds(seconds);
        // Up to five percent earlier, so that many gateways do not refresh in the same second.
        Duration fresh = Duration.ofMillis((long) (life.toMillis() * (0.8 - 0.05 * random.nextDouble())));
        return new Token(header, asked.plus(fresh), asked.plus(life));
    }

    private JsonNode body(HttpAnswer answer) {
        try {
            return JsonMapper.shared().readTree(answer.body());
        } catch (JacksonException malformed) {
            // Its message may quote a token.
            throw unavailable("the token endpoint answered with " + answer.status() + " and something other than JSON");
        }
    }

    /** Both shapes that Databricks sends: of OAuth, and of its older identity service. */
    private static String refusal(JsonNode body) {
        String code = first(body, "error", "errorCode");
        String reason = first(body, "error_description", "errorSummary");
        if (code.isEmpty() && reason.isEmpty()) {
            return "";
        }
        return ": " + (reason.isEmpty() ? code : code.isEmpty() ? reason : code + ", " + reason);
    }

    private static String first(JsonNode body, String name, String otherName) {
        JsonNode value = body.hasNonNull(name) ? body.get(name) : body.path(otherName);
        String line = value.isString()
                ? value.asString().replaceAll("[\\p{Cntrl}\\s]+", " ").strip()
                : "";
        return line.substring(0, Math.min(line.length(), 200));
    }

    private CredentialUnavailable unavailable(String reason) {
        return new CredentialUnavailable("no token for workspace '" + workspace.id() + "': " + reason);
    }
}
