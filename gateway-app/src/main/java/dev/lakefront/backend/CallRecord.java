package dev.lakefront.backend;

import java.time.InstantSource;
import java.util.concurrent.atomic.AtomicReference;

/** Keeps how the latest calls of one kind went. Thread-safe. */
public final class CallRecord {

    private final InstantSource clock;
    private final AtomicReference<CallHealth> health = new AtomicReference<>(CallHealth.UNKNOWN);

    public CallRecord(InstantSource clock) {
        this.clock = clock;
    }

    public void succeeded() {
        health.updateAndGet(last -> new CallHealth(false, clock.instant(), last.lastFailure(), last.reason()));
    }

    /** The reason must hold no secret. */
    public void failed(String reason) {
        health.updateAndGet(last -> new CallHealth(true, last.lastSuccess(), clock.instant(), reason));
    }

    public CallHealth health() {
        return health.get();
    }
}
