package dev.lakefront.resilience.redis;

import dev.lakefront.redis.ConditionalOnRedis;
import dev.lakefront.redis.Redis;
import dev.lakefront.redis.RedisListener;
import dev.lakefront.redis.Script;
import dev.lakefront.resilience.EndpointGuards;
import dev.lakefront.resilience.PauseBroadcast;
import java.time.Duration;
import java.time.temporal.ChronoUnit;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.stereotype.Component;

/**
 * Tells the other replicas through Redis that an endpoint is to be left alone, and asks with each heartbeat what they
 * have told. So they know within half a second, and no call waits for it.
 */
@Component
@ConditionalOnRedis
final class RedisPauses implements PauseBroadcast, RedisListener {

    private static final Logger LOGGER = LoggerFactory.getLogger(RedisPauses.class);
    private static final Script SCRIPT = Script.beside(RedisPauses.class, "pauses.lua");

    private final Redis redis;
    private final EndpointGuards guards;

    RedisPauses(Redis redis, EndpointGuards guards) {
        this.redis = redis;
        this.guards = guards;
    }

    @Override
    public void announce(String endpoint, Duration length) {
        exchange(List.of(endpoint, Long.toString(length.toNanos() / 1000)));
    }

    @Override
    public void answers(boolean anew) {
        exchange(List.of());
    }

    private void exchange(List<String> arguments) {
        redis.run(SCRIPT, List.of(redis.key("pauses")), arguments).whenComplete(this::hear);
    }

    private void hear(@Nullable List<Object> pauses, @Nullable Throwable failure) {
        if (pauses == null) {
            // That Redis is away is said elsewhere; each replica then finds out by itself.
            LOGGER.debug("Pauses could not be exchanged: {}", failure == null ? "no answer" : failure.getMessage());
            return;
        }
        for (int i = 0; i + 1 < pauses.size(); i += 2) {
            guards.pause((String) pauses.get(i), Duration.of((Long) pauses.get(i + 1), ChronoUnit.MICROS));
        }
    }
}
