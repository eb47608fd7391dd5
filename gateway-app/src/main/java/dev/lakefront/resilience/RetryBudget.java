package dev.lakefront.resilience;

import java.util.concurrent.atomic.AtomicLong;
import java.util.function.LongSupplier;

/**
 * Bounds an endpoint's retries: a fifth of its calls, and ten a second besides, so that retries can never multiply the
 * load of an endpoint that fails. Thread-safe.
 *
 * @see <a href="https://linkerd.io/2/features/retries-and-timeouts/">Linkerd's retry budgets</a>
 */
final class RetryBudget {

    private static final long ONE = 1_000;
    private static final long PER_CALL = ONE / 5;
    private static final long PER_SECOND = 10 * ONE;

    /** What ten quiet seconds save up. */
    private static final long MOST = 10 * PER_SECOND;

    private final LongSupplier nanoTime;
    private final AtomicLong saved = new AtomicLong(PER_SECOND);
    private final AtomicLong counted;

    RetryBudget(LongSupplier nanoTime) {
        this.nanoTime = nanoTime;
        this.counted = new AtomicLong(nanoTime.getAsLong());
    }

    /** A first attempt is made. */
    void deposit() {
        // Full most of the time: then there is nothing to write.
        if (saved.get() < MOST) {
            saved.addAndGet(PER_CALL);
        }
    }

    /** Takes one retry out, if there is one. */
    boolean withdraw() {
        long then = counted.get();
        long now = nanoTime.getAsLong();
        long earned = (now - then) / (1_000_000_000L / PER_SECOND);
        if (earned > 0 && counted.compareAndSet(then, now)) {
            saved.accumulateAndGet(earned, (held, more) -> Math.min(MOST, held + more));
        }
        long held = saved.get();
        while (held >= ONE) {
            if (saved.compareAndSet(held, held - ONE)) {
                return true;
            }
            held = saved.get();
        }
        return false;
    }
}
