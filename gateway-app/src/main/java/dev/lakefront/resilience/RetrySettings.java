package dev.lakefront.resilience;

import java.time.Duration;
import java.util.Set;

/**
 * When a call is made again, as the API's file says.
 *
 * @param attempts in all, the first one counted; 1 means never again
 * @param on what may be answered with another attempt
 * @param shortest what the wait before the second attempt is at most; it doubles with each further one
 * @param longest what no wait is longer than
 */
public record RetrySettings(int attempts, Set<Cause> on, Duration shortest, Duration longest) {

    /** Why another attempt is safe: in each case the model has not worked on the call. */
    public enum Cause {
        /** Nothing was sent: no connection stood. */
        CONNECT_FAILURE("connect-failure"),
        /** The server said that it is full, and when to come back. */
        TOO_MANY_REQUESTS("429"),
        /** The server said that it cannot answer now, and when to come back. */
        SERVICE_UNAVAILABLE("503");

        private final String word;

        Cause(String word) {
            this.word = word;
        }

        /** As it stands in files. */
        public String word() {
            return word;
        }
    }

    /** Twice, and only where nothing was sent: scoring is paid for, and 429 and 503 are the caller's to decide on. */
    public static final RetrySettings STANDARD =
            new RetrySettings(2, Set.of(Cause.CONNECT_FAILURE), Duration.ofMillis(200), Duration.ofSeconds(2));

    /** For a model that remembers: no call is made twice, whatever happened. */
    public static final RetrySettings NEVER = new RetrySettings(1, Set.of(), Duration.ZERO, Duration.ZERO);

    public RetrySettings {
        on = Set.copyOf(on);
        if (attempts < 1 || attempts > 10) {
            throw new IllegalArgumentException("attempts is " + attempts + "; it must be 1 to 10");
        }
        if (shortest.isNegative() || longest.compareTo(shortest) < 0) {
            throw new IllegalArgumentException("backoff must go from a shorter to a longer time, such as 200ms..2s");
        }
    }

    /** The most that the wait before this attempt may be; the wait itself is a random part of it (full jitter). */
    public Duration backoff(int attempt) {
        Duration doubled = shortest.multipliedBy(1L << Math.min(Math.max(attempt - 2, 0), 20));
        return doubled.compareTo(longest) < 0 ? doubled : longest;
    }
}
