package dev.lakefront.server;

import java.util.concurrent.atomic.AtomicInteger;
import org.springframework.stereotype.Component;

/** All connections of callers together: how many there are, how many calls are under way, and whether they shall end. */
@Component
class Callers {

    private final AtomicInteger connections = new AtomicInteger();
    private final AtomicInteger calls = new AtomicInteger();
    private volatile boolean draining;

    /** @return how many there are, this one included */
    int connected() {
        return connections.incrementAndGet();
    }

    void disconnected() {
        connections.decrementAndGet();
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
