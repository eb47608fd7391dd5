package dev.lakefront.resilience;

import java.time.Duration;
import java.util.Collection;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.LongSupplier;
import java.util.stream.Collectors;
import org.springframework.beans.factory.ObjectProvider;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.stereotype.Component;

/** The guards of all endpoints: one each, as long as its settings stay the same. Thread-safe. */
@Component
public class EndpointGuards {

    private record Key(String workspace, String endpoint, ResilienceSettings settings) {}

    private final Map<Key, EndpointGuard> guards = new ConcurrentHashMap<>();
    private final Map<String, WorkspaceShare> shares = new ConcurrentHashMap<>();
    private final PauseBroadcast broadcast;
    private final LongSupplier nanoTime;

    @Autowired
    EndpointGuards(ObjectProvider<PauseBroadcast> broadcast) {
        this(
                (endpoint, length) -> broadcast.ifAvailable(others -> others.announce(endpoint, length)),
                System::nanoTime);
    }

    EndpointGuards(PauseBroadcast broadcast, LongSupplier nanoTime) {
        this.broadcast = broadcast;
        this.nanoTime = nanoTime;
    }

    /** The guard of an endpoint; made when it is first asked for. */
    public EndpointGuard guard(String workspace, String endpoint, ResilienceSettings settings) {
        return guards.computeIfAbsent(new Key(workspace, workspace + "/" + endpoint, settings), this::create);
    }

    /** Forgets all but these, which are published now: what is no longer declared leaves nothing behind. Calls under way keep theirs. */
    public void retain(Collection<EndpointGuard> used) {
        Set<EndpointGuard> kept = used.stream().collect(Collectors.toSet());
        guards.values().retainAll(kept);
        Map<String, Set<String>> endpoints = guards.keySet().stream()
                .collect(Collectors.groupingBy(Key::workspace, Collectors.mapping(Key::endpoint, Collectors.toSet())));
        shares.keySet().retainAll(endpoints.keySet());
        endpoints.forEach((workspace, its) -> share(workspace).endpoints(its.size()));
    }

    private WorkspaceShare share(String workspace) {
        return shares.computeIfAbsent(workspace, absent -> new WorkspaceShare());
    }

    /**
     * Another replica was told by this endpoint's server to leave it alone.
     *
     * @param endpoint as {@link PauseBroadcast#announce} was given it
     */
    public void pause(String endpoint, Duration length) {
        guards.forEach((key, guard) -> {
            if (key.endpoint().equals(endpoint)) {
                guard.pauseFromElsewhere(length);
            }
        });
    }

    private EndpointGuard create(Key key) {
        return new EndpointGuard(key.endpoint(), key.settings(), share(key.workspace()), this::announce, nanoTime);
    }

    /** All who call this endpoint are told: its other APIs here, and the other replicas. */
    private void announce(String endpoint, Duration length) {
        pause(endpoint, length);
        broadcast.announce(endpoint, length);
    }
}
