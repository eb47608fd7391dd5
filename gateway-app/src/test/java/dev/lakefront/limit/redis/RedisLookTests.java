package dev.lakefront.limit.redis;

import static dev.lakefront.limit.redis.Calls.ALICE;
import static dev.lakefront.limit.redis.Calls.ask;
import static dev.lakefront.limit.redis.Calls.await;
import static org.assertj.core.api.Assertions.assertThat;

import dev.lakefront.limit.Charge;
import dev.lakefront.limit.LimitState;
import dev.lakefront.limit.OnRedisFailure;
import dev.lakefront.redis.RedisServer;
import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** What can be told of limits that replicas share, also while Redis cannot be asked. */
class RedisLookTests {

    private static final Charge MONTH = Charge.one(ALICE, Calls.monthly(100, OnRedisFailure.LOCAL));

    private final RedisServer server = RedisServer.start();
    private final Replica one = Replica.of(server.url());
    private final Replica two = Replica.of(server.url());

    @AfterEach
    void stop() {
        one.close();
        two.close();
        server.close();
    }

    @Test
    void tellsWhatAllReplicasHaveLeft() {
        ask(one, MONTH);
        ask(two, MONTH);

        assertThat(one.limiter.look(List.of(MONTH)).block(Duration.ofSeconds(5)))
                .extracting(LimitState::remaining)
                .containsExactly(98L);
        assertThat(one.limiter.look(List.of()).block(Duration.ofSeconds(5))).isEmpty();
    }

    @Test
    void tellsNothingWhileRedisIsAwayAndKeepsNobodyWaiting() {
        ask(one, MONTH);
        server.hang();

        long began = System.nanoTime();
        assertThat(one.limiter.look(List.of(MONTH)).blockOptional(Duration.ofSeconds(5)))
                .isEmpty();
        assertThat(Duration.ofNanos(System.nanoTime() - began)).isLessThan(Duration.ofSeconds(2));

        await(Duration.ofSeconds(10), "noticed", () -> {
            var _ = one.limiter.look(List.of(MONTH)).blockOptional(Duration.ofSeconds(5));
            return !one.peer.redis().available();
        });
        assertThat(one.limiter.look(List.of(MONTH)).blockOptional(Duration.ofSeconds(5)))
                .isEmpty();
    }
}
