package dev.lakefront.resilience;

import java.util.concurrent.atomic.AtomicBoolean;
import org.jspecify.annotations.Nullable;

/** One attempt's leave from the {@link Circuit}; it is told once how the attempt went, and ignores what comes later. */
public final class Permit {

    static final Permit DENIED = new Permit(null, false);

    private final @Nullable Circuit circuit;
    private final boolean probe;
    private final AtomicBoolean told = new AtomicBoolean();

    Permit(@Nullable Circuit circuit, boolean probe) {
        this.circuit = circuit;
        this.probe = probe;
    }

    public boolean isDenied() {
        return circuit == null;
    }

    /** Whether the attempt is one of the few that find out how an endpoint does. */
    boolean isProbe() {
        return probe;
    }

    /** The endpoint answered and is well. */
    public void succeeded() {
        if (circuit != null && told.compareAndSet(false, true)) {
            circuit.succeeded(this);
        }
    }

    /** The endpoint failed: a status of 500 and above, no connection, a broken one, no answer in time. */
    public void failed() {
        if (circuit != null && told.compareAndSet(false, true)) {
            circuit.failed(this);
        }
    }

    /** Nothing is known: the caller left, or the server was only busy. */
    public void unused() {
        if (circuit != null && told.compareAndSet(false, true)) {
            circuit.released(this);
        }
    }
}
