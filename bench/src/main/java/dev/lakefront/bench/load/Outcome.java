package dev.lakefront.bench.load;

import java.util.Map;
import java.util.TreeMap;
import org.HdrHistogram.Histogram;

/**
 * What came of a load. All times in nanoseconds.
 *
 * <p>{@code latency} is from the moment a call should have been sent to its last byte; {@code firstByte} to the first byte
 * of its body. {@code gap} and {@code transit} are of streams: between two events, and from the backend's clock to here
 * (both processes read the same monotonic clock).
 */
public final class Outcome {

    private static final long LONGEST = 120_000_000_000L;

    public final Histogram latency = new Histogram(LONGEST, 3);
    public final Histogram firstByte = new Histogram(LONGEST, 3);
    public final Histogram gap = new Histogram(LONGEST, 3);
    public final Histogram transit = new Histogram(LONGEST, 3);

    private final Map<String, Long> errors = new TreeMap<>();
    private long completed;
    private long nanos;
    private long latestSend;

    void completed() {
        completed++;
    }

    void failed(String reason) {
        errors.merge(reason, 1L, Long::sum);
    }

    void took(long elapsed) {
        nanos = elapsed;
    }

    void sentLate(long by) {
        latestSend = Math.max(latestSend, by);
    }

    static void record(Histogram histogram, long value) {
        histogram.recordValue(Math.clamp(value, 0, LONGEST));
    }

    /** Calls whose answer was whole and right. */
    public long calls() {
        return completed;
    }

    public Map<String, Long> errors() {
        return errors;
    }

    public long errorCount() {
        return errors.values().stream().mapToLong(Long::longValue).sum();
    }

    /** Right answers a second. */
    public double rate() {
        return completed * 1e9 / Math.max(1, nanos);
    }

    /** By how much the latest request of an open loop left after its time. */
    public long latestSend() {
        return latestSend;
    }
}
