package dev.lakefront.proxy;

import dev.lakefront.publication.PublishedApi;
import dev.lakefront.publication.Snapshot;
import dev.lakefront.publication.SnapshotListener;
import dev.lakefront.resilience.EndpointGuard;
import io.github.resilience4j.circuitbreaker.CircuitBreaker;
import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.core.instrument.MultiGauge;
import io.micrometer.core.instrument.MultiGauge.Row;
import io.micrometer.core.instrument.Tags;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import org.springframework.stereotype.Component;

/**
 * Tells in {@code lakefront.circuit.state} how many endpoints of each workspace have their circuit in which state. Numbers
 * and not names, because endpoints are many; which ones they are stands in the access log.
 */
@Component
class CircuitMeters implements SnapshotListener {

    private static final List<CircuitBreaker.State> STATES =
            List.of(CircuitBreaker.State.CLOSED, CircuitBreaker.State.OPEN, CircuitBreaker.State.HALF_OPEN);

    private final MultiGauge circuits;

    CircuitMeters(MeterRegistry registry) {
        this.circuits = MultiGauge.builder("lakefront.circuit.state")
                .description("Endpoints whose circuit is in this state")
                .register(registry);
    }

    @Override
    public void published(Snapshot snapshot) {
        Map<String, Set<EndpointGuard>> guards = new TreeMap<>();
        for (PublishedApi api : snapshot.apis().values()) {
            guards.computeIfAbsent(api.api().workspace(), workspace -> new HashSet<>())
                    .add(api.guard());
        }
        List<Row<?>> rows = new ArrayList<>();
        guards.forEach((workspace, endpoints) -> STATES.forEach(state -> rows.add(Row.of(
                Tags.of("workspace", workspace, "state", state.name().toLowerCase(Locale.ROOT)),
                endpoints,
                all -> count(all, state)))));
        circuits.register(rows, true);
    }

    private static double count(Collection<EndpointGuard> endpoints, CircuitBreaker.State state) {
        return endpoints.stream().filter(guard -> guard.circuit() == state).count();
    }
}
