package dev.lakefront.limit.memory;

import com.github.benmanes.caffeine.cache.Ticker;
import dev.lakefront.limit.Limit;
import dev.lakefront.limit.LimitState;
import dev.lakefront.limit.Window;
import io.github.bucket4j.Bucket;
import io.github.bucket4j.EstimationProbe;
import io.github.bucket4j.TimeMeter;
import io.github.bucket4j.local.SynchronizationStrategy;
import java.time.Duration;
import java.util.concurrent.locks.ReentrantLock;

/**
 * One bucket and its lock. A call locks all its counters, in the order of their numbers, before it looks at any of
 * them: that makes all-or-nothing exact, where taking and giving back would refuse others in between.
 */
final class Counter {

    /** Unique and fixed, so that two calls never wait for each other. */
    final long number;

    final ReentrantLock lock = new ReentrantLock();

    private final Limit limit;
    private final Bucket bucket;

    Counter(long number, Limit limit, Ticker ticker) {
        this.number = number;
        this.limit = limit;
        this.bucket = Bucket.builder()
                .addLimit(bandwidth ->
                        bandwidth.capacity(limit.capacity()).refillGreedy(limit.amount(), forgottenAfter(limit)))
                .withCustomTimePrecision(new TickerMeter(ticker, ticker.read()))
                .withSynchronizationStrategy(SynchronizationStrategy.NONE)
                .build();
    }

    static Duration forgottenAfter(Limit limit) {
        if (limit.window() instanceof Window.Refill refill) {
            return refill.per();
        }
        throw new UnsupportedOperationException("not counted in memory yet: " + limit.window());
    }

    /** In nanoseconds; 0 when the permits are there. */
    long waitFor(long permits) {
        EstimationProbe probe = bucket.estimateAbilityToConsume(permits);
        return probe.canBeConsumed() ? 0 : Math.max(1, probe.getNanosToWaitForRefill());
    }

    void take(long permits) {
        if (!bucket.tryConsume(permits)) {
            throw new IllegalStateException("limit '" + limit.name() + "' lost permits while it was locked");
        }
    }

    LimitState state() {
        long remaining = bucket.getAvailableTokens();
        long nanos = remaining >= limit.capacity() ? 0 : waitFor(remaining + 1);
        return new LimitState(limit, remaining, Duration.ofNanos(nanos));
    }

    /**
     * Monotonic time: a clock that is set back or forward neither grants nor takes anything. It counts from the
     * bucket's birth, because a ticker may begin anywhere and wrap, and Bucket4j takes that for time running backwards.
     */
    private record TickerMeter(Ticker ticker, long birth) implements TimeMeter {

        @Override
        public long currentTimeNanos() {
            return ticker.read() - birth;
        }

        @Override
        public boolean isWallClockBased() {
            return false;
        }
    }
}
