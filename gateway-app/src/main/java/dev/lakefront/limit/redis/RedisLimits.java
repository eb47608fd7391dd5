package dev.lakefront.limit.redis;

import dev.lakefront.limit.RateLimiter;
import dev.lakefront.redis.ConditionalOnRedis;
import dev.lakefront.redis.Redis;
import dev.lakefront.redis.Replicas;
import io.micrometer.core.instrument.MeterRegistry;
import org.springframework.beans.factory.annotation.Qualifier;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;

/** Counts in Redis where one is given; memory is the fallback. */
@Configuration(proxyBeanMethods = false)
@ConditionalOnRedis
class RedisLimits {

    @Bean
    RedisRateLimiter redisRateLimiter(
            Redis redis,
            Replicas replicas,
            @Qualifier("memoryRateLimiter") RateLimiter memory,
            MeterRegistry registry) {
        return create(redis, new LimitScript(redis, replicas, null), replicas, memory, new Fallbacks(registry));
    }

    static RedisRateLimiter create(
            Redis redis, LimitScript script, Replicas replicas, RateLimiter memory, Fallbacks fallbacks) {
        Places places = new Places(redis, replicas, script);
        Quotas quotas = new Quotas(script, replicas, fallbacks);
        LocalShare local = new LocalShare(memory, places, quotas, replicas, fallbacks);
        return new RedisRateLimiter(redis, script, places, local, quotas, fallbacks);
    }
}
