package dev.lakefront.management;

import dev.lakefront.problem.GatewayProblem;
import dev.lakefront.problem.ProblemType;
import java.util.List;
import org.springframework.http.ETag;
import org.springframework.http.HttpHeaders;
import org.springframework.web.server.ServerWebExchange;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.databind.node.ObjectNode;

/**
 * Tags of what is there, and what a caller expects to be there (RFC 9110, section 13.1.1).
 *
 * <p>A tag has two parts. The first one stands for what can be changed, and a change expects that alone: a key in use would
 * else keep its subscription from being changed. The second one stands for all that is shown.
 */
final class EntityTag {

    private static final int SHORT = 32;
    private static final String BETWEEN = ".";

    private EntityTag() {}

    static String of(JsonNode body) {
        return "\"" + digest(changeable(body)) + BETWEEN + digest(body) + "\"";
    }

    private static String digest(JsonNode body) {
        return Sha256.of(JsonMapper.shared().writeValueAsBytes(body)).substring(0, SHORT);
    }

    /** Without what changes by itself. */
    private static JsonNode changeable(JsonNode body) {
        JsonNode copy = body.deepCopy();
        copy.findParents(SubscriptionView.LAST_USED)
                .forEach(key -> ((ObjectNode) key).remove(SubscriptionView.LAST_USED));
        return copy;
    }

    /**
     * Fails with {@code precondition-failed} unless this is what {@code If-Match} says. Without the header anything is.
     */
    static void check(Expected expected, JsonNode there) {
        String tag = of(there);
        if (!expected.matches(tag)) {
            throw new GatewayProblem(
                            ProblemType.PRECONDITION_FAILED,
                            "This was changed since you read it, so nothing was done. Read it again.")
                    .header(HttpHeaders.ETAG, tag);
        }
    }

    /**
     * What {@code If-Match} says.
     *
     * @param tags none where the header was not sent
     */
    record Expected(boolean anything, List<String> tags) {

        static Expected of(ServerWebExchange exchange) {
            List<String> values = exchange.getRequest().getHeaders().getOrEmpty(HttpHeaders.IF_MATCH);
            if (values.isEmpty()) {
                return new Expected(true, List.of());
            }
            List<ETag> sent = ETag.parse(String.join(",", values));
            return new Expected(
                    sent.stream().anyMatch(ETag::isWildcard),
                    sent.stream()
                            .filter(tag -> !tag.weak())
                            .map(ETag::formattedTag)
                            .toList());
        }

        private boolean matches(String tag) {
            return anything || tags.stream().map(Expected::firstPart).anyMatch(firstPart(tag)::equals);
        }

        private static String firstPart(String tag) {
            int between = tag.indexOf(BETWEEN);
            return between < 0 ? tag : tag.substring(0, between);
        }
    }
}
