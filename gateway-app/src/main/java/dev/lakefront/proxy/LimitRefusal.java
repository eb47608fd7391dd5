package dev.lakefront.proxy;

import dev.lakefront.limit.Decision;
import dev.lakefront.limit.Limit;
import dev.lakefront.limit.RateLimitHeaders;
import dev.lakefront.limit.Unit;
import dev.lakefront.limit.Window;
import dev.lakefront.problem.GatewayProblem;
import dev.lakefront.problem.ProblemType;
import java.util.List;
import org.springframework.http.HttpHeaders;

/** Says to a caller which limit turned it away, and when to come again. */
final class LimitRefusal {

    private LimitRefusal() {}

    /**
     * @param ofWorkspace whether the limit is what a workspace allows all callers together
     */
    static GatewayProblem of(Decision.Refused refused, boolean ofWorkspace) {
        Limit limit = refused.limit();
        long seconds = Math.max(1, RateLimitHeaders.seconds(refused.retryAfter()));
        return new GatewayProblem(type(limit, ofWorkspace), detail(limit) + " Try again in " + seconds + " s.")
                .header(HttpHeaders.RETRY_AFTER, Long.toString(seconds))
                .with("violated-policies", List.of(limit.name()));
    }

    /** A call that can never be admitted as it is. */
    static GatewayProblem of(Decision.TooLarge tooLarge) {
        Limit limit = tooLarge.limit();
        String things = things(limit.unit());
        return new GatewayProblem(
                        ProblemType.BATCH_TOO_LARGE,
                        "Limit '" + limit.name() + "' takes at most " + limit.capacity() + " " + things
                                + " in one call; this one has " + tooLarge.permits() + ". Send fewer at a time.")
                .with("max_" + things.replace(' ', '_'), limit.capacity())
                .with("violated-policies", List.of(limit.name()));
    }

    private static ProblemType type(Limit limit, boolean ofWorkspace) {
        return switch (limit.window()) {
            case Window.Refill _ -> ProblemType.RATE_LIMIT_EXCEEDED;
            case Window.Calendar _, Window.Rolling _ -> ProblemType.QUOTA_EXCEEDED;
            // The workspace is full, whoever filled it.
            case Window.InFlight _ -> ofWorkspace ? ProblemType.BACKEND_BUSY : ProblemType.CONCURRENCY_LIMIT_EXCEEDED;
        };
    }

    private static String detail(Limit limit) {
        return "Limit '" + limit.name() + "' admits " + limit.amount() + " " + things(limit.unit()) + ".";
    }

    private static String things(Unit unit) {
        return switch (unit) {
            case CALLS -> "calls";
            case BYTES -> "bytes";
            case CALLS_IN_FLIGHT -> "calls at a time";
            case INPUTS -> "inputs";
            case ROWS -> "rows";
        };
    }
}
