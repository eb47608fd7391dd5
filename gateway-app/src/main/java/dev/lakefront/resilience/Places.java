package dev.lakefront.resilience;

import java.util.concurrent.atomic.AtomicInteger;

/** So many calls at one time. Thread-safe. */
final class Places {

    private final AtomicInteger taken = new AtomicInteger();

    /** @param most how many there are now; it may differ from one call to the next */
    boolean take(int most) {
        int now = taken.get();
        while (now < most) {
            if (taken.compareAndSet(now, now + 1)) {
                return true;
            }
            now = taken.get();
        }
        return false;
    }

    void giveBack() {
        taken.decrementAndGet();
    }

    int taken() {
        return taken.get();
    }
}
