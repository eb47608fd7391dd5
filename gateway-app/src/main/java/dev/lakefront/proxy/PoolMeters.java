package dev.lakefront.proxy;

import io.micrometer.core.instrument.Gauge;
import io.micrometer.core.instrument.Meter;
import io.micrometer.core.instrument.MeterRegistry;
import java.net.SocketAddress;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.ToIntFunction;
import org.springframework.stereotype.Component;
import reactor.netty.resources.ConnectionPoolMetrics;
import reactor.netty.resources.ConnectionProvider.MeterRegistrar;

/**
 * Gauges of the connection pools: {@code lakefront.connections} by pool and state. Pools of one name, such as those of all
 * event loops, are added up. Thread-safe.
 */
@Component
class PoolMeters {

    /** One pool of connections to one address; pools of the same settings have the same id in all providers. */
    private record Key(MeterRegistrar provider, String id, String address) {}

    /** All pools of one name, and the gauges that read them. */
    private record Named(Map<Key, ConnectionPoolMetrics> pools, List<Meter> gauges) {

        double sum(ToIntFunction<ConnectionPoolMetrics> part) {
            return pools.values().stream().mapToInt(part).sum();
        }
    }

    private final MeterRegistry registry;
    private final Map<String, Named> byName = new ConcurrentHashMap<>();

    PoolMeters(MeterRegistry registry) {
        this.registry = registry;
    }

    /** What one provider of connections tells of its pools; each provider needs one of its own. */
    MeterRegistrar registrar() {
        return new Registrar();
    }

    private final class Registrar implements MeterRegistrar {

        @Override
        public void registerMetrics(String poolName, String id, SocketAddress address, ConnectionPoolMetrics metrics) {
            byName.compute(poolName, (name, known) -> {
                Named named = known == null ? named(name) : known;
                named.pools().put(new Key(this, id, address.toString()), metrics);
                return named;
            });
        }

        @Override
        public void deRegisterMetrics(String poolName, String id, SocketAddress address) {
            byName.computeIfPresent(poolName, (name, named) -> {
                named.pools().remove(new Key(this, id, address.toString()));
                if (!named.pools().isEmpty()) {
                    return named;
                }
                named.gauges().forEach(registry::remove);
                return null;
            });
        }
    }

    private Named named(String poolName) {
        Named named = new Named(new ConcurrentHashMap<>(), new ArrayList<>());
        named.gauges().add(state(named, poolName, "active", ConnectionPoolMetrics::acquiredSize));
        named.gauges().add(state(named, poolName, "idle", ConnectionPoolMetrics::idleSize));
        named.gauges().add(state(named, poolName, "pending", ConnectionPoolMetrics::pendingAcquireSize));
        return named;
    }

    private Gauge state(Named named, String poolName, String state, ToIntFunction<ConnectionPoolMetrics> part) {
        return Gauge.builder("lakefront.connections", named, pools -> pools.sum(part))
                .description("Connections to model servers in use and idle, and calls that wait for one")
                .tag("pool", poolName)
                .tag("state", state)
                .register(registry);
    }
}
