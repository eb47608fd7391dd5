package dev.lakefront.management;

import dev.lakefront.problem.GatewayProblem;
import dev.lakefront.problem.ProblemType;
import java.util.Collection;
import java.util.Comparator;
import java.util.List;
import java.util.Locale;
import java.util.function.Function;
import org.springframework.util.MultiValueMap;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.databind.node.ArrayNode;
import tools.jackson.databind.node.ObjectNode;

/**
 * Which part of a list is asked for. Lists are in the order of their ids and a part begins after an id, so that what comes
 * and goes in between makes nobody miss or see twice what stays.
 *
 * @param limit how many at most
 * @param after the id before the first; empty text for the beginning
 */
record Page(int limit, String after) {

    private static final int STANDARD = 100;
    private static final int MOST = 1000;

    /** Fails with {@code invalid-parameter}. */
    static Page of(MultiValueMap<String, String> query) {
        String limit = query.getFirst("limit");
        String after = query.getFirst("after");
        return new Page(limit == null ? STANDARD : parse(limit), after == null ? "" : after);
    }

    private static int parse(String limit) {
        try {
            int parsed = Integer.parseInt(limit);
            if (parsed >= 1 && parsed <= MOST) {
                return parsed;
            }
        } catch (NumberFormatException noNumber) {
            // Said below.
        }
        throw new GatewayProblem(
                ProblemType.INVALID_PARAMETER, String.format(Locale.ROOT, "'limit' must be 1 to %d.", MOST));
    }

    /** One more than fits, to know whether this is the last part. */
    int fetched() {
        return limit + 1;
    }

    /** The part as {@code items}, and in {@code next} what to send as {@code after} for the one behind it, or null. */
    <T> ObjectNode of(Collection<T> all, Function<T, String> id, Function<T, ? extends JsonNode> shown) {
        List<T> rest = all.stream()
                .filter(item -> id.apply(item).compareTo(after) > 0)
                .sorted(Comparator.comparing(id))
                .limit(fetched())
                .toList();
        List<T> part = rest.subList(0, Math.min(limit, rest.size()));
        ObjectNode answer = JsonMapper.shared().createObjectNode();
        ArrayNode items = answer.putArray("items");
        part.forEach(item -> items.add(shown.apply(item)));
        answer.put("next", rest.size() > limit ? id.apply(part.getLast()) : null);
        return answer;
    }
}
