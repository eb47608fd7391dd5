package dev.lakefront.limit;

import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.Consumer;
import java.util.function.LongSupplier;
import org.jspecify.annotations.Nullable;
import reactor.core.Disposable;
import reactor.core.scheduler.Scheduler;

/**
 * Holds calls that a limit would refuse, until it admits them: a burst becomes a steady stream.
 *
 * <p>There is one line for each limit and key. In it groups, such as subscriptions, take turns, so that a batch job of
 * one doesn't starve the others. The limiter is asked for one call of a line at a time, at the moment it has named. Who
 * comes while others wait joins the line. A call that would be held for longer than it may is refused at once, and told
 * when its turn would have come.
 *
 * <p>Thread-safe and never blocking. Calls that need not wait are decided on the caller's thread; those that wait belong
 * to one worker of the scheduler, which needs no locks.
 */
public final class WaitingRoom implements AutoCloseable {

    /** The limiter is not asked more often than this, however fast a limit refills. */
    private static final long SHORTEST_NANOS = 100_000;

    /** Places that another replica gives back are noticed by asking. */
    private static final long PLACES_NANOS = 100_000_000;

    private record LineId(LimitKey key, Limit limit) {}

    private final RateLimiter limiter;
    private final Scheduler scheduler;
    private final Scheduler.Worker own;
    private final LongSupplier nanos;
    private final int most;
    private final long mostBytes;

    /** Changed on the own worker alone, read everywhere. */
    private final Map<LineId, WaitingLine> lines = new ConcurrentHashMap<>();

    private final AtomicInteger waiting = new AtomicInteger();

    /** Belongs to the own worker. */
    private long heldBytes;

    /**
     * @param nanos a monotonic clock
     * @param most how many calls may be held at a time
     * @param mostBytes how much may be held in memory for them
     */
    public WaitingRoom(RateLimiter limiter, Scheduler scheduler, LongSupplier nanos, int most, long mostBytes) {
        this.limiter = limiter;
        this.scheduler = scheduler;
        this.own = scheduler.createWorker();
        this.nanos = nanos;
        this.most = most;
        this.mostBytes = mostBytes;
    }

    /** Once nobody calls any more. */
    @Override
    public void close() {
        own.dispose();
    }

    /** How many calls are held. */
    public int waiting() {
        return waiting.get();
    }

    /**
     * Decides on a call, now or later.
     *
     * @param admitted gets the decision, once; also that a call was admitted that has left in the same moment, so that
     *     its places can be given back
     * @param failed gets what the limiter failed with, once, in its place
     * @return to leave: a call that waits is taken out of its line
     */
    public Disposable enter(Ask ask, Consumer<Admission> admitted, Consumer<Throwable> failed) {
        Waiting call = new Waiting(ask, nanos.getAsLong(), admitted, failed);
        if (mustQueue(ask)) {
            own.schedule(() -> joinOrAsk(call));
        } else {
            limiter.tryAcquire(ask.charges()).subscribe(decision -> decideAtTheDoor(call, decision), failed);
        }
        return () -> own.schedule(() -> leave(call));
    }

    /** Tells that places have been given back, so that whoever waits for one need not wait longer. */
    public void released(List<Charge> charges) {
        if (lines.isEmpty()) {
            return;
        }
        for (Charge charge : charges) {
            WaitingLine line = line(charge);
            if (line != null && charge.limit().window() instanceof Window.InFlight) {
                own.schedule(() -> askForHead(line));
            }
        }
    }

    private @Nullable WaitingLine line(Charge charge) {
        return lines.get(new LineId(charge.key(), charge.limit()));
    }

    private boolean mustQueue(Ask ask) {
        return !lines.isEmpty() && occupied(ask) != null;
    }

    /** The first line that others wait in already. */
    private @Nullable WaitingLine occupied(Ask ask) {
        for (int i = 0; i < ask.charges().size(); i++) {
            if (!ask.waits().get(i).isZero()) {
                WaitingLine line = line(ask.charges().get(i));
                if (line != null) {
                    return line;
                }
            }
        }
        return null;
    }

    private void decideAtTheDoor(Waiting call, Decision decision) {
        if (decision instanceof Decision.Refused refused && mayWait(call, refused)) {
            own.schedule(() -> join(call, refused));
        } else {
            call.admitted.accept(Admission.atOnce(decision));
        }
    }

    private static boolean mayWait(Waiting call, Decision.Refused refused) {
        Duration wait = call.ask.waits().get(call.ask.indexOf(refused.limit()));
        boolean inFlight = refused.limit().window() instanceof Window.InFlight;
        return !wait.isZero()
                && (inFlight || refused.retryAfter().compareTo(wait) <= 0)
                && !call.ask.isRefusedAtOnce(refused.states());
    }

    // From here on everything runs on the room's own worker.

    private void joinOrAsk(Waiting call) {
        if (call.done) {
            return;
        }
        WaitingLine line = occupied(call.ask);
        if (line == null) {
            limiter.tryAcquire(call.ask.charges())
                    .subscribe(decision -> own.schedule(() -> decided(call, decision)), failure -> fail(call, failure));
        } else {
            standIn(line, call);
        }
    }

    /** After a refusal: in the line of the limit that refused, at its head when it is empty. */
    private void join(Waiting call, Decision.Refused refused) {
        if (call.done) {
            return;
        }
        Charge charge = call.ask.charges().get(call.ask.indexOf(refused.limit()));
        LineId id = new LineId(charge.key(), charge.limit());
        WaitingLine line = lines.get(id);
        if (line != null) {
            standIn(line, call);
            return;
        }
        boolean inFlight = charge.limit().window() instanceof Window.InFlight;
        WaitingLine begun = new WaitingLine(charge);
        long delay = inFlight ? 0 : refused.retryAfter().toNanos();
        begun.headAt = nanos.getAsLong() + delay;
        if (standIn(begun, call)) {
            lines.put(id, begun);
            // A place may have come back before there was a line to tell.
            awaitHead(begun, delay);
        }
    }

    /** False when the call would be held for too long; then it is refused. */
    private boolean standIn(WaitingLine line, Waiting call) {
        long now = nanos.getAsLong();
        long estimate = line.estimate(call, now);
        if (now + estimate > call.heldUntil(line) || call.line == null && isFull(call)) {
            refuse(call, line, estimate);
            return false;
        }
        if (call.line == null) {
            waiting.incrementAndGet();
            heldBytes += call.ask.held();
        }
        line.add(call);
        call.line = line;
        if (call.deadline != null) {
            call.deadline.dispose();
        }
        call.deadline = own.schedule(() -> giveUp(call), call.givenUpAt(line) - now, TimeUnit.NANOSECONDS);
        return true;
    }

    private boolean isFull(Waiting call) {
        return waiting.get() >= most || heldBytes + call.ask.held() > mostBytes;
    }

    private void awaitHead(WaitingLine line, long delay) {
        line.timer = own.schedule(() -> askForHead(line), Math.max(SHORTEST_NANOS, delay), TimeUnit.NANOSECONDS);
    }

    private void askForHead(WaitingLine line) {
        if (line.asking != null) {
            line.askAgain = true;
            return;
        }
        if (line.timer != null) {
            line.timer.dispose();
            line.timer = null;
        }
        Waiting head = line.head();
        if (head == null) {
            lines.remove(new LineId(line.charge.key(), line.charge.limit()), line);
            return;
        }
        line.asking = head;
        line.askAgain = false;
        limiter.tryAcquire(head.ask.charges())
                .subscribe(
                        decision -> own.schedule(() -> headDecided(line, head, decision)),
                        failure -> own.schedule(() -> headFailed(line, head, failure)));
    }

    private void headDecided(WaitingLine line, Waiting head, Decision decision) {
        line.asking = null;
        if (decision instanceof Decision.Refused refused && refused.limit().equals(line.charge.limit())) {
            headRefused(line, head, refused);
        } else {
            line.served(head);
            decided(head, decision);
            askForHead(line);
        }
    }

    /** It keeps its turn, unless it could not be held for that long. */
    private void headRefused(WaitingLine line, Waiting head, Decision.Refused refused) {
        long now = nanos.getAsLong();
        boolean inFlight = refused.limit().window() instanceof Window.InFlight;
        line.headAt = now + (inFlight ? 0 : refused.retryAfter().toNanos());
        if (head.done) {
            askForHead(line);
        } else if (line.headAt > head.givenUpAt(line) || now >= head.givenUpAt(line)) {
            line.remove(head);
            settle(head, refused);
            askForHead(line);
        } else if (line.askAgain) {
            askForHead(line);
        } else {
            awaitHead(line, inFlight ? PLACES_NANOS : line.headAt - now);
        }
    }

    private void headFailed(WaitingLine line, Waiting head, Throwable failure) {
        line.asking = null;
        line.remove(head);
        fail(head, failure);
        askForHead(line);
    }

    private void decided(Waiting call, Decision decision) {
        if (decision instanceof Decision.Refused refused && !call.done && mayWait(call, refused)) {
            join(call, refused);
        } else {
            settle(call, decision);
        }
    }

    private void giveUp(Waiting call) {
        WaitingLine line = call.line;
        if (call.done || line == null || line.asking == call) {
            // While the limiter is asked, its answer decides; it comes within its own time-out.
            return;
        }
        long now = nanos.getAsLong();
        if (line.head() == call && line.headAt <= now) {
            // Its turn comes in this very moment.
            askForHead(line);
            return;
        }
        refuse(call, line, Math.max(line.estimate(call, now), line.headAt - now));
        takeOut(line, call);
    }

    private void leave(Waiting call) {
        WaitingLine line = call.line;
        if (call.done) {
            return;
        }
        finish(call);
        if (line != null) {
            takeOut(line, call);
        }
    }

    /** When it was the head, the next one may need less; and an empty line is forgotten at once. */
    private void takeOut(WaitingLine line, Waiting call) {
        boolean head = line.head() == call;
        line.remove(call);
        if (head) {
            askForHead(line);
        }
    }

    private void refuse(Waiting call, WaitingLine line, long retryAfterNanos) {
        Limit limit = line.charge.limit();
        Duration retryAfter = limit.window() instanceof Window.InFlight
                ? Window.InFlight.RETRY_AFTER
                : Duration.ofNanos(Math.max(1, retryAfterNanos));
        settle(call, new Decision.Refused(limit, retryAfter, List.of(new LimitState(limit, 0, retryAfter))));
    }

    private void settle(Waiting call, Decision decision) {
        boolean hadLeft = call.done;
        finish(call);
        if (!hadLeft || decision instanceof Decision.Admitted) {
            Duration waited = Duration.ofNanos(nanos.getAsLong() - call.since);
            // Elsewhere: what follows is the rest of the walk, and the next in line need not wait for it.
            scheduler.schedule(() -> call.admitted.accept(new Admission(decision, waited)));
        }
    }

    private void fail(Waiting call, Throwable failure) {
        boolean hadLeft = call.done;
        finish(call);
        if (!hadLeft) {
            scheduler.schedule(() -> call.failed.accept(failure));
        }
    }

    private void finish(Waiting call) {
        if (!call.done) {
            call.done = true;
            if (call.line != null) {
                waiting.decrementAndGet();
                heldBytes -= call.ask.held();
            }
            if (call.deadline != null) {
                call.deadline.dispose();
            }
        }
    }
}
