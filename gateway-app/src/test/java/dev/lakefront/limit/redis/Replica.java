package dev.lakefront.limit.redis;

import dev.lakefront.limit.RateLimiter;
import dev.lakefront.limit.memory.MemoryLimiter;
import dev.lakefront.redis.Peer;
import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import java.time.Duration;
import java.util.function.LongSupplier;

/** A limiter with a Redis connection of its own, as each replica of the gateway has. */
final class Replica implements AutoCloseable {

    final SimpleMeterRegistry meters = new SimpleMeterRegistry();
    final Peer peer;
    final RedisRateLimiter limiter;

    /** @param clock tells the time in microseconds; null for Redis' own */
    Replica(String url, String prefix, Duration commandTimeout, LongSupplier clock) {
        peer = new Peer(url, prefix, commandTimeout);
        LimitScript script = new LimitScript(peer.redis(), peer.replicas(), clock);
        RateLimiter memory = MemoryLimiter.create();
        limiter = RedisLimits.create(peer.redis(), script, peer.replicas(), memory, new Fallbacks(meters));
        peer.start(limiter);
    }

    /** As in production. */
    static Replica of(String url) {
        return new Replica(url, "lakefront:", Duration.ofMillis(75), null);
    }

    /** With a time-out that a busy test machine keeps too. */
    static Replica patient(String url) {
        return new Replica(url, "lakefront:", Duration.ofMillis(600), null);
    }

    double fallbacks(String mode) {
        return meters.get("lakefront.limits.fallback")
                .tag("mode", mode)
                .counter()
                .count();
    }

    @Override
    public void close() {
        peer.close();
    }
}
