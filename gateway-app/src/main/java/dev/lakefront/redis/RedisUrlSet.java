package dev.lakefront.redis;

import org.springframework.context.annotation.Condition;
import org.springframework.context.annotation.ConditionContext;
import org.springframework.core.type.AnnotatedTypeMetadata;

/** An empty address is none: a deployment may set the variable in any case. */
class RedisUrlSet implements Condition {

    @Override
    public boolean matches(ConditionContext context, AnnotatedTypeMetadata metadata) {
        return !context.getEnvironment().getProperty("lakefront.redis.url", "").isBlank();
    }
}
