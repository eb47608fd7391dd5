package dev.lakefront.limit;

import java.time.Duration;
import java.util.regex.Pattern;

/**
 * So many calls in so much time: a bucket that holds {@code calls}, starts full and refills evenly, all of it in
 * {@code per}. In any span of time it admits at most {@code calls + calls * span / per}.
 *
 * @param name what callers see in the {@code RateLimit} header, for example {@code burst}
 * @param scope where it was declared, for example {@code products/internal}; limits of one name at two scopes are
 *     counted apart
 */
public record Limit(String name, long calls, Duration per, String scope) {

    /** The longest time that a limit may refill in. */
    public static final Duration LONGEST = Duration.ofDays(366);

    /** The most calls that a limit may allow. */
    public static final long MOST_CALLS = 1_000_000_000L;

    private static final Pattern NAME = Pattern.compile("[a-z0-9][a-z0-9-]{0,62}");

    public Limit {
        if (!NAME.matcher(name).matches()) {
            throw new IllegalArgumentException("name is '" + name
                    + "'; it must be 1 to 63 lower-case letters, digits and '-', and not begin with '-'");
        }
        if (calls < 1 || calls > MOST_CALLS) {
            throw new IllegalArgumentException("calls is " + calls + "; it must be 1 to " + MOST_CALLS);
        }
        if (per.compareTo(Duration.ofMillis(1)) < 0 || per.compareTo(LONGEST) > 0) {
            throw new IllegalArgumentException("per is " + per.toMillis() + "ms; it must be 1ms to 366d");
        }
        if (calls > per.toMillis() * 1_000) {
            throw new IllegalArgumentException(
                    calls + " calls per " + per.toMillis() + "ms is more than can be told apart; at most 1000 per ms");
        }
    }
}
