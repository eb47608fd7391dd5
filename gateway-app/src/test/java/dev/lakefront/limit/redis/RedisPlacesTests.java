package dev.lakefront.limit.redis;

import static dev.lakefront.limit.redis.Calls.ALICE;
import static dev.lakefront.limit.redis.Calls.admitted;
import static dev.lakefront.limit.redis.Calls.await;
import static dev.lakefront.limit.redis.Calls.release;
import static org.assertj.core.api.Assertions.assertThat;

import dev.lakefront.limit.Charge;
import dev.lakefront.limit.Decision;
import dev.lakefront.limit.Limit;
import dev.lakefront.redis.RedisServer;
import dev.lakefront.redis.Replicas;
import dev.lakefront.redis.SlowProxy;
import java.time.Duration;
import java.util.List;
import java.util.Random;
import java.util.concurrent.atomic.AtomicLong;
import java.util.concurrent.locks.LockSupport;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import reactor.core.Disposable;
import reactor.core.publisher.BaseSubscriber;

/** Places of calls in flight come back, whatever becomes of who held them. */
class RedisPlacesTests {

    private static final Duration SOON = Duration.ofSeconds(3);

    private final RedisServer server = RedisServer.start();
    private final Replica one = Replica.patient(server.url());
    private final Replica two = Replica.patient(server.url());
    private final Limit limit = Calls.places(4);

    @AfterEach
    void stop() {
        one.close();
        two.close();
        server.close();
    }

    private void awaitAvailable(boolean available) {
        await(
                Duration.ofSeconds(10),
                "available: " + available,
                () -> one.peer.redis().available() == available
                        && two.peer.redis().available() == available);
    }

    /** What Redis says. */
    private long held() {
        return server.ask(commands -> commands.keys("lakefront:limit:*/places:*").stream()
                .flatMap(key -> commands.hvals(key).stream())
                .mapToLong(Long::parseLong)
                .sum());
    }

    @Test
    void sharesPlacesBetweenReplicas() {
        assertThat(admitted(one, limit, 3)).isEqualTo(3);
        assertThat(admitted(two, limit, 3)).isEqualTo(1);

        release(one, limit);

        await(SOON, "a place", () -> admitted(two, limit, 1) == 1);
        assertThat(admitted(one, limit, 1)).isZero();
    }

    @Test
    void givesBackThePlaceOfACallThatLeftBeforeItWasDecided() {
        try (SlowProxy proxy = new SlowProxy(server.port());
                Replica slow = new Replica(proxy.url(), "lakefront:", Duration.ofSeconds(5), null)) {
            proxy.delay(500, 501);
            Disposable call =
                    slow.limiter.tryAcquire(List.of(Charge.one(ALICE, limit))).subscribe();
            await(SOON, "Redis has admitted it", () -> held() == 1);

            call.dispose();

            await(SOON, "the place", () -> held() == 0);
            assertThat(slow.fallbacks("local")).isZero();
        }
    }

    @Test
    void losesNoPlaceWhenCallsLeaveAtAnyMoment() {
        Limit many = Calls.places(1_000_000);
        Random random = new Random(11);
        AtomicLong admitted = new AtomicLong();
        for (int i = 0; i < 3_000; i++) {
            // It hears of everything: others drop what arrives in the moment in which they leave.
            BaseSubscriber<Decision> call = new BaseSubscriber<>() {
                @Override
                protected void hookOnNext(Decision decision) {
                    admitted.incrementAndGet();
                }
            };
            one.limiter.tryAcquire(List.of(Charge.one(ALICE, many))).subscribe(call);
            LockSupport.parkNanos(random.nextInt(300_000));
            call.dispose();
        }

        await(SOON, "all answers", () -> held() == admitted.get());
        Calls.pause(200);
        assertThat(held()).isEqualTo(admitted.get()).isBetween(1L, 2_999L);
    }

    @Test
    void remembersPlacesWhenRedisForgetsThem() {
        assertThat(admitted(one, limit, 3)).isEqualTo(3);

        server.ask(commands -> commands.flushall());

        Calls.pause(1_500);
        assertThat(admitted(two, limit, 3)).isEqualTo(1);
    }

    @Test
    @Tag("chaos")
    void freesThePlacesOfAReplicaThatDied() {
        assertThat(admitted(one, limit, 3)).isEqualTo(3);

        one.peer.die();

        assertThat(admitted(two, limit, 3)).isEqualTo(1);
        Duration most = Replicas.LEASE.plusSeconds(2);
        await(most, "the places of the dead", () -> admitted(two, limit, 1) == 1);
        assertThat(admitted(two, limit, 5)).isEqualTo(2);
    }

    @Test
    @Tag("chaos")
    void keepsCountThroughAnOutage() {
        await(SOON, "both", () -> one.peer.replicas().living() == 2);
        assertThat(admitted(one, limit, 3)).isEqualTo(3);
        server.hang();
        awaitAvailable(false);
        // Its share is two, and it holds three.
        assertThat(admitted(one, limit, 1)).isZero();
        release(one, limit);
        release(one, limit);
        assertThat(admitted(one, limit, 5)).isEqualTo(1);

        server.goOn();
        awaitAvailable(true);

        // Replica one holds two now.
        Calls.pause(1_500);
        assertThat(admitted(two, limit, 5)).isEqualTo(2);
        release(one, limit);
        release(one, limit);
        await(SOON, "both places", () -> admitted(two, limit, 1) == 1);
        await(SOON, "both places", () -> admitted(two, limit, 1) == 1);
        assertThat(admitted(two, limit, 1)).isZero();
    }
}
