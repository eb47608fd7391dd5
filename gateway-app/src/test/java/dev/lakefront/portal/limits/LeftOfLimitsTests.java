package dev.lakefront.portal.limits;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.tuple;

import dev.lakefront.catalog.Product;
import dev.lakefront.limit.Charge;
import dev.lakefront.limit.Decision;
import dev.lakefront.limit.Limit;
import dev.lakefront.limit.LimitState;
import dev.lakefront.limit.LoweredLimits;
import dev.lakefront.limit.OnRedisFailure;
import dev.lakefront.limit.RateLimiter;
import dev.lakefront.limit.Unit;
import dev.lakefront.limit.Window;
import dev.lakefront.subscription.Offers;
import dev.lakefront.subscription.Scope;
import dev.lakefront.subscription.Subscription;
import dev.lakefront.subscription.SubscriptionId;
import dev.lakefront.subscription.SubscriptionState;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneId;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import reactor.core.publisher.Mono;

class LeftOfLimitsTests {

    private static final Instant NOW = Instant.parse("2026-11-21T12:00:00Z");

    private static Limit limit(String name, Unit unit, long amount, Window window) {
        return new Limit(name, unit, amount, window, "products/internal", OnRedisFailure.LOCAL);
    }

    private static final List<Limit> DECLARED = List.of(
            limit("burst", Unit.CALLS, 20, new Window.Refill(20, Duration.ofSeconds(1))),
            limit(
                    "daily",
                    Unit.CALLS,
                    10_000,
                    new Window.Calendar(Window.CalendarPeriod.DAY, ZoneId.of("Europe/Berlin"))),
            limit("rows", Unit.ROWS, 300, new Window.Rolling(Duration.ofHours(1))),
            limit("traffic", Unit.BYTES, 10 * 1024 * 1024, new Window.Rolling(Duration.ofHours(1))));

    private record Asked(Mono<List<LimitState>> answer, List<Charge> charges) implements RateLimiter {

        @Override
        public Mono<List<LimitState>> look(List<Charge> looked) {
            charges.addAll(looked);
            return answer;
        }

        @Override
        public Mono<Decision> tryAcquire(List<Charge> taken) {
            throw new AssertionError("a look takes nothing");
        }

        @Override
        public Mono<Void> debit(List<Charge> taken) {
            throw new AssertionError("a look takes nothing");
        }

        @Override
        public Mono<Void> release(List<Charge> taken) {
            throw new AssertionError("a look takes nothing");
        }
    }

    private record Offered() implements Offers {

        @Override
        public Optional<Product> product(String id) {
            return Optional.empty();
        }

        @Override
        public boolean hasApi(String id) {
            return false;
        }

        @Override
        public List<Limit> limits(Scope scope) {
            return DECLARED;
        }
    }

    private static List<LimitLeft> left(Asked limiter) {
        Subscription subscription = new Subscription(
                new SubscriptionId("mobile"),
                "Mobile",
                new Scope.Product("internal"),
                null,
                SubscriptionState.ACTIVE,
                null,
                new LoweredLimits(Map.of("daily", 1000L)),
                List.of());
        return new LeftOfLimits(limiter, new Offered(), () -> NOW).of(subscription);
    }

    @Test
    void saysInWordsWhatIsLeftAndWhenThereIsMore() {
        Asked limiter = new Asked(
                Mono.just(List.of(
                        new LimitState(DECLARED.get(1).lowered(1000), 250, Duration.ofHours(11)),
                        new LimitState(DECLARED.get(2), 300, Duration.ZERO),
                        new LimitState(DECLARED.get(3), 1024, Duration.ofMinutes(30)))),
                new ArrayList<>());

        assertThat(left(limiter))
                .containsExactly(
                        new LimitLeft("burst", "20 calls a second", null, false, null, 0, null),
                        new LimitLeft(
                                "daily",
                                "1,000 calls a day, counted from midnight in Europe/Berlin",
                                "10,000 calls",
                                true,
                                "250 of 1,000 calls left",
                                25,
                                "All of it comes back at 2026-11-21 23:00 UTC"),
                        new LimitLeft(
                                "rows",
                                "300 rows in any 1 hour",
                                null,
                                true,
                                "300 of 300 rows left",
                                100,
                                "Nothing of it has been spent"),
                        new LimitLeft(
                                "traffic",
                                "10 MB of bodies in any 1 hour",
                                null,
                                true,
                                "1 KB of 10 MB of bodies left",
                                0,
                                "More comes back at 2026-11-21 12:30 UTC"));
        assertThat(limiter.charges())
                .as("of quotas only")
                .extracting(charge -> charge.limit().name())
                .containsExactly("daily", "rows", "traffic");
    }

    @Test
    void saysThatItIsNotKnownAfterASecond() {
        for (Mono<List<LimitState>> silent : List.of(Mono.<List<LimitState>>never(), Mono.<List<LimitState>>empty())) {
            long began = System.nanoTime();

            assertThat(left(new Asked(silent, new ArrayList<>())))
                    .extracting(LimitLeft::quota, LimitLeft::left)
                    .contains(tuple(true, null));

            assertThat(Duration.ofNanos(System.nanoTime() - began)).isLessThan(Duration.ofSeconds(3));
        }
    }
}
