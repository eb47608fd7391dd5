package dev.lakefront.limit.redis;

import static dev.lakefront.limit.redis.Calls.ALICE;
import static org.assertj.core.api.Assertions.assertThat;

import dev.lakefront.limit.Charge;
import dev.lakefront.limit.Decision;
import dev.lakefront.limit.Limit;
import dev.lakefront.limit.LimitKey;
import dev.lakefront.limit.OnRedisFailure;
import dev.lakefront.limit.Unit;
import dev.lakefront.limit.Window;
import dev.lakefront.redis.RedisServer;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.atomic.AtomicLong;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import reactor.core.publisher.Flux;
import reactor.core.publisher.Mono;

/** What several replicas admit together in real time. */
class RedisAccuracyTests {

    private final RedisServer server = RedisServer.start();
    private final List<Replica> replicas = new ArrayList<>();

    @AfterEach
    void stop() {
        replicas.forEach(Replica::close);
        server.close();
    }

    private void replicas(int count) {
        IntStream.range(0, count)
                .forEach(i -> replicas.add(new Replica(server.url(), "lakefront:", Duration.ofSeconds(1), null)));
    }

    private double fallbacks() {
        return replicas.stream().mapToDouble(each -> each.fallbacks("local")).sum();
    }

    /** @param seconds between the first answer and the last */
    private record Run(long calls, long admitted, double seconds) {}

    /** Asks with every replica, so many at once each, until the time is over. */
    private Run ask(int atOnce, Duration length, LimitKey key, Limit... limits) {
        List<Charge> charges =
                List.of(limits).stream().map(limit -> Charge.one(key, limit)).toList();
        AtomicLong calls = new AtomicLong();
        AtomicLong admitted = new AtomicLong();
        AtomicLong first = new AtomicLong(Long.MAX_VALUE);
        long began = System.nanoTime();
        Flux.fromIterable(replicas)
                .flatMap(replica -> Flux.range(0, atOnce)
                        .flatMap(
                                i -> Mono.defer(() -> replica.limiter.tryAcquire(charges))
                                        .doOnNext(decision -> {
                                            first.accumulateAndGet(System.nanoTime() - began, Math::min);
                                            calls.incrementAndGet();
                                            if (decision instanceof Decision.Admitted) {
                                                admitted.incrementAndGet();
                                            }
                                        })
                                        .repeat(() -> System.nanoTime() - began < length.toNanos())
                                        .then(),
                                atOnce))
                .then()
                .block(length.plusSeconds(20));
        return new Run(calls.get(), admitted.get(), (System.nanoTime() - began - first.get()) / 1e9);
    }

    /** What a bucket lets through in a span of time. */
    private static double model(long burst, long perSecond, double seconds) {
        return burst + perSecond * seconds;
    }

    @ParameterizedTest
    @CsvSource({"1, 1000, 100", "2, 1000, 100", "4, 1000, 100", "2, 50, 20"})
    void admitsExactlyTheBurstAndTheRate(int count, long perSecond, long burst) {
        admitsTheBurstAndTheRate(count, perSecond, burst, Duration.ofSeconds(3));
    }

    @Tag("chaos")
    @ParameterizedTest
    @CsvSource({"1, 10, 10", "2, 1000, 1000", "4, 167, 50"})
    void admitsExactlyTheBurstAndTheRateForLonger(int count, long perSecond, long burst) {
        admitsTheBurstAndTheRate(count, perSecond, burst, Duration.ofSeconds(15));
    }

    private void admitsTheBurstAndTheRate(int count, long perSecond, long burst, Duration length) {
        replicas(count);
        Limit limit = new Limit(
                "rate",
                Unit.CALLS,
                perSecond,
                new Window.Refill(burst, Duration.ofSeconds(1)),
                "products/internal",
                OnRedisFailure.LOCAL);

        long began = System.nanoTime();
        Run run = ask(4, length, ALICE, limit);
        double most = (System.nanoTime() - began) / 1e9;

        assertThat(fallbacks()).isZero();
        assertThat(run.admitted()).isLessThanOrEqualTo((long) model(burst, perSecond, most));
        assertThat(run.admitted()).isGreaterThanOrEqualTo((long) (0.99 * model(burst, perSecond, run.seconds())));
    }

    @Test
    void answersEveryCallOfOneHotKeyWithoutAnError() {
        replicas(2);
        Limit limit = Calls.bucket(1000, Duration.ofSeconds(1));
        long before = commands();

        long began = System.nanoTime();
        Run run = ask(64, Duration.ofSeconds(3), ALICE, limit);
        double most = (System.nanoTime() - began) / 1e9;

        long perSecond = Math.round(run.calls() / run.seconds());
        assertThat(fallbacks())
                .as("calls of %d a second that Redis did not decide", perSecond)
                .isZero();
        assertThat(perSecond).isGreaterThan(2_000);
        assertThat(run.admitted())
                .isBetween((long) (0.99 * model(1000, 1000, run.seconds())), (long) model(1000, 1000, most));
        // One round trip a call, and the heartbeats; nothing is tried again.
        assertThat(commands() - before).isBetween(run.calls(), run.calls() + 200);
    }

    private long commands() {
        return server.ask(commands -> commands.info("commandstats"))
                .lines()
                .filter(line -> line.startsWith("cmdstat_evalsha:") || line.startsWith("cmdstat_eval:"))
                .mapToLong(line -> Long.parseLong(line.replaceAll(".*:calls=(\\d+),.*", "$1")))
                .sum();
    }

    @Test
    void keepsEveryKeyForABoundedTimeAndShowsNobodysValue() {
        replicas(1);
        Window day = new Window.Rolling(Duration.ofDays(1));
        Limit rolling = new Limit("rolling", Unit.CALLS, 9, day, "apis/churn", OnRedisFailure.LOCAL);
        Limit[] limits = {
            Calls.bucket(5, Duration.ofSeconds(30)), Calls.monthly(5, OnRedisFailure.LOCAL), Calls.places(5), rolling
        };

        ask(1, Duration.ofMillis(50), LimitKey.subscription("203.0.113.77"), limits);

        List<String> keys = server.ask(commands -> commands.keys("*"));
        assertThat(keys)
                .hasSize(5)
                .allSatisfy(key -> assertThat(key).startsWith("lakefront:").doesNotContain("203.0.113"))
                .anySatisfy(key -> assertThat(key).startsWith("lakefront:limit:products/internal/burst:"));
        for (String key : keys) {
            Long millis = server.ask(commands -> commands.pttl(key));
            assertThat(millis).as(key).isBetween(1L, Duration.ofDays(33).toMillis());
        }
    }
}
