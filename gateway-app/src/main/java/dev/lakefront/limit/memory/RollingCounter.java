package dev.lakefront.limit.memory;

import dev.lakefront.limit.Limit;
import dev.lakefront.limit.Window;

/** What was spent in the last so-and-so long, by slots: a slot comes back whole, its length after its end. */
final class RollingCounter extends Counter {

    private final long length;
    private final long slot;
    private final long[] spent;
    private long now;

    /** The lowest number of a slot that may still count. */
    private long oldest;

    private long total;

    RollingCounter(long number, Limit limit, Window.Rolling rolling, Moment birth) {
        super(number, limit);
        this.length = rolling.length().toNanos();
        this.slot = rolling.slot().toNanos();
        // The current slot, those of the whole length before it, and the one that the length's beginning cuts.
        this.spent = new long[Math.toIntExact(Math.ceilDiv(length, slot)) + 2];
        this.now = birth.nanos();
        this.oldest = now / slot;
    }

    @Override
    void at(Moment moment) {
        now = Math.max(now, moment.nanos());
        long current = now / slot;
        while (oldest < current && comesBack(oldest) <= now) {
            if (total == 0) {
                // Nothing counts, so the empty slots need no walk.
                oldest = current;
                return;
            }
            int index = index(oldest++);
            total -= spent[index];
            spent[index] = 0;
        }
    }

    /** When the permits of a slot may be spent again. */
    private long comesBack(long slotNumber) {
        return (slotNumber + 1) * slot + length;
    }

    private int index(long slotNumber) {
        return (int) (slotNumber % spent.length);
    }

    @Override
    long waitFor(long permits) {
        long missing = permits - remaining();
        for (long number = oldest; missing > 0; number++) {
            missing -= spent[index(number)];
            if (missing <= 0) {
                return comesBack(number) - now;
            }
        }
        return 0;
    }

    @Override
    void take(long permits) {
        spent[index(now / slot)] += permits;
        total += permits;
    }

    @Override
    void debit(long permits) {
        take(permits);
    }

    @Override
    long remaining() {
        return limit.amount() - total;
    }

    @Override
    long forgottenAfter() {
        return length + slot;
    }
}
