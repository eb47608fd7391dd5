package dev.lakefront.limit.memory;

import com.github.benmanes.caffeine.cache.Ticker;
import dev.lakefront.limit.RateLimiter;
import java.time.InstantSource;

/** Makes the limiter that others fall back on, for their tests. */
public final class MemoryLimiter {

    private MemoryLimiter() {}

    public static RateLimiter create() {
        return new MemoryRateLimiter(new Counters(Ticker.systemTicker(), InstantSource.system(), 10_000));
    }
}
