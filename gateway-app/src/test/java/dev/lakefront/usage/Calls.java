package dev.lakefront.usage;

import dev.lakefront.usage.UsageRecord.Outcome;
import dev.lakefront.usage.UsageRecord.Request;
import dev.lakefront.usage.UsageRecord.Target;
import dev.lakefront.usage.UsageRecord.Times;
import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import org.jspecify.annotations.Nullable;

/** Records of calls for tests. */
public final class Calls {

    private Calls() {}

    /** A call that went well. */
    public static UsageRecord call(Instant ended, @Nullable String api, @Nullable String subscription) {
        return call(ended, api, subscription, 200, Duration.ofMillis(10), new ModelTokens(3, 4));
    }

    public static UsageRecord call(
            Instant ended,
            @Nullable String api,
            @Nullable String subscription,
            int status,
            Duration took,
            @Nullable ModelTokens tokens) {
        Outcome outcome = status >= 500 ? Outcome.FAILED : status >= 400 ? Outcome.REFUSED : Outcome.SUCCEEDED;
        return new UsageRecord(
                ended.toEpochMilli(),
                new Request("request-" + ended.toEpochMilli(), "trace", "POST", "/" + api, null),
                new Target(api, "invoke", "prod", "internal", subscription, subscription == null ? null : "primary"),
                status,
                outcome,
                status == 429 ? "rate-limited" : null,
                new Times(took.toNanos(), took.toNanos(), took.toNanos()),
                1,
                10,
                20,
                tokens,
                tokens == null ? 7 : UsageRecord.UNKNOWN_ROWS);
    }

    /** What a minute's calls add up to. */
    public static UsageRow row(UsageRecord... calls) {
        UsageSums sums = new UsageSums();
        for (UsageRecord call : calls) {
            sums.add(call);
        }
        Instant began = Instant.ofEpochMilli(calls[0].endedAt()).truncatedTo(ChronoUnit.MINUTES);
        return sums.row(began, UsageKey.of(calls[0]));
    }
}
