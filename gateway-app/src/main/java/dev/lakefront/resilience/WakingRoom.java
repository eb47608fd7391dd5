package dev.lakefront.resilience;

import java.time.Duration;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.List;
import java.util.Queue;
import java.util.function.LongSupplier;
import org.jspecify.annotations.Nullable;
import reactor.core.publisher.Mono;
import reactor.core.publisher.MonoSink;

/**
 * Where calls wait while their endpoint wakes up: one of them asks again and again, the others wait for what it finds
 * out. Bounded. Thread-safe; a call that leaves gives its place up.
 */
public final class WakingRoom {

    /** What becomes of a call that finds its endpoint waking up. */
    public sealed interface Entry {

        /** The endpoint answers, as far as anybody knows. */
        record Awake() implements Entry {}

        /** Wait; the Mono completes when the endpoint answers, and fails with {@link NotWoken} when it does not. */
        record Wait(Mono<Void> woken) implements Entry {}

        /**
         * There is no more room.
         *
         * @param expected when the endpoint may be awake, from what was seen before
         */
        record Full(Duration expected) implements Entry {}
    }

    /** The endpoint was not ready in the time that calls are held for. */
    public static final class NotWoken extends RuntimeException {

        NotWoken() {
            super("the endpoint did not become ready in time", null, false, false);
        }
    }

    /** What the probe ends with when its time is over. */
    public static NotWoken notWoken() {
        return new NotWoken();
    }

    /** What a wake-up takes where none was seen yet: a small endpoint's typical time. */
    private static final Duration TYPICAL = Duration.ofSeconds(20);

    static final int SEATS = 200;

    private static final Entry.Awake AWAKE = new Entry.Awake();

    private final LongSupplier nanoTime;
    private final Object lock = new Object();
    private final Queue<MonoSink<Void>> waiting = new ArrayDeque<>();
    private volatile boolean waking;
    private long since;
    private Duration observed = TYPICAL;

    WakingRoom(LongSupplier nanoTime) {
        this.nanoTime = nanoTime;
    }

    /** Asked for every call before its first attempt. */
    public Entry enter() {
        return waking ? seat() : AWAKE;
    }

    /**
     * The server said that the endpoint is not ready. True for the one call that goes on asking and must end with
     * {@link #woken} or {@link #givenUp}; the others {@link #enter}.
     */
    public boolean becomesProbe() {
        synchronized (lock) {
            if (waking) {
                return false;
            }
            waking = true;
            since = nanoTime.getAsLong();
            return true;
        }
    }

    /** The probe was answered: all may go. */
    public void woken() {
        List<MonoSink<Void>> released;
        synchronized (lock) {
            observed = Duration.ofNanos(nanoTime.getAsLong() - since)
                    .plus(observed)
                    .dividedBy(2);
            released = empty();
        }
        released.forEach(MonoSink::success);
    }

    /** The probe left, or its time is over. The next call asks anew. */
    public void givenUp(@Nullable RuntimeException why) {
        List<MonoSink<Void>> released;
        synchronized (lock) {
            released = empty();
        }
        // A probe whose caller left says nothing about the endpoint: somebody else goes on asking.
        released.forEach(sink -> {
            if (why == null) {
                sink.success();
            } else {
                sink.error(why);
            }
        });
    }

    /** How long the endpoint may still take, from the wake-ups that were seen; at least a second. */
    public Duration expected() {
        synchronized (lock) {
            Duration gone = waking ? Duration.ofNanos(nanoTime.getAsLong() - since) : Duration.ZERO;
            Duration left = observed.minus(gone);
            return left.compareTo(Duration.ofSeconds(1)) < 0 ? Duration.ofSeconds(1) : left;
        }
    }

    /** How many wait. */
    int waiting() {
        synchronized (lock) {
            return waiting.size();
        }
    }

    private Entry seat() {
        synchronized (lock) {
            if (!waking) {
                return AWAKE;
            }
            if (waiting.size() >= SEATS) {
                return new Entry.Full(expected());
            }
        }
        return new Entry.Wait(Mono.create(this::wait));
    }

    private void wait(MonoSink<Void> sink) {
        synchronized (lock) {
            if (waking && waiting.size() < SEATS) {
                waiting.add(sink);
                sink.onDispose(() -> leave(sink));
                return;
            }
        }
        sink.success();
    }

    private void leave(MonoSink<Void> sink) {
        synchronized (lock) {
            waiting.remove(sink);
        }
    }

    private List<MonoSink<Void>> empty() {
        waking = false;
        List<MonoSink<Void>> all = new ArrayList<>(waiting);
        waiting.clear();
        return all;
    }
}
