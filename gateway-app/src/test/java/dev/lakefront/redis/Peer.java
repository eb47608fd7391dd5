package dev.lakefront.redis;

import io.lettuce.core.RedisClient;
import io.lettuce.core.resource.ClientResources;
import io.netty.util.Timer;
import java.time.Duration;
import java.time.InstantSource;
import java.util.List;
import java.util.Random;
import java.util.concurrent.TimeUnit;

/** One replica's end of a Redis, wired as in the gateway but without one. */
public final class Peer implements AutoCloseable {

    private final RedisConfiguration wiring = new RedisConfiguration();
    private final Timer timer = wiring.redisTimer();
    private final ClientResources resources = wiring.redisClientResources(timer);
    private final RedisClient client;
    private final Redis redis;
    private final Replicas replicas;
    private Heartbeat heartbeat;

    public Peer(String url, String prefix, Duration commandTimeout) {
        RedisProperties properties = new RedisProperties(url, commandTimeout, Duration.ofSeconds(1), 10_000, prefix, 1);
        this.client = wiring.redisClient(resources, properties);
        this.redis = wiring.redis(client, properties);
        this.replicas = wiring.replicas(properties, InstantSource.system(), new Random());
    }

    public Redis redis() {
        return redis;
    }

    public Replicas replicas() {
        return replicas;
    }

    public Peer start(RedisListener... listeners) {
        heartbeat = wiring.redisHeartbeat(redis, replicas, List.of(listeners));
        heartbeat.start();
        return this;
    }

    /** Falls silent without a word, as a killed process does. */
    public void die() {
        heartbeat.stop();
    }

    @Override
    public void close() {
        heartbeat.stop();
        client.shutdown(Duration.ZERO, Duration.ofSeconds(2));
        resources.shutdown(0, 2, TimeUnit.SECONDS);
        timer.stop();
    }
}
