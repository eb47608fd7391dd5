package dev.lakefront.resilience;

import java.time.Duration;
import java.util.function.LongSupplier;

/** Time that passes when a test says so. */
final class ManualNanos implements LongSupplier {

    private volatile long now = 1_000_000_000L;

    void pass(Duration time) {
        now += time.toNanos();
    }

    @Override
    public long getAsLong() {
        return now;
    }
}
