package dev.lakefront.limit.memory;

import static org.assertj.core.api.Assertions.assertThat;

import dev.lakefront.limit.Charge;
import dev.lakefront.limit.DebitContract;
import dev.lakefront.limit.Decision;
import dev.lakefront.limit.Limit;
import dev.lakefront.limit.LimitKey;
import dev.lakefront.limit.RateLimiter;
import dev.lakefront.limit.Unit;
import dev.lakefront.limit.Window;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneId;
import java.util.List;
import java.util.concurrent.atomic.AtomicLong;
import java.util.concurrent.atomic.AtomicReference;
import org.junit.jupiter.api.Test;

class MemoryRateLimiterTests extends DebitContract {

    /** Near the end of the range, as {@code System.nanoTime} may be. */
    private final AtomicLong nanos =
            new AtomicLong(Long.MAX_VALUE - Duration.ofMillis(700).toNanos());

    /** Two hours before summer time ends in Europe, and shortly before a month does. */
    private final AtomicReference<Instant> wall = new AtomicReference<>(Instant.parse("2026-10-24T23:00:00Z"));

    private final MemoryRateLimiter limiter = new MemoryRateLimiter(new Counters(nanos::get, wall::get, 100));

    @Override
    protected Instant now() {
        return wall.get();
    }

    @Override
    protected RateLimiter limiter() {
        return limiter;
    }

    @Override
    protected void pass(Duration duration) {
        nanos.addAndGet(duration.toNanos());
        wall.updateAndGet(instant -> instant.plus(duration));
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

    @Test
    void forgetsThePlacesOfCallersThatHoldNone() {
        Limit places = of("places", Unit.CALLS_IN_FLIGHT, 1, new Window.InFlight());
        Limit calls = limit("calls", 1, Duration.ofSeconds(1));
        Charge place = Charge.one(LimitKey.subscription("a"), places);
        ask(place);
        limiter.release(List.of(place)).block();
        ask(Charge.one(LimitKey.subscription("b"), calls));
        ask(Charge.one(LimitKey.subscription("b"), calls), Charge.one(LimitKey.subscription("b"), places));

        pass(Duration.ofMinutes(1));

        assertThat(limiter.size()).isZero();
    }

    @Test
    void grantsNothingWhenTheClockIsSetBack() {
        Limit daily =
                of("daily", Unit.CALLS, 1, new Window.Calendar(Window.CalendarPeriod.DAY, ZoneId.of("Europe/Berlin")));
        ask(Charge.one(LimitKey.ANONYMOUS, daily));

        wall.updateAndGet(instant -> instant.minus(Duration.ofDays(3)));

        assertThat(ask(Charge.one(LimitKey.ANONYMOUS, daily))).isInstanceOf(Decision.Refused.class);
    }

    @Test
    void beginsTheNextDayWhenTheClockIsSetForward() {
        Limit daily = of("daily", Unit.CALLS, 1, new Window.Calendar(Window.CalendarPeriod.DAY, ZoneId.of("UTC")));
        ask(Charge.one(LimitKey.ANONYMOUS, daily));

        wall.updateAndGet(instant -> instant.plus(Duration.ofDays(1)));

        assertThat(ask(Charge.one(LimitKey.ANONYMOUS, daily))).isInstanceOf(Decision.Admitted.class);
    }
}
