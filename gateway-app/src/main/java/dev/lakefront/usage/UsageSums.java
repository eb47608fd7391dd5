package dev.lakefront.usage;

import dev.lakefront.usage.UsageRecord.Outcome;
import java.time.Instant;

/** What some calls add up to. Not thread-safe. */
public final class UsageSums {

    private static final int TOO_MANY_REQUESTS = 429;

    private final Latencies latencies = new Latencies();
    private long calls;
    private long errors;
    private long limited;
    private long requestBytes;
    private long responseBytes;
    private long inputTokens;
    private long outputTokens;
    private long rows;

    /** Adds one call. */
    public void add(UsageRecord usage) {
        judge(usage.status(), usage.outcome(), 1);
        requestBytes += usage.requestBytes();
        responseBytes += usage.responseBytes();
        ModelTokens tokens = usage.tokens();
        if (tokens != null) {
            inputTokens += tokens.input();
            outputTokens += tokens.output();
        }
        rows += Math.max(0, usage.rows());
        latencies.add(usage.times().total());
    }

    /** Adds what was added up before. */
    public void add(UsageRow row) {
        judge(row.key().status(), row.key().outcome(), row.calls());
        requestBytes += row.requestBytes();
        responseBytes += row.responseBytes();
        inputTokens += row.inputTokens();
        outputTokens += row.outputTokens();
        rows += row.rows();
        latencies.add(row.latencies());
    }

    private void judge(int status, Outcome outcome, long count) {
        calls += count;
        if (status == TOO_MANY_REQUESTS) {
            limited += count;
        } else if (outcome == Outcome.FAILED || outcome == Outcome.REFUSED) {
            errors += count;
        }
    }

    public long calls() {
        return calls;
    }

    /** Calls that failed or were refused, but not for having come too often. */
    public long errors() {
        return errors;
    }

    /** Calls that were answered with 429, by a limit of the gateway or by the model server. */
    public long limited() {
        return limited;
    }

    public long requestBytes() {
        return requestBytes;
    }

    public long responseBytes() {
        return responseBytes;
    }

    public long inputTokens() {
        return inputTokens;
    }

    public long outputTokens() {
        return outputTokens;
    }

    /** Of the answers of which it is known. */
    public long rows() {
        return rows;
    }

    /** Of all calls, also of those that were refused. */
    public Latencies latencies() {
        return latencies;
    }

    /** These sums as they are now. */
    public UsageRow row(Instant began, UsageKey key) {
        Latencies copy = new Latencies();
        copy.add(latencies);
        return new UsageRow(began, key, calls, requestBytes, responseBytes, inputTokens, outputTokens, rows, copy);
    }
}
