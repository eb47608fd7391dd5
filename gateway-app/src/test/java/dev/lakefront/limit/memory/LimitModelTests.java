package dev.lakefront.limit.memory;

import static org.assertj.core.api.Assertions.assertThat;

import dev.lakefront.limit.Charge;
import dev.lakefront.limit.Decision;
import dev.lakefront.limit.Limit;
import dev.lakefront.limit.LimitKey;
import dev.lakefront.limit.OnRedisFailure;
import dev.lakefront.limit.Unit;
import dev.lakefront.limit.Window;
import java.math.BigInteger;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import java.util.concurrent.atomic.AtomicLong;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** The limiter against models of its limits that are too slow to be used and too simple to be wrong. */
class LimitModelTests {

    private static final LimitKey KEY = LimitKey.subscription("a");

    private final AtomicLong nanos = new AtomicLong();
    private final MemoryRateLimiter limiter =
            new MemoryRateLimiter(new Counters(nanos::get, () -> Instant.EPOCH.plusNanos(nanos.get()), 1000));

    private static Limit limit(String name, Unit unit, long amount, Window window) {
        return new Limit(name, unit, amount, window, "global", OnRedisFailure.LOCAL);
    }

    /** What a limit would admit at a moment. */
    private interface Model {
        boolean holds(long permits, long now);

        void take(long permits, long now);
    }

    /** In exact fractions: the level is counted in permits times nanoseconds. */
    private static final class Bucket implements Model {

        private final Limit limit;
        private final BigInteger per;
        private final BigInteger full;
        private BigInteger level;
        private long last;

        Bucket(Limit limit, Window.Refill refill) {
            this.limit = limit;
            this.per = BigInteger.valueOf(refill.per().toNanos());
            this.full = per.multiply(BigInteger.valueOf(refill.burst()));
            this.level = full;
        }

        @Override
        public boolean holds(long permits, long now) {
            BigInteger refilled = BigInteger.valueOf(now - last).multiply(BigInteger.valueOf(limit.amount()));
            level = full.min(level.add(refilled));
            last = now;
            return level.compareTo(per.multiply(BigInteger.valueOf(permits))) >= 0;
        }

        @Override
        public void take(long permits, long now) {
            level = level.subtract(per.multiply(BigInteger.valueOf(permits)));
        }
    }

    /** Days in UTC, counted one by one. */
    private static final class Day implements Model {

        private static final long NANOS = Duration.ofDays(1).toNanos();

        private final long amount;
        private long day;
        private long spent;

        Day(long amount) {
            this.amount = amount;
        }

        @Override
        public boolean holds(long permits, long now) {
            if (now / NANOS > day) {
                day = now / NANOS;
                spent = 0;
            }
            return spent + permits <= amount;
        }

        @Override
        public void take(long permits, long now) {
            spent += permits;
        }
    }

    @ParameterizedTest
    @ValueSource(longs = {1, 2, 3, 4, 5})
    void agreesWithTheModelsAboutEveryCall(long seed) {
        Limit rate = limit("rate", Unit.CALLS, 7, new Window.Refill(12, Duration.ofSeconds(3)));
        Limit rows = limit("rows", Unit.ROWS, 1000, new Window.Refill(1500, Duration.ofSeconds(7)));
        Limit daily =
                limit("daily", Unit.CALLS, 20_000, new Window.Calendar(Window.CalendarPeriod.DAY, ZoneOffset.UTC));
        List<Limit> limits = List.of(rate, rows, daily);
        List<Model> models = List.of(
                new Bucket(rate, (Window.Refill) rate.window()),
                new Bucket(rows, (Window.Refill) rows.window()),
                new Day(daily.amount()));
        Random random = new Random(seed);
        int admitted = 0;
        for (int call = 0; call < 20_000; call++) {
            nanos.addAndGet((long) (-Math.log(1 - random.nextDouble()) * 400_000_000));
            List<Charge> charges = new ArrayList<>();
            boolean expected = true;
            for (int i = 0; i < limits.size(); i++) {
                long permits = limits.get(i) == rows ? 1 + random.nextInt(300) : 1 + random.nextInt(2);
                charges.add(new Charge(KEY, limits.get(i), permits));
                expected &= models.get(i).holds(permits, nanos.get());
            }

            Decision decision = limiter.tryAcquire(charges).block();

            assertThat(decision instanceof Decision.Admitted)
                    .as("call %s at %s ns: %s", call, nanos, decision)
                    .isEqualTo(expected);
            for (int i = 0; expected && i < limits.size(); i++) {
                models.get(i).take(charges.get(i).permits(), nanos.get());
            }
            admitted += expected ? 1 : 0;
        }
        assertThat(admitted).isBetween(2_000, 18_000);
    }

    @ParameterizedTest
    @CsvSource({"10, 1000, 10, 60", "1000, 1000, 1000, 60", "10000, 60000, 10000, 180", "1000, 1000, 1, 10"})
    void admitsNoMoreThanBurstAndRateAndAtLeastNinetyNinePercentOfThem(
            long amount, long perMillis, long burst, long seconds) {
        Limit limit = limit("rate", Unit.CALLS, amount, new Window.Refill(burst, Duration.ofMillis(perMillis)));
        Charge one = Charge.one(KEY, limit);
        Random random = new Random(amount);
        long admitted = 0;
        long end = Duration.ofSeconds(seconds).toNanos();
        // Three calls for each that may pass, at random moments.
        double meanGap = perMillis * 1e6 / amount / 3;
        while (nanos.addAndGet((long) (-Math.log(1 - random.nextDouble()) * meanGap)) < end) {
            admitted += limiter.tryAcquire(List.of(one)).block() instanceof Decision.Admitted ? 1 : 0;
            assertThat(admitted).isLessThanOrEqualTo(burst + nanos.get() / 1_000_000 * amount / perMillis + 1);
        }

        double most = burst + (double) end / 1_000_000 * amount / perMillis;
        // A bucket that holds only one call loses what refills between two tries; that is what a burst is for.
        assertThat(admitted / most).isBetween(burst == 1 ? 0.7 : 0.99, 1.0);
    }

    @Test
    void admitsAsMuchAsTheWindowHoldsInEverySpan() {
        Window.Rolling window = new Window.Rolling(Duration.ofMinutes(1));
        Limit limit = limit("rolling", Unit.ROWS, 500, window);
        Random random = new Random(7);
        List<long[]> log = new ArrayList<>();
        for (int call = 0; call < 5_000; call++) {
            nanos.addAndGet(random.nextLong(Duration.ofMillis(400).toNanos()));
            long permits = 1 + random.nextInt(20);
            long now = nanos.get();
            long strict = spentSince(log, now - window.length().toNanos());
            long lenient =
                    spentSince(log, now - window.length().plus(window.slot()).toNanos());

            boolean admitted =
                    limiter.tryAcquire(List.of(new Charge(KEY, limit, permits))).block() instanceof Decision.Admitted;

            assertThat(!admitted || strict + permits <= 500).isTrue();
            assertThat(admitted || lenient + permits > 500).isTrue();
            if (admitted) {
                log.add(new long[] {now, permits});
            }
        }
    }

    private static long spentSince(List<long[]> log, long moment) {
        return log.reversed().stream()
                .takeWhile(entry -> entry[0] > moment)
                .mapToLong(entry -> entry[1])
                .sum();
    }
}
