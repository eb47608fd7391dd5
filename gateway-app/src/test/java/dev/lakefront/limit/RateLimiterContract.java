package dev.lakefront.limit;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.atomic.AtomicLong;
import java.util.stream.LongStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import reactor.core.publisher.Mono;

/** What every {@link RateLimiter} promises. Time stands still between two calls of {@link #pass}. */
public abstract class RateLimiterContract {

    protected static final LimitKey ALICE = LimitKey.subscription("alice");
    private static final LimitKey BOB = LimitKey.subscription("bob");

    /** The limiter under test, empty; always the same within one test. */
    protected abstract RateLimiter limiter();

    /** Lets time pass for the limiter under test. */
    protected abstract void pass(Duration duration);

    protected static Limit limit(String name, long calls, Duration per) {
        return Limit.calls(name, calls, per, "products/internal");
    }

    protected Decision ask(Charge... charges) {
        Decision decision = limiter().tryAcquire(List.of(charges)).block(Duration.ofSeconds(5));
        assertThat(decision).isNotNull();
        return decision;
    }

    protected boolean admits(Charge... charges) {
        return ask(charges) instanceof Decision.Admitted;
    }

    @Test
    void admitsAsManyCallsAsTheLimitHoldsAndNoMore() {
        Limit limit = limit("burst", 20, Duration.ofSeconds(1));

        long admitted = LongStream.range(0, 50)
                .filter(i -> admits(Charge.one(ALICE, limit)))
                .count();

        assertThat(admitted).isEqualTo(20);
    }

    @Test
    void admitsWithoutAnyCharge() {
        assertThat(ask()).isEqualTo(new Decision.Admitted(List.of()));
    }

    @Test
    void tellsWhatIsLeftAndWhenThereIsMore() {
        Limit limit = limit("slow", 2, Duration.ofMinutes(1));

        assertThat(ask(Charge.one(ALICE, limit)).states())
                .containsExactly(new LimitState(limit, 1, Duration.ofSeconds(30)));
        pass(Duration.ofSeconds(10));
        assertThat(ask(Charge.one(ALICE, limit)).states())
                .containsExactly(new LimitState(limit, 0, Duration.ofSeconds(20)));
    }

    @Test
    void countsEachKeyApart() {
        Limit limit = limit("burst", 1, Duration.ofSeconds(1));

        assertThat(admits(Charge.one(ALICE, limit))).isTrue();
        assertThat(admits(Charge.one(BOB, limit))).isTrue();
        assertThat(admits(Charge.one(ALICE, limit))).isFalse();
    }

    @Test
    void countsLimitsOfOneNameAtTwoScopesApart() {
        Limit product = Limit.calls("burst", 1, Duration.ofSeconds(1), "products/internal");
        Limit api = Limit.calls("burst", 1, Duration.ofSeconds(1), "apis/churn");

        assertThat(admits(Charge.one(ALICE, product))).isTrue();
        assertThat(admits(Charge.one(ALICE, api))).isTrue();
    }

    @Test
    void refillsEvenlyAndNeverAboveTheLimit() {
        Limit limit = limit("burst", 4, Duration.ofSeconds(1));
        assertThat(admits(new Charge(ALICE, limit, 4))).isTrue();

        pass(Duration.ofMillis(499));
        assertThat(admits(Charge.one(ALICE, limit))).isTrue();
        assertThat(admits(Charge.one(ALICE, limit))).isFalse();
        pass(Duration.ofMillis(1));
        assertThat(admits(Charge.one(ALICE, limit))).isTrue();

        pass(Duration.ofHours(1));
        assertThat(LongStream.range(0, 9)
                        .filter(i -> admits(Charge.one(ALICE, limit)))
                        .count())
                .isEqualTo(4);
    }

    @Test
    void refusesWithTheSlowestLimitAndSpendsNoneOfTheOthers() {
        Limit wide = limit("wide", 10, Duration.ofSeconds(1));
        Limit slow = limit("slow", 1, Duration.ofMinutes(5));
        ask(Charge.one(ALICE, slow));

        Decision refused = null;
        for (int i = 0; i < 30; i++) {
            refused = ask(Charge.one(ALICE, wide), Charge.one(ALICE, slow));
        }

        assertThat(refused)
                .isEqualTo(new Decision.Refused(
                        slow,
                        Duration.ofMinutes(5),
                        List.of(
                                new LimitState(wide, 10, Duration.ZERO),
                                new LimitState(slow, 0, Duration.ofMinutes(5)))));
        assertThat(LongStream.range(0, 30)
                        .filter(i -> admits(Charge.one(ALICE, wide)))
                        .count())
                .isEqualTo(10);
    }

    @ParameterizedTest
    @CsvSource({
        "1, 1s",
        "3, 1s",
        "7, 1s",
        "20, 1s",
        "13, 3s",
        "1000, 7s",
        "10000, 1d",
        "1000000, 30d",
        "1, 90d",
        "5, 250ms"
    })
    void admitsWhoeverWaitsAsTold(long calls, String per) {
        Limit limit = limit("told", calls, dev.lakefront.document.Durations.parse(per));
        Random random = new Random(calls);
        for (int round = 0; round < 40; round++) {
            long permits = 1 + random.nextLong(calls);
            Charge charge = new Charge(ALICE, limit, permits);
            if (ask(charge) instanceof Decision.Refused refused) {
                assertThat(refused.retryAfter()).isPositive();

                pass(refused.retryAfter());

                assertThat(admits(charge))
                        .as("%s permits of %s after %s", permits, limit, refused.retryAfter())
                        .isTrue();
            }
            pass(Duration.ofMillis(random.nextLong(50)));
        }
    }

    @ParameterizedTest
    @CsvSource({"20, 1000, 50", "3, 1000, 7", "1000, 60000, 13"})
    void neverAdmitsMoreThanTheBucketAndItsRefill(long calls, long perMillis, long stepMillis) {
        Limit limit = limit("bound", calls, Duration.ofMillis(perMillis));
        long admitted = 0;
        for (long elapsed = 0; elapsed < 5 * perMillis; elapsed += stepMillis) {
            while (admits(Charge.one(ALICE, limit))) {
                admitted++;
            }
            assertThat(admitted).isLessThanOrEqualTo(calls + calls * elapsed / perMillis);
            pass(Duration.ofMillis(stepMillis));
        }
        assertThat(admitted).isGreaterThan(5 * calls);
    }

    /** How many calls each of eight threads makes at once; a multiple of 30. */
    protected int callsPerThread() {
        return 15_000;
    }

    @Test
    void takesAllOrNothingWhenManyCallAtOnce() throws ExecutionException, InterruptedException {
        int unit = 8 * callsPerThread() / 12;
        Limit left = limit("left", 5L * unit, Duration.ofDays(1));
        Limit right = limit("right", 3L * unit, Duration.ofDays(1));
        // Both orders, so that a limiter that locked in the order of the charges would deadlock.
        List<Charge[]> kinds = List.of(
                new Charge[] {Charge.one(ALICE, left), Charge.one(ALICE, right)},
                new Charge[] {Charge.one(ALICE, right), Charge.one(ALICE, left)},
                new Charge[] {Charge.one(ALICE, left)});
        AtomicLong both = new AtomicLong();
        AtomicLong leftOnly = new AtomicLong();
        CountDownLatch start = new CountDownLatch(1);
        List<Future<?>> threads = new ArrayList<>();
        try (ExecutorService pool = Executors.newFixedThreadPool(8)) {
            for (int thread = 0; thread < 8; thread++) {
                int offset = thread;
                threads.add(pool.submit(() -> {
                    start.await();
                    for (int i = 0; i < callsPerThread(); i++) {
                        int kind = (i + offset) % kinds.size();
                        if (admits(kinds.get(kind))) {
                            (kind == 2 ? leftOnly : both).incrementAndGet();
                        }
                    }
                    return null;
                }));
            }
            start.countDown();
        }
        for (Future<?> thread : threads) {
            thread.get();
        }

        // Time stood still and there was more demand than permits: none may be lost, and none may be handed out twice.
        assertThat(both.get() + leftOnly.get()).isEqualTo(left.amount());
        assertThat(both.get()).isLessThanOrEqualTo(right.amount());
        long rest = right.amount() - both.get();
        assertThat(rest == 0 || admits(new Charge(ALICE, right, rest))).isTrue();
        assertThat(admits(Charge.one(ALICE, right))).isFalse();
    }

    @Test
    void decidesOncePerSubscriptionToTheMono() {
        Limit limit = limit("lazy", 2, Duration.ofHours(1));
        Mono<Decision> mono = limiter().tryAcquire(List.of(Charge.one(ALICE, limit)));

        assertThat(mono.block()).isInstanceOf(Decision.Admitted.class);
        assertThat(mono.block()).isInstanceOf(Decision.Admitted.class);
        assertThat(mono.block()).isInstanceOf(Decision.Refused.class);
    }

    @Test
    void refusesTwoChargesOfOneKeyAndLimit() {
        Limit limit = limit("twin", 5, Duration.ofHours(1));

        assertThatIllegalArgumentException()
                .isThrownBy(() -> ask(Charge.one(ALICE, limit), Charge.one(ALICE, limit)))
                .withMessageContaining("sum of permits");
        assertThat(ask(Charge.one(ALICE, limit)).states().getFirst().remaining())
                .isEqualTo(4);
    }
}
