package dev.lakefront.redis;

import java.time.Duration;
import java.util.concurrent.TimeUnit;
import java.util.function.LongSupplier;

/** Who shares the Redis, and what time it is there, as the last heartbeat has told. Thread-safe, never blocks. */
public final class Replicas {

    /** How long a replica counts as living after its last heartbeat. */
    public static final Duration LEASE = Duration.ofSeconds(5);

    private record Seen(int living, long offset) {}

    private final String self;
    private final LongSupplier nanoTime;
    private volatile Seen seen;

    /**
     * @param self what no other replica is called
     * @param assumed how many there are until a heartbeat has told
     * @param micros the time of this machine, for as long as the server's is not known
     */
    Replicas(String self, int assumed, LongSupplier nanoTime, long micros) {
        this.self = self;
        this.nanoTime = nanoTime;
        this.seen = new Seen(assumed, micros - elapsed());
    }

    /** This replica's name. */
    public String self() {
        return self;
    }

    /** How many replicas there are, this one included; while Redis is away, how many there were. */
    public int living() {
        return seen.living();
    }

    /**
     * The server's time in microseconds since 1970, so that replicas whose clocks differ agree on it. While Redis is
     * away it goes on by this machine's monotonic time.
     */
    public long micros() {
        return seen.offset() + elapsed();
    }

    void heard(int living, long micros) {
        seen = new Seen(Math.max(1, living), micros - elapsed());
    }

    private long elapsed() {
        return TimeUnit.NANOSECONDS.toMicros(nanoTime.getAsLong());
    }
}
