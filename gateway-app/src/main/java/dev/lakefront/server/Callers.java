package dev.lakefront.server;

import dev.lakefront.problem.GatewayProblem;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.LongAdder;
import org.springframework.stereotype.Component;

/** All connections of callers together: how many there are, how many calls are under way, and whether they shall end. */
@Component
class Callers {

    private final Set<CallerConnection> open = ConcurrentHashMap.newKeySet();
    private final AtomicInteger connections = new AtomicInteger();
    private final AtomicInteger calls = new AtomicInteger();
    private final LongAdder refused = new LongAdder();
    private final LongAdder unreadable = new LongAdder();
    private volatile boolean draining;

    /**
     * One more connection, which is counted until it has {@link #disconnected}.
     *
     * @return whether there may be as many
     */
    boolean connected(int atMost) {
        boolean room = connections.incrementAndGet() <= atMost;
        if (!room) {
            refused.increment();
        }
        return room;
    }

    void opened(CallerConnection connection) {
        open.add(connection);
    }

    void closed(CallerConnection connection) {
        open.remove(connection);
    }

    /** Answers every call whose answer has not begun, whatever it waits for. Does not wait for it. */
    void endWaiting(GatewayProblem problem) {
        open.forEach(connection -> connection.end(problem));
    }

    void disconnected() {
        connections.decrementAndGet();
    }

    /** A request whose head is no HTTP, or too long, or too slow. */
    void couldNotRead() {
        unreadable.increment();
    }

    long refused() {
        return refused.sum();
    }

    long unreadable() {
        return unreadable.sum();
    }

    void began() {
        calls.incrementAndGet();
    }

    void ended(int number) {
        calls.addAndGet(-number);
    }

    int connections() {
        return connections.get();
    }

    /** Requests whose head is in and whose answer is not out. */
    int calls() {
        return calls.get();
    }

    /** From now on every answer says that its connection ends with it. */
    void drain() {
        draining = true;
    }

    boolean isDraining() {
        return draining;
    }
}
