package dev.lakefront.usage;

import dev.lakefront.usage.UsageRecord.Outcome;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * One call as its own caller may look it up later. Neither its body nor its headers are kept.
 *
 * @param problem the code of the gateway's own error; absent when the model server answered
 * @param nanos how long it took
 * @param rows as in {@link UsageRecord}
 */
public record LoggedRequest(
        Instant ended,
        String id,
        String subscription,
        String keyName,
        String api,
        String operation,
        int status,
        Outcome outcome,
        @Nullable String problem,
        long nanos,
        @Nullable ModelTokens tokens,
        long rows) {

    private static final int OVER_LIMIT = 429;

    /** Absent for a call without a valid key: it is nobody's. */
    public static @Nullable LoggedRequest of(UsageRecord usage) {
        UsageKey key = UsageKey.of(usage);
        return key.subscription().isEmpty()
                ? null
                : new LoggedRequest(
                        Instant.ofEpochMilli(usage.endedAt()),
                        usage.request().id(),
                        key.subscription(),
                        key.keyName(),
                        key.api(),
                        key.operation(),
                        usage.status(),
                        usage.outcome(),
                        usage.problem(),
                        usage.times().total(),
                        usage.tokens(),
                        usage.rows());
    }

    /** Whether somebody is likely to look it up: it was no success, and not one of many calls above a limit. */
    public boolean isTrouble() {
        return outcome != Outcome.SUCCEEDED && status != OVER_LIMIT;
    }
}
