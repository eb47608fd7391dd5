package dev.lakefront.resilience;

import java.time.Duration;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.List;
import java.util.function.LongSupplier;
import org.jspecify.annotations.Nullable;
import reactor.core.publisher.Mono;
import reactor.core.publisher.Sinks;

/**
 * Where calls wait while their endpoint wakes up. One of them, the probe, goes on knocking; the others wait for it, so
 * that an endpoint that starts from nothing is not met by all of them at once.
 *
 * <p>Thread-safe, never blocks. Those who wait are told outside the lock.
 */
public final class WakingRoom {

    /** What a wake-up takes where none was seen yet: a small endpoint's typical time. */
    private static final Duration USUAL = Duration.ofSeconds(20);

    /** Fewer than the calls that Databricks takes at once for a workspace: its other endpoints go on. */
    static final int SEATS = 100;

    /** What somebody who waited is to do. */
    public enum Turn {
        /** The endpoint answers again: call it. */
        GO,
        /** The probe has left: knock in its place. */
        PROBE
    }

    /** Who waits or knocks; one for each call. */
    public static final class Guest {
        private final Sinks.One<Turn> turn = Sinks.one();
    }

    private final int seats;
    private final LongSupplier nanoTime;
    private final Deque<Guest> waiting = new ArrayDeque<>();
    private volatile @Nullable Guest probe;
    private long since;
    private long typical;

    WakingRoom(int seats, LongSupplier nanoTime) {
        this.seats = seats;
        this.nanoTime = nanoTime;
    }

    /** Whether the endpoint is known not to answer and somebody knocks. */
    public boolean isWaking() {
        return probe != null;
    }

    /** This guest's call found the endpoint not ready: whether it knocks from now on, as nobody else does. */
    public synchronized boolean knock(Guest guest) {
        if (probe == null) {
            probe = guest;
            since = nanoTime.getAsLong();
        }
        return probe == guest;
    }

    /** Waits for a turn; absent when all seats are taken. Nothing comes after {@link #leave}. */
    public synchronized @Nullable Mono<Turn> sit(Guest guest) {
        if (probe == null) {
            return Mono.just(Turn.GO);
        }
        if (waiting.size() >= seats) {
            return null;
        }
        waiting.add(guest);
        return guest.turn.asMono();
    }

    /** The endpoint answers. */
    public void awake() {
        if (probe == null) {
            return;
        }
        List<Guest> told;
        synchronized (this) {
            if (probe == null) {
                return;
            }
            probe = null;
            long took = nanoTime.getAsLong() - since;
            typical = typical == 0 ? took : (3 * typical + took) / 4;
            told = new ArrayList<>(waiting);
            waiting.clear();
        }
        told.forEach(guest -> guest.turn.tryEmitValue(Turn.GO));
    }

    /** This guest's call has ended; when it was the probe, the one who waits longest takes its place. */
    public void leave(Guest guest) {
        Guest next;
        synchronized (this) {
            if (probe != guest) {
                waiting.remove(guest);
                return;
            }
            next = waiting.poll();
            probe = next;
        }
        if (next != null) {
            next.turn.tryEmitValue(Turn.PROBE);
        }
    }

    /** How long it will still take, from how long it took before; at least a second. */
    public synchronized Duration expected() {
        long usual = typical == 0 ? USUAL.toNanos() : typical;
        long passed = probe == null ? 0 : nanoTime.getAsLong() - since;
        return Duration.ofNanos(Math.max(usual - passed, Duration.ofSeconds(1).toNanos()));
    }

    /** How many calls wait. */
    public synchronized int waiting() {
        return waiting.size();
    }
}
