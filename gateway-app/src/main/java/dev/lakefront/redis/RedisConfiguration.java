package dev.lakefront.redis;

import io.github.resilience4j.circuitbreaker.CircuitBreaker;
import io.github.resilience4j.circuitbreaker.CircuitBreakerConfig;
import io.lettuce.core.ClientOptions;
import io.lettuce.core.MaintNotificationsConfig;
import io.lettuce.core.RedisClient;
import io.lettuce.core.SocketOptions;
import io.lettuce.core.TimeoutOptions;
import io.lettuce.core.metrics.CommandLatencyRecorder;
import io.lettuce.core.resource.ClientResources;
import io.lettuce.core.resource.DefaultClientResources;
import io.micrometer.core.instrument.Gauge;
import io.micrometer.core.instrument.binder.MeterBinder;
import io.netty.util.HashedWheelTimer;
import io.netty.util.Timer;
import io.netty.util.concurrent.DefaultThreadFactory;
import java.time.Duration;
import java.time.InstantSource;
import java.util.HexFormat;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.random.RandomGenerator;
import org.springframework.boot.context.properties.EnableConfigurationProperties;
import org.springframework.boot.health.contributor.HealthIndicator;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;

/** Wires the shared Redis where its address is given. */
@Configuration(proxyBeanMethods = false)
@ConditionalOnRedis
@EnableConfigurationProperties(RedisProperties.class)
class RedisConfiguration {

    /** Lettuce's own timer ticks ten times a second, which would make a time-out of 75 ms up to 175 ms long. */
    private static final long TICK_MILLIS = 10;

    @Bean(destroyMethod = "stop")
    Timer redisTimer() {
        return new HashedWheelTimer(new DefaultThreadFactory("redis-timer", true), TICK_MILLIS, TimeUnit.MILLISECONDS);
    }

    @Bean(destroyMethod = "shutdown")
    ClientResources redisClientResources(Timer redisTimer) {
        return DefaultClientResources.builder()
                .ioThreadPoolSize(2)
                .computationThreadPoolSize(2)
                .timer(redisTimer)
                .commandLatencyRecorder(CommandLatencyRecorder.disabled())
                .build();
    }

    @Bean(destroyMethod = "shutdown")
    RedisClient redisClient(ClientResources resources, RedisProperties properties) {
        RedisClient client = RedisClient.create(resources);
        client.setOptions(options(properties));
        return client;
    }

    static ClientOptions options(RedisProperties properties) {
        return ClientOptions.builder()
                // The heartbeat connects anew, also over a connection that is open and dead, and knows when it does.
                .autoReconnect(false)
                .disconnectedBehavior(ClientOptions.DisconnectedBehavior.REJECT_COMMANDS)
                .requestQueueSize(properties.maxPending())
                .timeoutOptions(TimeoutOptions.builder()
                        .timeoutCommands()
                        .fixedTimeout(properties.commandTimeout())
                        .build())
                .socketOptions(SocketOptions.builder()
                        .connectTimeout(properties.connectTimeout())
                        .keepAlive(true)
                        .build())
                .maintNotificationsConfig(MaintNotificationsConfig.disabled())
                .build();
    }

    @Bean
    Redis redis(RedisClient client, RedisProperties properties) {
        return new Redis(client, properties, breaker());
    }

    /** Five failures of the last ten open it; only heartbeats close it again, with two answers in a row. */
    static CircuitBreaker breaker() {
        return CircuitBreaker.of(
                "redis",
                CircuitBreakerConfig.custom()
                        .slidingWindowType(CircuitBreakerConfig.SlidingWindowType.COUNT_BASED)
                        .slidingWindowSize(10)
                        .minimumNumberOfCalls(5)
                        .failureRateThreshold(50)
                        .permittedNumberOfCallsInHalfOpenState(2)
                        .waitDurationInOpenState(Heartbeat.INTERVAL.minus(Duration.ofMillis(100)))
                        .build());
    }

    @Bean
    Replicas replicas(RedisProperties properties, InstantSource clock, RandomGenerator random) {
        byte[] name = new byte[8];
        random.nextBytes(name);
        return new Replicas(
                HexFormat.of().formatHex(name),
                properties.replicas(),
                System::nanoTime,
                TimeUnit.MILLISECONDS.toMicros(clock.millis()));
    }

    @Bean
    Heartbeat redisHeartbeat(Redis redis, Replicas replicas, List<RedisListener> listeners) {
        return new Heartbeat(redis, replicas, listeners);
    }

    @Bean
    HealthIndicator redisHealthIndicator(Redis redis, Replicas replicas) {
        return new RedisHealth(redis, replicas);
    }

    @Bean
    MeterBinder redisMeters(Redis redis, Replicas replicas) {
        return registry -> {
            Gauge.builder("lakefront.redis.up", redis, each -> each.available() ? 1 : 0)
                    .description("1 while limits are shared by all replicas, 0 while each enforces its share")
                    .register(registry);
            Gauge.builder("lakefront.redis.replicas", replicas, Replicas::living)
                    .description("Replicas that share the Redis")
                    .register(registry);
        };
    }
}
