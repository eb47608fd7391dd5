package dev.lakefront.limit.memory;

import dev.lakefront.limit.Limit;
import dev.lakefront.limit.Window;

/** How many calls are under way. */
final class PlacesCounter extends Counter {

    private long held;

    /** Set once the last place was given back and the counter is no longer known; whoever waited for its lock asks anew. */
    private boolean retired;

    PlacesCounter(long number, Limit limit) {
        super(number, limit);
    }

    @Override
    void at(Moment now) {
        // Places come back when calls end, not in time.
    }

    @Override
    long waitFor(long permits) {
        return remaining() >= permits ? 0 : Window.InFlight.RETRY_AFTER.toNanos();
    }

    @Override
    void take(long permits) {
        held += permits;
    }

    @Override
    void debit(long permits) {
        throw new IllegalArgumentException("calls in flight are taken and released, never debited");
    }

    /** Gives back at most what is held. */
    void release(long permits) {
        held = Math.max(0, held - permits);
    }

    @Override
    long remaining() {
        return limit.amount() - held;
    }

    @Override
    long untilMoreThan(long permits) {
        return 0;
    }

    boolean isUnused() {
        return held == 0;
    }

    boolean isRetired() {
        return retired;
    }

    void retire() {
        retired = true;
    }

    @Override
    long forgottenAfter() {
        return 0;
    }
}
