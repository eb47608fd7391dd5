package dev.lakefront.limit.redis;

import static dev.lakefront.limit.redis.Calls.ALICE;
import static dev.lakefront.limit.redis.Calls.admitted;
import static dev.lakefront.limit.redis.Calls.ask;
import static dev.lakefront.limit.redis.Calls.await;
import static org.assertj.core.api.Assertions.assertThat;

import dev.lakefront.limit.Charge;
import dev.lakefront.limit.Decision;
import dev.lakefront.limit.Limit;
import dev.lakefront.limit.OnRedisFailure;
import dev.lakefront.redis.RedisServer;
import dev.lakefront.redis.SlowProxy;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

/** What becomes of limits when Redis refuses, hangs, is slow, forgets everything or starts anew. */
@Tag("chaos")
class RedisOutageTests {

    private static final Duration RECOVERY = Duration.ofSeconds(10);

    private final RedisServer server = RedisServer.start();
    private final Replica one = Replica.patient(server.url());
    private final Replica two = Replica.patient(server.url());

    @BeforeEach
    void waitUntilBothAreKnown() {
        await(
                Duration.ofSeconds(3),
                "both replicas know of each other",
                () -> one.peer.replicas().living() == 2 && two.peer.replicas().living() == 2);
    }

    @AfterEach
    void stop() {
        one.close();
        two.close();
        server.close();
    }

    private void awaitRecovery() {
        await(
                RECOVERY,
                "both replicas share again",
                () -> one.peer.redis().available() && two.peer.redis().available());
    }

    private void awaitOutage() {
        await(
                RECOVERY,
                "both replicas have noticed",
                () -> !one.peer.redis().available() && !two.peer.redis().available());
    }

    @Test
    void enforcesSharesWhileRedisRefusesAndSharesAgainWhenItIsBack() {
        Limit limit = Calls.bucket(21, Duration.ofHours(1));

        server.kill();
        long began = System.nanoTime();
        long admitted = admitted(one, limit, 200) + admitted(two, limit, 200);
        Duration took = Duration.ofNanos(System.nanoTime() - began);

        assertThat(admitted).isEqualTo(2 * 11);
        assertThat(took).isLessThan(Duration.ofSeconds(2));
        assertThat(one.fallbacks("local")).isPositive();
        server.restart();
        awaitRecovery();
        // The new server has forgotten everything: one more bucket, for both together.
        assertThat(admitted(one, limit, 15) + admitted(two, limit, 15)).isEqualTo(21);
    }

    @Test
    void makesOnlyAFewCallsWaitForARedisThatHangs() {
        Limit limit = Calls.bucket(1_000_000, Duration.ofHours(1));
        try (Replica hasty = Replica.of(server.url())) {
            server.hang();
            List<Long> millis = new ArrayList<>();
            for (int i = 0; i < 300; i++) {
                long began = System.nanoTime();
                assertThat(ask(hasty, Charge.one(ALICE, limit))).isInstanceOf(Decision.Admitted.class);
                millis.add((System.nanoTime() - began) / 1_000_000);
            }

            assertThat(millis).filteredOn(each -> each > 50).hasSizeLessThanOrEqualTo(10);
            assertThat(millis).allSatisfy(each -> assertThat(each).isLessThan(500));
            await(RECOVERY, "noticed", () -> !hasty.peer.redis().available());
            server.goOn();
            await(RECOVERY, "shares again", () -> hasty.peer.redis().available());
        }
    }

    @Test
    void countsInRedisAlsoWhenItIsSlow() {
        try (SlowProxy proxy = new SlowProxy(server.port());
                Replica slow = Replica.patient(proxy.url())) {
            Limit limit = Calls.bucket(30, Duration.ofHours(1));
            proxy.delay(1, 31);

            long admitted = admitted(slow, limit, 20) + admitted(one, limit, 20);

            assertThat(admitted).isEqualTo(30);
            assertThat(slow.fallbacks("local")).isZero();
        }
    }

    @Test
    void decidesLocallyWhenRedisIsSlowerThanTheTimeOut() {
        try (SlowProxy proxy = new SlowProxy(server.port());
                Replica slow = Replica.of(proxy.url())) {
            Limit limit = Calls.bucket(1_000, Duration.ofHours(1));
            proxy.delay(300, 400);

            long began = System.nanoTime();
            long admitted = admitted(slow, limit, 40);

            assertThat(admitted).isEqualTo(40);
            assertThat(Duration.ofNanos(System.nanoTime() - began)).isLessThan(Duration.ofSeconds(3));
            assertThat(slow.fallbacks("local")).isGreaterThanOrEqualTo(40);
            proxy.delay(0, 1);
            await(RECOVERY, "shares again", () -> slow.peer.redis().available());
        }
    }

    @Test
    void replacesAConnectionThatIsOpenAndDead() {
        try (SlowProxy proxy = new SlowProxy(server.port());
                Replica lost = Replica.of(proxy.url())) {
            assertThat(lost.peer.redis().available()).isTrue();

            proxy.lose();

            await(RECOVERY, "noticed", () -> !lost.peer.redis().available());
            await(RECOVERY, "shares again", () -> lost.peer.redis().available());
        }
    }

    @Test
    void startsOverWithoutAnErrorWhenRedisForgetsEverything() {
        Limit limit = Calls.bucket(10, Duration.ofHours(1));
        assertThat(admitted(one, limit, 20)).isEqualTo(10);

        server.ask(commands -> {
            commands.flushall();
            return commands.scriptFlush();
        });

        // One bucket more, and not one a replica.
        assertThat(admitted(one, limit, 20) + admitted(two, limit, 20)).isEqualTo(10);
        assertThat(one.fallbacks("local") + two.fallbacks("local")).isZero();
    }

    @Test
    void spendsOfAQuotaWhatWasLeftAndSettlesItAfterwards() {
        Limit quota = Calls.monthly(10, OnRedisFailure.LOCAL);
        assertThat(admitted(one, quota, 3) + admitted(two, quota, 3)).isEqualTo(6);
        server.hang();
        awaitOutage();

        // Replica one saw 7 left, replica two 4: each may spend half of what it saw.
        assertThat(admitted(one, quota, 20)).isEqualTo(4);
        assertThat(admitted(two, quota, 20)).isEqualTo(2);

        server.goOn();
        awaitRecovery();
        await(Duration.ofSeconds(3), "settled", () -> settled(one) == 1 && settled(two) == 1);
        assertThat(admitted(one, quota, 20)).isZero();
        assertThat(one.fallbacks("local")).isEqualTo(20);
    }

    private static double settled(Replica replica) {
        return replica.meters.get("lakefront.limits.arrears.settled").counter().count();
    }

    @Test
    void admitsOrRefusesEverythingWhereALimitSaysSo() {
        Limit open = Calls.monthly(2, OnRedisFailure.OPEN);
        Limit closed = Calls.monthly(3, OnRedisFailure.CLOSED);
        Limit bucket = Calls.bucket(1000, Duration.ofHours(1));
        server.hang();
        awaitOutage();

        assertThat(admitted(one, open, 5)).isEqualTo(5);
        Decision refused = ask(one, Charge.one(ALICE, bucket), Charge.one(ALICE, closed));

        assertThat(refused).isInstanceOfSatisfying(Decision.Refused.class, each -> {
            assertThat(each.limit()).isEqualTo(closed);
            assertThat(each.retryAfter()).isPositive();
        });
        assertThat(one.fallbacks("open")).isEqualTo(5);
        assertThat(one.fallbacks("closed")).isEqualTo(1);
        server.goOn();
        awaitRecovery();
        await(Duration.ofSeconds(3), "settled", () -> settled(one) == 1);
        assertThat(admitted(two, open, 5)).isZero();
    }
}
