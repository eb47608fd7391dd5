package dev.lakefront.limit;

import java.time.Duration;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.BinaryOperator;
import java.util.stream.Collectors;

/**
 * The response headers that tell a caller where it stands.
 *
 * <p>Where limits of one name apply at two scopes, the one with the least left is shown.
 *
 * @see <a href="https://datatracker.ietf.org/doc/draft-ietf-httpapi-ratelimit-headers/10/">RateLimit header fields for
 *     HTTP, draft 10</a>
 */
public final class RateLimitHeaders {

    /** The name of the header that says what the limits are. */
    public static final String POLICY = "RateLimit-Policy";

    /** The name of the header that says what is left of them. */
    public static final String LIMIT = "RateLimit";

    private static final BinaryOperator<LimitState> TIGHTER =
            BinaryOperator.minBy(java.util.Comparator.comparingLong(LimitState::remaining));

    private RateLimitHeaders() {}

    /** The value of {@code RateLimit-Policy}, for example {@code "burst";q=20;w=1}; empty for no limits. */
    public static String policy(List<LimitState> states) {
        return shown(states).stream()
                .map(LimitState::limit)
                .map(limit -> "\"" + limit.name() + "\";q=" + limit.amount() + window(limit))
                .collect(Collectors.joining(", "));
    }

    /** The value of {@code RateLimit}, for example {@code "burst";r=19;t=1}; empty for no limits. */
    public static String limit(List<LimitState> states) {
        return shown(states).stream()
                .map(state ->
                        "\"" + state.limit().name() + "\";r=" + state.remaining() + ";t=" + seconds(state.reset()))
                .collect(Collectors.joining(", "));
    }

    private static String window(Limit limit) {
        return switch (limit.window()) {
            case Window.Refill refill -> ";w=" + seconds(refill.per());
            case Window.Rolling rolling -> ";w=" + seconds(rolling.length());
            case Window.Calendar _ -> "";
            case Window.InFlight _ -> "";
        };
    }

    private static Collection<LimitState> shown(List<LimitState> states) {
        if (states.size() < 2) {
            return states;
        }
        Map<String, LimitState> byName = new LinkedHashMap<>();
        states.forEach(state -> byName.merge(state.limit().name(), state, TIGHTER));
        return byName.values();
    }

    /** Rounded up: a caller is never told to come back too early. */
    private static long seconds(Duration duration) {
        return Math.ceilDiv(duration.toNanos(), 1_000_000_000L);
    }
}
