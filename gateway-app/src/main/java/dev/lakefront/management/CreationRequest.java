package dev.lakefront.management;

import dev.lakefront.problem.GatewayProblem;
import dev.lakefront.problem.ProblemType;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;
import org.springframework.web.server.ServerWebExchange;

/**
 * A request that makes something, as far as it matters for not making it twice.
 *
 * @param actorId whose keys these are
 * @param key what {@code Idempotency-Key} says; absent when the request may be done again
 * @param fingerprint of the path and the body: what else has the same key is another request
 */
record CreationRequest(String actorId, @Nullable String key, String fingerprint) {

    private static final String HEADER = "Idempotency-Key";

    /** As the draft has it, in quotes; or without, as most clients send it. */
    private static final Pattern FORM = Pattern.compile("\"?([A-Za-z0-9._~:+/=-]{1,255})\"?");

    /** Fails with {@code invalid-parameter} for a header that can't be a key. */
    static CreationRequest of(ServerWebExchange exchange, ChangeRequest request) {
        String path = exchange.getRequest().getPath().value() + "\n";
        return new CreationRequest(
                request.actor().id(),
                key(exchange.getRequest().getHeaders().getOrEmpty(HEADER)),
                Sha256.of(path.getBytes(StandardCharsets.UTF_8), request.body().bytes()));
    }

    private static @Nullable String key(List<String> sent) {
        if (sent.isEmpty()) {
            return null;
        }
        var matcher = FORM.matcher(sent.getFirst().strip());
        if (sent.size() > 1 || !matcher.matches()) {
            throw new GatewayProblem(
                    ProblemType.INVALID_PARAMETER,
                    "'Idempotency-Key' must be one text of 1 to 255 letters, digits and ._~:+/=-, such as a UUID.");
        }
        return matcher.group(1);
    }
}
