package dev.lakefront.limit.redis;

import dev.lakefront.limit.Charge;
import dev.lakefront.limit.Limit;
import dev.lakefront.limit.OnRedisFailure;
import io.micrometer.core.instrument.Counter;
import io.micrometer.core.instrument.MeterRegistry;
import java.util.Locale;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.AtomicBoolean;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Counts what is decided without Redis, and says once an outage which quotas are not enforced. */
final class Fallbacks {

    private static final Logger LOGGER = LoggerFactory.getLogger(Fallbacks.class);

    private final Counter local;
    private final Counter open;
    private final Counter closed;
    private final Counter lost;
    private final Counter settled;
    private final AtomicBoolean overflowed = new AtomicBoolean();
    private final Set<Limit> said = ConcurrentHashMap.newKeySet();

    Fallbacks(MeterRegistry registry) {
        this.local = counter(registry, OnRedisFailure.LOCAL);
        this.open = counter(registry, OnRedisFailure.OPEN);
        this.closed = counter(registry, OnRedisFailure.CLOSED);
        this.lost = Counter.builder("lakefront.limits.arrears.lost")
                .description("Charges of quotas that were never counted, because too many were owed")
                .register(registry);
        this.settled = Counter.builder("lakefront.limits.arrears.settled")
                .description("Quotas whose spending without Redis was counted when it was back")
                .register(registry);
    }

    private static Counter counter(MeterRegistry registry, OnRedisFailure mode) {
        return Counter.builder("lakefront.limits.fallback")
                .description("Limits of calls that were decided without Redis")
                .tag("mode", mode.name().toLowerCase(Locale.ROOT))
                .register(registry);
    }

    void decided(Charge charge) {
        Limit limit = charge.limit();
        switch (limit.onRedisFailure()) {
            case LOCAL -> local.increment();
            case OPEN -> open.increment();
            case CLOSED -> closed.increment();
        }
        if (Quotas.isQuota(charge) && limit.onRedisFailure() == OnRedisFailure.OPEN && said.add(limit)) {
            LOGGER.warn(
                    "Quota '{}' of {} is not enforced while Redis is away; its calls are counted when Redis is back",
                    limit.name(),
                    limit.scope());
        }
    }

    /** @param most how many quotas can be owed */
    void lost(int most) {
        lost.increment();
        if (overflowed.compareAndSet(false, true)) {
            LOGGER.warn(
                    "More than {} quotas are spent while Redis is away; others are neither enforced nor counted", most);
        }
    }

    void settled(int quotas) {
        settled.increment(quotas);
    }

    /** The outage is over. */
    void over() {
        said.clear();
        overflowed.set(false);
    }
}
