package dev.lakefront.limit.memory;

import com.github.benmanes.caffeine.cache.Ticker;
import dev.lakefront.limit.RateLimiter;
import java.time.InstantSource;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.context.annotation.Fallback;

/** Counts in memory unless another limiter is there. */
@Configuration(proxyBeanMethods = false)
class MemoryLimits {

    /** Some 50 MB when full: a hundred thousand callers under two limits each. */
    private static final long MAX_COUNTERS = 200_000;

    @Bean
    @Fallback
    RateLimiter memoryRateLimiter(InstantSource clock) {
        return new MemoryRateLimiter(new Counters(Ticker.systemTicker(), clock, MAX_COUNTERS));
    }
}
