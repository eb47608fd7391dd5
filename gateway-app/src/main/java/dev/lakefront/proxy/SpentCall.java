package dev.lakefront.proxy;

import dev.lakefront.limit.Charge;
import dev.lakefront.limit.RateLimiter;
import dev.lakefront.limit.WaitingRoom;
import dev.lakefront.policy.LimitPlan;
import java.util.List;
import java.util.concurrent.atomic.AtomicReference;

/**
 * What is left to be settled when a call ends, which happens once, however it ends: places in flight come back, bytes are
 * debited. What else it has spent stays spent.
 */
final class SpentCall {

    private enum State {
        UNDECIDED,
        ADMITTED,
        ENDED
    }

    private final AtomicReference<State> state = new AtomicReference<>(State.UNDECIDED);
    private final RateLimiter limiter;
    private final WaitingRoom room;
    private final List<Charge> charges;
    private final Call call;

    SpentCall(RateLimiter limiter, WaitingRoom room, List<Charge> charges, Call call) {
        this.limiter = limiter;
        this.room = room;
        this.charges = charges;
        this.call = call;
    }

    /** False when the caller has left before; then what it got is given back. */
    boolean admitted() {
        if (state.compareAndSet(State.UNDECIDED, State.ADMITTED)) {
            return true;
        }
        settle();
        return false;
    }

    void ended() {
        if (state.getAndSet(State.ENDED) == State.ADMITTED) {
            settle();
        }
    }

    private void settle() {
        limiter.release(charges).doFinally(signal -> room.released(charges)).subscribe();
        List<Charge> debits = LimitPlan.debits(
                charges, call.requestBytes().get() + call.responseBytes().get());
        if (!debits.isEmpty()) {
            limiter.debit(debits).subscribe();
        }
    }
}
