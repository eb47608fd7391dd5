package dev.lakefront.limit.memory;

import dev.lakefront.limit.Limit;
import dev.lakefront.limit.LimitState;
import java.time.Duration;
import java.util.concurrent.locks.ReentrantLock;

/**
 * What one key has spent of one limit, and a lock. A call locks all its counters, in the order of their numbers, before
 * it looks at any of them: that makes all-or-nothing exact, where taking and giving back would refuse others in between.
 *
 * <p>All methods but {@link #forgottenAfter()} need the lock.
 */
abstract sealed class Counter permits RefillCounter, CalendarCounter, RollingCounter, PlacesCounter {

    /** Unique and fixed, so that two calls never wait for each other. */
    final long number;

    final ReentrantLock lock = new ReentrantLock();

    /** As the last question had it: a subscription's own limit may be lower than the declared one that is counted. */
    Limit limit;

    Counter(long number, Limit limit) {
        this.number = number;
        this.limit = limit;
    }

    /** Sets moment and limit for all that follows, so that what was there for one question is there for the next. */
    void at(Moment now, Limit asked) {
        limit = asked;
        at(now);
    }

    abstract void at(Moment now);

    /** In nanoseconds; 0 when the permits are there. */
    abstract long waitFor(long permits);

    /** Takes what {@link #waitFor} has found to be there. */
    abstract void take(long permits);

    /** Takes even what is not there. */
    abstract void debit(long permits);

    /** May be negative, when more was debited than was there. */
    abstract long remaining();

    /** How long after its last use it is as good as new, in nanoseconds. */
    abstract long forgottenAfter();

    LimitState state() {
        long remaining = remaining();
        if (remaining >= limit.capacity()) {
            return new LimitState(limit, remaining, Duration.ZERO);
        }
        long shown = Math.max(0, remaining);
        return new LimitState(limit, shown, Duration.ofNanos(untilMoreThan(shown)));
    }

    /** In nanoseconds. */
    long untilMoreThan(long permits) {
        return waitFor(permits + 1);
    }
}
