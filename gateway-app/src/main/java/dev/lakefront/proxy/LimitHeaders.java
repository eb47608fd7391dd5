package dev.lakefront.proxy;

import dev.lakefront.limit.LimitState;
import dev.lakefront.limit.RateLimitHeaders;
import dev.lakefront.limit.Unit;
import dev.lakefront.policy.LimitPlan;
import java.time.Duration;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.springframework.http.HttpHeaders;

/** Tells a caller where it stands: in the headers of the IETF's draft, and on OpenAI's paths in OpenAI's own as well. */
final class LimitHeaders {

    private LimitHeaders() {}

    static void write(HttpHeaders headers, LimitPlan plan, List<LimitState> states, Surface surface) {
        if (states.isEmpty()) {
            return;
        }
        String policy = plan.policyHeader();
        headers.set(RateLimitHeaders.POLICY, policy != null ? policy : RateLimitHeaders.policy(states));
        headers.set(RateLimitHeaders.LIMIT, RateLimitHeaders.limit(states));
        LimitState calls = surface == Surface.OPENAI ? tightestOfCalls(states) : null;
        if (calls != null) {
            headers.set(
                    "x-ratelimit-limit-requests", Long.toString(calls.limit().amount()));
            headers.set("x-ratelimit-remaining-requests", Long.toString(calls.remaining()));
            headers.set("x-ratelimit-reset-requests", openAiDuration(calls.reset()));
        }
    }

    private static @Nullable LimitState tightestOfCalls(List<LimitState> states) {
        LimitState tightest = null;
        for (LimitState state : states) {
            if (state.limit().unit() == Unit.CALLS && (tightest == null || state.remaining() < tightest.remaining())) {
                tightest = state;
            }
        }
        return tightest;
    }

    /** As OpenAI writes it, {@code 120ms}, {@code 6m0s}; rounded up. */
    static String openAiDuration(Duration duration) {
        if (duration.compareTo(Duration.ofSeconds(1)) < 0) {
            return Math.ceilDiv(duration.toNanos(), 1_000_000L) + "ms";
        }
        long seconds = RateLimitHeaders.seconds(duration);
        String minutesAndSeconds = seconds < 60 ? seconds + "s" : seconds / 60 % 60 + "m" + seconds % 60 + "s";
        return seconds < 3600 ? minutesAndSeconds : seconds / 3600 + "h" + minutesAndSeconds;
    }
}
