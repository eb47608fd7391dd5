package dev.lakefront.proxy;

import dev.lakefront.resilience.WakingRoom;
import java.time.Duration;

/** A call's wait for an endpoint that is not ready. */
final class Hold {

    private static final Duration FIRST = Duration.ofSeconds(1);
    private static final Duration LONGEST = Duration.ofSeconds(5);

    private final WakingRoom.Guest guest = new WakingRoom.Guest();
    private final long ends;
    private int knocks;

    /** @param ends as {@link System#nanoTime} counts */
    Hold(long ends) {
        this.ends = ends;
    }

    WakingRoom.Guest guest() {
        return guest;
    }

    /** How long it may still take. */
    Duration left() {
        return Duration.ofNanos(ends - System.nanoTime());
    }

    /** How long the probe waits before it knocks, this time: doubling from a second, so that a start is noticed soon. */
    Duration untilKnock() {
        long doubled = FIRST.toNanos() << Math.min(knocks, 3);
        knocks++;
        return Duration.ofNanos(Math.min(doubled, LONGEST.toNanos()));
    }
}
