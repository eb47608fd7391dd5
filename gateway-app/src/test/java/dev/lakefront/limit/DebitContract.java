package dev.lakefront.limit;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.atomic.AtomicLong;
import org.junit.jupiter.api.Test;

/** What every {@link RateLimiter} promises of debits, and of everything at once. The class that a limiter's test extends. */
public abstract class DebitContract extends WindowContract {

    private void debit(Charge... charges) {
        limiter().debit(List.of(charges)).block(Duration.ofSeconds(5));
    }

    @Test
    void refusesAnOverdrawnLimitUntilItHasRecovered() {
        Limit limit = of("bytes", Unit.BYTES, 1000, new Window.Refill(1000, Duration.ofSeconds(1)));
        ask(Charge.one(ALICE, limit));
        debit(new Charge(ALICE, limit, 2499));

        Decision refused = ask(Charge.one(ALICE, limit));

        assertThat(refused)
                .isEqualTo(new Decision.Refused(
                        limit, Duration.ofMillis(1501), List.of(new LimitState(limit, 0, Duration.ofMillis(1501)))));
        pass(Duration.ofMillis(1500));
        assertThat(admits(Charge.one(ALICE, limit))).isFalse();
        pass(Duration.ofMillis(1));
        assertThat(admits(Charge.one(ALICE, limit))).isTrue();
    }

    @Test
    void remembersADebtForLongerThanTheLimitTakesToFill() {
        Limit limit = of("bytes", Unit.BYTES, 10, new Window.Refill(10, Duration.ofSeconds(1)));
        debit(new Charge(ALICE, limit, 1010));

        pass(Duration.ofSeconds(100));
        assertThat(admits(Charge.one(ALICE, limit))).isFalse();
        pass(Duration.ofMillis(100));
        assertThat(admits(Charge.one(ALICE, limit))).isTrue();
    }

    @Test
    void debitsWindowsThatComeBackAtOnce() {
        Limit monthly =
                of("monthly", Unit.BYTES, 100, new Window.Calendar(Window.CalendarPeriod.MONTH, ZoneOffset.UTC));
        Limit trailing = of("trailing", Unit.BYTES, 100, new Window.Rolling(Duration.ofDays(1)));
        debit(new Charge(ALICE, monthly, 150), new Charge(ALICE, trailing, 150));

        Decision decision = ask(Charge.one(ALICE, trailing));

        assertThat(decision.states().getFirst().remaining()).isZero();
        assertThat(decision).isInstanceOf(Decision.Refused.class);
        pass(((Decision.Refused) decision).retryAfter());
        assertThat(ask(Charge.one(ALICE, trailing)).states().getFirst().remaining())
                .isEqualTo(99);
        Decision refused = ask(Charge.one(ALICE, monthly));
        if (refused instanceof Decision.Refused late) {
            pass(late.retryAfter());
            assertThat(admits(Charge.one(ALICE, monthly))).isTrue();
        }
    }

    @Test
    void neverExceedsPlacesNorLosesQuotaWhenManyCallAtOnce() throws ExecutionException, InterruptedException {
        long quotaAmount = callsPerThread();
        Limit quota = of(
                "monthly", Unit.CALLS, quotaAmount, new Window.Calendar(Window.CalendarPeriod.MONTH, ZoneOffset.UTC));
        Limit places = of("places", Unit.CALLS_IN_FLIGHT, 3, new Window.InFlight());
        Limit trail = of("trail", Unit.CALLS, 2 * quotaAmount, new Window.Rolling(Duration.ofHours(1)));
        List<Charge> charges = List.of(Charge.one(ALICE, trail), Charge.one(ALICE, places), Charge.one(ALICE, quota));
        AtomicLong held = new AtomicLong();
        AtomicLong mostHeld = new AtomicLong();
        AtomicLong admitted = new AtomicLong();
        List<Future<?>> threads = new ArrayList<>();
        try (ExecutorService pool = Executors.newFixedThreadPool(8)) {
            for (int thread = 0; thread < 8; thread++) {
                threads.add(pool.submit(() -> {
                    while (admitted.get() < quotaAmount) {
                        if (admits(charges.toArray(Charge[]::new))) {
                            mostHeld.accumulateAndGet(held.incrementAndGet(), Math::max);
                            admitted.incrementAndGet();
                            held.decrementAndGet();
                            limiter().release(charges).block(Duration.ofSeconds(5));
                        }
                    }
                    return null;
                }));
            }
        }
        for (Future<?> thread : threads) {
            thread.get();
        }

        assertThat(admitted).hasValue(quotaAmount);
        assertThat(mostHeld.get()).isBetween(1L, 3L);
        assertThat(admits(Charge.one(ALICE, quota))).isFalse();
        assertThat(ask(new Charge(ALICE, places, 3))).isInstanceOf(Decision.Admitted.class);
        assertThat(ask(new Charge(ALICE, trail, quotaAmount))).isInstanceOf(Decision.Admitted.class);
        assertThat(admits(Charge.one(ALICE, trail))).isFalse();
    }
}
