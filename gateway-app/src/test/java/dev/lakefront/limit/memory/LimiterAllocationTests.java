package dev.lakefront.limit.memory;

import static org.assertj.core.api.Assertions.assertThat;

import com.github.benmanes.caffeine.cache.Ticker;
import dev.lakefront.benchmark.Allocation;
import dev.lakefront.limit.Charge;
import dev.lakefront.limit.Decision;
import dev.lakefront.limit.Limit;
import dev.lakefront.limit.LimitKey;
import java.time.Duration;
import java.time.InstantSource;
import java.util.List;
import org.junit.jupiter.api.Test;

/** What two limits may take of the heap for each call. Raise a bound only with the reason in the commit. */
class LimiterAllocationTests {

    @Test
    void spendsFromTwoLimitsInFewBytes() {
        MemoryRateLimiter limiter =
                new MemoryRateLimiter(new Counters(Ticker.systemTicker(), InstantSource.system(), 1_000));
        LimitKey caller = LimitKey.subscription("mobile");
        List<Charge> charges = List.of(
                Charge.one(caller, Limit.calls("burst", 1_000_000, Duration.ofSeconds(1), "global")),
                Charge.one(caller, Limit.calls("steady", 60_000_000, Duration.ofMinutes(1), "global")));
        assertThat(limiter.tryAcquire(charges).block()).isInstanceOf(Decision.Admitted.class);

        assertThat(Allocation.bytesPerCall(() -> limiter.tryAcquire(charges).block()))
                .isBetween(1L, 560L);
    }
}
