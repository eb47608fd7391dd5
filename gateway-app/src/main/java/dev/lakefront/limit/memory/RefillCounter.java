package dev.lakefront.limit.memory;

import dev.lakefront.limit.Limit;
import dev.lakefront.limit.Window;
import io.github.bucket4j.Bucket;
import io.github.bucket4j.EstimationProbe;
import io.github.bucket4j.TimeMeter;
import io.github.bucket4j.local.SynchronizationStrategy;

/** A bucket that refills evenly. */
final class RefillCounter extends Counter {

    /** In nanoseconds: what is lost at most where a product is too large for a long, and a double is used. */
    private static final long INEXACT_BY = 10;

    private final SetTime time = new SetTime();
    private final Bucket bucket;
    private final long fillNanos;

    /** Whether permits come in whole nanoseconds; where they don't, Bucket4j's estimate is rounded down. */
    private final boolean whole;

    /** Until what was debited beyond the bucket's contents has come back. */
    private volatile long debtNanos;

    RefillCounter(long number, Limit limit, Window.Refill refill, Moment birth) {
        super(number, limit);
        time.nanos = birth.nanos();
        this.fillNanos = fillNanos(limit, refill);
        long per = refill.per().toNanos();
        this.whole = per % limit.amount() == 0 && per < Long.MAX_VALUE / refill.burst() / 8;
        this.bucket = Bucket.builder()
                .addLimit(bandwidth -> bandwidth.capacity(refill.burst()).refillGreedy(limit.amount(), refill.per()))
                .withCustomTimePrecision(time)
                .withSynchronizationStrategy(SynchronizationStrategy.NONE)
                .build();
    }

    /** From empty to full; in floating point, where burst times period is too long for a long. */
    private static long fillNanos(Limit limit, Window.Refill refill) {
        return (long) Math.ceil((double) refill.burst() * refill.per().toNanos() / limit.amount());
    }

    @Override
    void at(Moment now) {
        // Two threads may have read the time in another order than they got the lock.
        time.nanos = Math.max(time.nanos, now.nanos());
    }

    @Override
    long waitFor(long permits) {
        EstimationProbe probe = bucket.estimateAbilityToConsume(permits);
        if (probe.canBeConsumed()) {
            return 0;
        }
        long nanos = probe.getNanosToWaitForRefill();
        return whole ? nanos : ((nanos + INEXACT_BY) / 1000 + 1) * 1000;
    }

    @Override
    void take(long permits) {
        if (!bucket.tryConsume(permits)) {
            throw new IllegalStateException("limit '" + limit.name() + "' lost permits while it was locked");
        }
    }

    @Override
    void debit(long permits) {
        bucket.consumeIgnoringRateLimits(permits);
        debtNanos = remaining() < 0 ? waitFor(1) : 0;
    }

    @Override
    long remaining() {
        return bucket.getAvailableTokens();
    }

    @Override
    long forgottenAfter() {
        return fillNanos + debtNanos;
    }

    /** Stands still while a decision is made. */
    private static final class SetTime implements TimeMeter {

        private long nanos;

        @Override
        public long currentTimeNanos() {
            return nanos;
        }

        @Override
        public boolean isWallClockBased() {
            return false;
        }
    }
}
