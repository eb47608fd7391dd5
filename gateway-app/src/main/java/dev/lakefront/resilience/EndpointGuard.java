package dev.lakefront.resilience;

import io.github.resilience4j.circuitbreaker.CircuitBreaker;
import java.time.Duration;
import java.util.function.LongSupplier;

/**
 * What the gateway knows of one endpoint's well-being, shared by all its calls and kept across reloads. Thread-safe,
 * never blocks.
 */
public final class EndpointGuard {

    /** No server can silence an endpoint for longer. */
    private static final Duration LONGEST_PAUSE = Duration.ofMinutes(5);

    private final String endpoint;
    private final ResilienceSettings settings;
    private final PauseBroadcast broadcast;
    private final Circuit circuit;
    private final RetryBudget budget;
    private final Pause pause;
    private final WakingRoom wakingRoom;
    private final WorkspaceShare workspace;
    private final Places places = new Places();

    EndpointGuard(
            String endpoint,
            ResilienceSettings settings,
            WorkspaceShare workspace,
            PauseBroadcast broadcast,
            LongSupplier nanoTime) {
        this.workspace = workspace;
        this.endpoint = endpoint;
        this.settings = settings;
        this.circuit = new Circuit(endpoint, settings.breaker(), nanoTime);
        this.broadcast = broadcast;
        this.budget = new RetryBudget(nanoTime);
        this.pause = new Pause(nanoTime);
        this.wakingRoom = new WakingRoom(WakingRoom.SEATS, nanoTime);
    }

    public ResilienceSettings settings() {
        return settings;
    }

    /** Asks the circuit breaker; what it allows must be judged once through the returned permit. */
    public Permit ask() {
        return circuit.ask();
    }

    /** Until calls are tried again; zero while the circuit is closed. */
    public Duration openFor() {
        return circuit.openFor();
    }

    /** For metrics: {@code closed}, {@code open} or {@code half_open}. */
    public CircuitBreaker.State circuit() {
        return circuit.state();
    }

    /** A call makes its first attempt: it pays into the budget of retries. */
    public void called() {
        budget.deposit();
    }

    /** Takes one retry out of the budget, if there is one. */
    public boolean mayRetry() {
        return budget.withdraw();
    }

    /** The server said when to come back: nobody asks it earlier, on this replica and on those that can be told. */
    public void pause(Duration length) {
        Duration bounded = bounded(length);
        if (pause.announce(bounded)) {
            broadcast.announce(endpoint, bounded);
        }
    }

    /** Another replica was told, or another API of the same endpoint. */
    void pauseFromElsewhere(Duration length) {
        pause.announce(bounded(length));
    }

    private static Duration bounded(Duration length) {
        return length.compareTo(LONGEST_PAUSE) < 0 ? length : LONGEST_PAUSE;
    }

    /** How long the server wants to be left alone; zero when it does not. */
    public Duration paused() {
        return pause.left();
    }

    public WakingRoom wakingRoom() {
        return wakingRoom;
    }

    /**
     * Takes a place in the workspace; to be given back once.
     *
     * @param room of the workspace, for all its endpoints together
     */
    public boolean enter(int room) {
        if (!places.take(workspace.of(room))) {
            return false;
        }
        if (!workspace.places().take(room)) {
            places.giveBack();
            return false;
        }
        return true;
    }

    public void leave() {
        workspace.places().giveBack();
        places.giveBack();
    }

    /** Calls under way. */
    public int inFlight() {
        return places.taken();
    }
}
