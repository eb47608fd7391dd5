package dev.lakefront.resilience;

import java.time.Duration;
import java.util.concurrent.atomic.AtomicLong;
import java.util.function.LongSupplier;

/** Until when an endpoint is to be left alone, because its server said so. Thread-safe. */
final class Pause {

    private final LongSupplier nanoTime;

    /** On the scale of {@link System#nanoTime}; what is past means no pause. */
    private final AtomicLong until;

    Pause(LongSupplier nanoTime) {
        this.nanoTime = nanoTime;
        this.until = new AtomicLong(nanoTime.getAsLong());
    }

    /** A pause never ends earlier than one that was announced before. Answers whether this one ends later. */
    boolean announce(Duration length) {
        long end = nanoTime.getAsLong() + length.toNanos();
        long known = until.getAndAccumulate(end, (before, more) -> more - before > 0 ? more : before);
        return end - known > 0;
    }

    /** Zero when there is none. */
    Duration left() {
        long left = until.get() - nanoTime.getAsLong();
        return left > 0 ? Duration.ofNanos(left) : Duration.ZERO;
    }
}
