package dev.lakefront.portal.tryit;

import com.github.benmanes.caffeine.cache.Cache;
import com.github.benmanes.caffeine.cache.Caffeine;
import dev.lakefront.limit.RateLimitHeaders;
import dev.lakefront.problem.GatewayProblem;
import dev.lakefront.problem.ProblemType;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;

/** How many calls each visitor may make from the console, whichever API and key they are made with. Counted by the minute. */
final class ConsoleAllowance {

    private static final Duration WINDOW = Duration.ofMinutes(1);
    private static final int MOST_VISITORS = 10_000;

    private record Spent(Instant ends, int calls) {}

    private final int callsPerMinute;
    private final InstantSource clock;
    private final Cache<String, Spent> spent = Caffeine.newBuilder()
            .maximumSize(MOST_VISITORS)
            .expireAfterAccess(WINDOW.multipliedBy(2))
            .build();

    ConsoleAllowance(int callsPerMinute, InstantSource clock) {
        this.callsPerMinute = callsPerMinute;
        this.clock = clock;
    }

    /** Takes one call, or fails with {@link GatewayProblem} {@code rate-limit-exceeded}. */
    void spend(String visitor) {
        Instant now = clock.instant();
        Spent state = spent.asMap()
                .compute(
                        visitor,
                        (id, before) -> before == null || !now.isBefore(before.ends())
                                ? new Spent(now.plus(WINDOW), 1)
                                : new Spent(before.ends(), Math.min(before.calls(), callsPerMinute) + 1));
        if (state.calls() > callsPerMinute) {
            throw exceeded(RateLimitHeaders.seconds(Duration.between(now, state.ends())));
        }
    }

    private GatewayProblem exceeded(long seconds) {
        return new GatewayProblem(
                        ProblemType.RATE_LIMIT_EXCEEDED,
                        "The portal's console makes at most " + callsPerMinute + " calls a minute for one visitor."
                                + " Wait " + seconds + " s, or call with a key of your own.")
                .header("Retry-After", Long.toString(seconds))
                .header(RateLimitHeaders.POLICY, "\"console\";q=" + callsPerMinute + ";w=" + WINDOW.toSeconds())
                .header(RateLimitHeaders.LIMIT, "\"console\";r=0;t=" + seconds);
    }
}
