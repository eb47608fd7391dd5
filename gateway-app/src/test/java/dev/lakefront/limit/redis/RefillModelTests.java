package dev.lakefront.limit.redis;

import static dev.lakefront.limit.redis.Calls.ALICE;
import static org.assertj.core.api.Assertions.assertThat;

import dev.lakefront.limit.Charge;
import dev.lakefront.limit.Decision;
import dev.lakefront.limit.Limit;
import dev.lakefront.limit.OnRedisFailure;
import dev.lakefront.limit.Unit;
import dev.lakefront.limit.Window;
import dev.lakefront.redis.RedisServer;
import java.math.BigInteger;
import java.time.Duration;
import java.util.Random;
import java.util.concurrent.atomic.AtomicLong;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** The script's bucket against one of whole numbers without bounds: no permit is lost or won by rounding. */
class RefillModelTests {

    private static RedisServer server;

    private final AtomicLong micros = new AtomicLong(1_800_000_000_000_000L);

    @BeforeAll
    static void start() {
        server = RedisServer.start();
    }

    @AfterAll
    static void stop() {
        server.close();
    }

    /** A bucket of {@code amount} parts of permits a microsecond, {@code period} parts to the permit. */
    private static final class Model {

        private final BigInteger amount;
        private final BigInteger period;
        private final BigInteger full;
        private BigInteger parts;

        private Model(long amount, long period, long burst) {
            this.amount = BigInteger.valueOf(amount);
            this.period = BigInteger.valueOf(period);
            this.full = BigInteger.valueOf(burst).multiply(this.period);
            this.parts = full;
        }

        private void pass(long elapsed) {
            parts = parts.add(amount.multiply(BigInteger.valueOf(elapsed))).min(full);
        }

        private long waitFor(long permits) {
            BigInteger missing = BigInteger.valueOf(permits).multiply(period).subtract(parts);
            return missing.signum() <= 0
                    ? 0
                    : missing.add(amount)
                            .subtract(BigInteger.ONE)
                            .divide(amount)
                            .longValueExact();
        }

        private void take(long permits) {
            parts = parts.subtract(BigInteger.valueOf(permits).multiply(period));
        }

        private long remaining() {
            return parts.divide(period).longValueExact();
        }
    }

    @ParameterizedTest
    @CsvSource({
        "999999999989, 31622400000, 999999999989",
        "999999999989, 999999999, 7",
        "7, 31622399999, 50",
        "3, 1000, 5",
        "86399999, 86400000, 86399999",
        "1000003, 2, 1"
    })
    void agreesWithWholeNumbersToThePermitAndTheMicrosecond(long amount, long perMillis, long burst) {
        Limit limit = new Limit(
                "model",
                Unit.ROWS,
                amount,
                new Window.Refill(burst, Duration.ofMillis(perMillis)),
                "products/internal",
                OnRedisFailure.LOCAL);
        Model model = new Model(amount, perMillis * 1000, burst);
        Random random = new Random(amount);
        try (Replica replica =
                new Replica(server.url(), "model" + amount + perMillis + ":", Duration.ofSeconds(5), micros::get)) {
            for (int i = 0; i < 400; i++) {
                long permits = 1 + random.nextLong(random.nextBoolean() ? Math.min(burst, 3) : burst);
                long wait = model.waitFor(permits);

                Decision decision = Calls.ask(replica, new Charge(ALICE, limit, permits));

                if (wait == 0) {
                    model.take(permits);
                    assertThat(decision).isInstanceOf(Decision.Admitted.class);
                } else {
                    assertThat(decision)
                            .isInstanceOfSatisfying(
                                    Decision.Refused.class,
                                    refused ->
                                            assertThat(refused.retryAfter()).isEqualTo(Duration.ofNanos(wait * 1000)));
                }
                assertThat(decision.states().getFirst().remaining()).isEqualTo(model.remaining());
                long elapsed = random.nextInt(3) == 0 ? wait : random.nextLong(1 + perMillis * 300);
                micros.addAndGet(elapsed);
                model.pass(elapsed);
            }
        }
    }
}
