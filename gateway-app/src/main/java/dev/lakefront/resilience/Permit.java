package dev.lakefront.resilience;

import io.github.resilience4j.circuitbreaker.CircuitBreaker;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicBoolean;
import org.jspecify.annotations.Nullable;

/** A circuit breaker's leave for one attempt. It is judged once: by the answer's head, by a failure before it, or not. */
public final class Permit {

    static final Permit DENIED = new Permit(null);

    private static final Exception FAILED = new Failed();

    private final @Nullable CircuitBreaker breaker;
    private final AtomicBoolean judged = new AtomicBoolean();
    private final long begun = System.nanoTime();

    Permit(@Nullable CircuitBreaker breaker) {
        this.breaker = breaker;
    }

    public boolean isDenied() {
        return breaker == null;
    }

    /** The endpoint does its work, whatever it answered. */
    public void succeeded() {
        if (breaker != null && judged.compareAndSet(false, true)) {
            breaker.onSuccess(System.nanoTime() - begun, TimeUnit.NANOSECONDS);
        }
    }

    /** The endpoint does not do its work. */
    public void failed() {
        if (breaker != null && judged.compareAndSet(false, true)) {
            breaker.onError(System.nanoTime() - begun, TimeUnit.NANOSECONDS, FAILED);
        }
    }

    /** Nothing is known: the caller left, or the server was only busy. */
    public void unused() {
        if (breaker != null && judged.compareAndSet(false, true)) {
            breaker.releasePermission();
        }
    }

    /** Resilience4j wants a reason; the real one is the caller's error and in the log. */
    private static final class Failed extends Exception {

        Failed() {
            super("the endpoint failed", null, false, false);
        }
    }
}
