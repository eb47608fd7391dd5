package dev.lakefront.server;

import dev.lakefront.problem.GatewayProblem;
import dev.lakefront.problem.ProblemType;
import java.util.concurrent.atomic.AtomicLong;
import org.springframework.stereotype.Component;

/**
 * Turns calls away before the gateway runs out of memory: when too many are under way, when the bodies that it holds
 * would take too much, or when the heap is nearly full after a collection.
 *
 * <p>What is turned away costs next to nothing, so that what was let in gets done. Thread-safe; never blocks.
 */
@Component
public final class Overload {

    /** A body is held once as bytes, and once more while they are collected or its model is renamed. */
    private static final int COPIES = 2;

    private final int maxCalls;
    private final long budget;
    private final Callers callers;
    private final HeapPressure heap;
    private final AtomicLong held = new AtomicLong();

    Overload(ServerProperties limits, Callers callers, HeapPressure heap) {
        this.maxCalls = limits.maxCalls();
        this.budget = limits.bodyBudget();
        this.callers = callers;
        this.heap = heap;
    }

    /**
     * Lets one more call in, or does not.
     *
     * @throws GatewayProblem {@code overloaded}
     */
    public void check() {
        if (callers.calls() > maxCalls) {
            throw overloaded("Too many calls are under way");
        }
        if (heap.isHigh()) {
            throw overloaded("The gateway is short of memory");
        }
    }

    /**
     * Takes room for so many bytes of a body that is held in memory. Whoever takes it gives it back with {@link #leave}.
     *
     * @throws GatewayProblem {@code overloaded}; nothing is taken then
     */
    public void hold(long bytes) {
        if (held.addAndGet(bytes * COPIES) > budget) {
            leave(bytes);
            throw overloaded("The gateway holds as many request bodies as it can");
        }
    }

    public void leave(long bytes) {
        held.addAndGet(-bytes * COPIES);
    }

    /** How many bytes of bodies are held now. */
    public long held() {
        return held.get() / COPIES;
    }

    private static GatewayProblem overloaded(String why) {
        return new GatewayProblem(ProblemType.OVERLOADED, why + ". Try again in a moment.").header("Retry-After", "1");
    }
}
