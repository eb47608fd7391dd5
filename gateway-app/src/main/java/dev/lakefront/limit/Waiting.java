package dev.lakefront.limit;

import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;
import reactor.core.Disposable;

/** One call that is being decided on. All but {@link #ask} and {@link #since} belong to the room's own thread. */
final class Waiting {

    final Ask ask;
    final long since;
    final Consumer<Admission> admitted;
    final Consumer<Throwable> failed;

    @Nullable
    WaitingLine line;

    @Nullable
    Disposable deadline;

    boolean done;

    Waiting(Ask ask, long since, Consumer<Admission> admitted, Consumer<Throwable> failed) {
        this.ask = ask;
        this.since = since;
        this.admitted = admitted;
        this.failed = failed;
    }

    /** What it wants of the limit that a line is for. */
    long permits(WaitingLine of) {
        return ask.charges().get(ask.indexOf(of.charge.limit())).permits();
    }

    /** In nanoseconds on the room's clock: until when it may be held for a line's limit. */
    long heldUntil(WaitingLine of) {
        return since + longestWait(of);
    }

    /**
     * In nanoseconds on the room's clock: when it is refused after all. A call that was let in by estimate is not turned
     * away because timers have come a little late.
     */
    long givenUpAt(WaitingLine of) {
        boolean estimated = of.charge.limit().window() instanceof Window.Refill;
        return heldUntil(of) + (estimated ? longestWait(of) / 10 : 0);
    }

    private long longestWait(WaitingLine of) {
        return ask.waits().get(ask.indexOf(of.charge.limit())).toNanos();
    }
}
