package dev.lakefront.limit.memory;

import static org.assertj.core.api.Assertions.assertThat;

import dev.lakefront.limit.Charge;
import dev.lakefront.limit.Decision;
import dev.lakefront.limit.Limit;
import dev.lakefront.limit.LimitKey;
import dev.lakefront.limit.RateLimiter;
import dev.lakefront.limit.RateLimiterContract;
import java.time.Duration;
import java.util.concurrent.atomic.AtomicLong;
import org.junit.jupiter.api.Test;

class MemoryRateLimiterTests extends RateLimiterContract {

    /** Near the end of the range, as {@code System.nanoTime} may be. */
    private final AtomicLong nanos =
            new AtomicLong(Long.MAX_VALUE - Duration.ofMillis(700).toNanos());

    private final MemoryRateLimiter limiter = new MemoryRateLimiter(nanos::get, 100);

    @Override
    protected RateLimiter limiter() {
        return limiter;
    }

    @Override
    protected void pass(Duration duration) {
        nanos.addAndGet(duration.toNanos());
    }

    @Test
    void forgetsACounterOnceItIsFullAgain() {
        Limit limit = limit("short", 5, Duration.ofSeconds(10));
        ask(Charge.one(LimitKey.subscription("a"), limit));

        pass(Duration.ofSeconds(9));
        assertThat(limiter.size()).isEqualTo(1);

        pass(Duration.ofSeconds(2));
        assertThat(limiter.size()).isZero();
    }

    @Test
    void keepsABoundedNumberOfCounters() {
        Limit limit = limit("many", 5, Duration.ofHours(1));
        for (int i = 0; i < 1000; i++) {
            ask(Charge.one(LimitKey.subscription("s" + i), limit));
        }

        assertThat(limiter.size()).isLessThanOrEqualTo(100);
    }

    @Test
    void startsOverWhenTheLimitWasChanged() {
        ask(Charge.one(LimitKey.ANONYMOUS, limit("same", 1, Duration.ofHours(1))));

        assertThat(ask(Charge.one(LimitKey.ANONYMOUS, limit("same", 1, Duration.ofHours(1)))))
                .isInstanceOf(Decision.Refused.class);
        assertThat(ask(Charge.one(LimitKey.ANONYMOUS, limit("same", 2, Duration.ofHours(1)))))
                .isInstanceOf(Decision.Admitted.class);
    }
}
