package dev.lakefront.proxy;

import static org.assertj.core.api.Assertions.assertThat;

import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import java.net.InetSocketAddress;
import java.net.SocketAddress;
import org.junit.jupiter.api.Test;
import reactor.netty.resources.ConnectionPoolMetrics;
import reactor.netty.resources.ConnectionProvider.MeterRegistrar;

class PoolMetersTests {

    private static final SocketAddress ADDRESS = InetSocketAddress.createUnresolved("models.example", 443);

    private record Pool(int acquiredSize, int idleSize, int pendingAcquireSize) implements ConnectionPoolMetrics {

        @Override
        public int allocatedSize() {
            return acquiredSize + idleSize;
        }

        @Override
        public int maxAllocatedSize() {
            return 500;
        }

        @Override
        public int maxPendingAcquireSize() {
            return 500;
        }
    }

    private final SimpleMeterRegistry registry = new SimpleMeterRegistry();
    private final PoolMeters meters = new PoolMeters(registry);

    private double connections(String state) {
        return registry.get("lakefront.connections")
                .tag("pool", "models.example")
                .tag("state", state)
                .gauge()
                .value();
    }

    /** Each event loop has a provider of its own, and Reactor Netty gives all their pools one id. */
    @Test
    void addsUpThePoolsOfAllEventLoops() {
        meters.registrar().registerMetrics("models.example", "1", ADDRESS, new Pool(3, 2, 1));
        meters.registrar().registerMetrics("models.example", "1", ADDRESS, new Pool(4, 0, 0));

        assertThat(connections("active")).isEqualTo(7);
        assertThat(connections("idle")).isEqualTo(2);
        assertThat(connections("pending")).isEqualTo(1);
    }

    @Test
    void forgetsAPoolWithItsLastConnections() {
        MeterRegistrar one = meters.registrar();
        MeterRegistrar other = meters.registrar();
        one.registerMetrics("models.example", "1", ADDRESS, new Pool(3, 2, 1));
        other.registerMetrics("models.example", "1", ADDRESS, new Pool(4, 0, 0));

        one.deRegisterMetrics("models.example", "1", ADDRESS);
        assertThat(connections("active")).isEqualTo(4);

        other.deRegisterMetrics("models.example", "1", ADDRESS);
        assertThat(registry.getMeters()).isEmpty();
    }
}
