package dev.lakefront.limit.redis;

import static org.assertj.core.api.Assertions.assertThat;

import dev.lakefront.limit.DebitContract;
import dev.lakefront.limit.RateLimiter;
import dev.lakefront.redis.RedisServer;
import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.UUID;
import java.util.concurrent.atomic.AtomicLong;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;

/** The limiter keeps the contract on a real Redis, which is told the time so that it can stand still. */
class RedisRateLimiterTests extends DebitContract {

    private static RedisServer server;

    /** Two hours before summer time ends in Europe, and shortly before a month does. */
    private final AtomicLong micros =
            new AtomicLong(ChronoUnit.MICROS.between(Instant.EPOCH, Instant.parse("2026-10-24T23:00:00Z")));

    private final Replica replica =
            new Replica(server.url(), "test:" + UUID.randomUUID() + ":", Duration.ofSeconds(5), micros::get);

    @BeforeAll
    static void startServer() {
        server = RedisServer.start();
    }

    @AfterEach
    void nothingWasDecidedElsewhere() {
        try (replica) {
            assertThat(replica.fallbacks("local")).isZero();
        }
    }

    @AfterAll
    static void stopServer() {
        server.close();
    }

    @Override
    protected RateLimiter limiter() {
        return replica.limiter;
    }

    @Override
    protected void pass(Duration duration) {
        micros.addAndGet(duration.toNanos() / 1000);
    }

    @Override
    protected Instant now() {
        return Instant.EPOCH.plus(micros.get(), ChronoUnit.MICROS);
    }

    @Override
    protected int callsPerThread() {
        return 1_500;
    }
}
