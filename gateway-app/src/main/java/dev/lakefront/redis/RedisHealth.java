package dev.lakefront.redis;

import org.springframework.boot.health.contributor.Health;
import org.springframework.boot.health.contributor.HealthIndicator;
import org.springframework.boot.health.contributor.Status;

/** Tells people whether replicas share. Never down: without Redis each replica goes on with its share of the limits. */
final class RedisHealth implements HealthIndicator {

    private static final Status DEGRADED = new Status("DEGRADED", "serving, but not everything is as it should be");

    private final Redis redis;
    private final Replicas replicas;

    RedisHealth(Redis redis, Replicas replicas) {
        this.redis = redis;
        this.replicas = replicas;
    }

    @Override
    public Health health() {
        boolean available = redis.available();
        Health.Builder health = available ? Health.up() : Health.status(DEGRADED);
        if (!available) {
            health.withDetail("reason", "Redis does not answer; limits are enforced by each replica for itself");
        }
        return health.withDetail("replicas", replicas.living()).build();
    }
}
