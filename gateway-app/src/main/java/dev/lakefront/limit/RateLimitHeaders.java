package dev.lakefront.limit;

import java.time.Duration;
import java.util.List;

/**
 * The response headers that tell a caller where it stands.
 *
 * <p>Where limits of one name and unit apply at two scopes, the one with the least left is shown.
 *
 * @see <a href="https://datatracker.ietf.org/doc/draft-ietf-httpapi-ratelimit-headers/10/">RateLimit header fields for
 *     HTTP, draft 10</a>
 */
public final class RateLimitHeaders {

    /** The name of the header that says what the limits are. */
    public static final String POLICY = "RateLimit-Policy";

    /** The name of the header that says what is left of them. */
    public static final String LIMIT = "RateLimit";

    private static final long NANOS_PER_SECOND = 1_000_000_000L;

    private RateLimitHeaders() {}

    /** The value of {@code RateLimit-Policy}, for example {@code "burst";q=20;w=1}; empty for no limits. */
    public static String policy(List<LimitState> states) {
        StringBuilder value = new StringBuilder(40 * states.size());
        for (int i = 0; i < states.size(); i++) {
            if (isShown(states, i)) {
                separate(value);
                policy(value, states.get(i).limit());
            }
        }
        return value.toString();
    }

    /** The value of {@code RateLimit}, for example {@code "burst";r=19;t=1}; empty for no limits. */
    public static String limit(List<LimitState> states) {
        StringBuilder value = new StringBuilder(30 * states.size());
        for (int i = 0; i < states.size(); i++) {
            if (isShown(states, i)) {
                LimitState state = states.get(i);
                separate(value);
                value.append('"').append(state.limit().name()).append("\";r=").append(state.remaining());
                value.append(";t=").append(seconds(state.reset()));
            }
        }
        return value.toString();
    }

    /** Rounded up: a caller is never told to come back too early. */
    public static long seconds(Duration duration) {
        return Math.ceilDiv(duration.toNanos(), NANOS_PER_SECOND);
    }

    /** The unit is said wherever it is not calls, also where the draft has no word for it: the number means that unit. */
    private static void policy(StringBuilder value, Limit limit) {
        value.append('"').append(limit.name()).append("\";q=").append(limit.amount());
        if (limit.unit() != Unit.CALLS) {
            value.append(";qu=\"").append(limit.unit().word()).append('"');
        }
        switch (limit.window()) {
            case Window.Refill refill -> value.append(";w=").append(seconds(refill.per()));
            case Window.Rolling rolling -> value.append(";w=").append(seconds(rolling.length()));
            // Days and months have no one length, and calls in flight no window.
            case Window.Calendar _, Window.InFlight _ -> {}
        }
    }

    private static void separate(StringBuilder value) {
        if (!value.isEmpty()) {
            value.append(", ");
        }
    }

    /** Whether no other of its name and unit has less left; of equals, the first. */
    private static boolean isShown(List<LimitState> states, int index) {
        LimitState state = states.get(index);
        for (int i = 0; i < states.size(); i++) {
            LimitState other = states.get(i);
            if (i != index
                    && other.limit().name().equals(state.limit().name())
                    && other.limit().unit() == state.limit().unit()
                    && (other.remaining() < state.remaining() || other.remaining() == state.remaining() && i < index)) {
                return false;
            }
        }
        return true;
    }
}
