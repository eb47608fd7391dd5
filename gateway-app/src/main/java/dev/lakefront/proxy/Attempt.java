package dev.lakefront.proxy;

import dev.lakefront.resilience.Permit;
import io.netty.channel.Channel;
import io.netty.util.Timeout;
import io.netty.util.Timer;
import io.netty.util.TimerTask;
import java.time.Duration;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;
import reactor.core.publisher.SignalType;
import reactor.netty.Connection;
import reactor.netty.http.HttpOperations;

/**
 * One attempt at the model server: its connection, and its time-outs until the answer's head, between two pieces of its
 * body, and until its end. When one passes, the connection is closed, and whoever waits on it fails.
 *
 * <p>The time-outs stand beside the stream of data and not in it: an operator for each would cost more than all else
 * that the gateway does with a call. What moves only leaves a time stamp; the one timer looks at it when it fires, and
 * goes on waiting where there is time left.
 */
final class Attempt implements TimerTask {

    private final Permit permit;
    private final Timer timer;
    private final Duration firstByte;
    private final Duration idle;
    private final long deadline;
    private volatile @Nullable Connection connection;
    private volatile @Nullable Timeout next;
    private volatile long moved;
    private volatile boolean answering;
    private volatile boolean over;
    private volatile @Nullable String timedOut;

    /** @param deadline of the whole call, as {@link System#nanoTime} counts */
    Attempt(Permit permit, Timer timer, Duration firstByte, Duration idle, long deadline) {
        this.permit = permit;
        this.timer = timer;
        this.firstByte = firstByte;
        this.idle = idle;
        this.deadline = deadline;
    }

    /** The request goes out on this connection now. */
    void begin(Connection used) {
        connection = used;
        sent();
        schedule(left(moved));
    }

    /** A piece of the request's body is out. */
    void sent() {
        moved = System.nanoTime();
    }

    /** Whether the request's head has left. */
    boolean hasSent() {
        Connection used = connection;
        return over || used instanceof HttpOperations<?, ?> operations && operations.hasSentHeaders();
    }

    /**
     * By the beginning of its answer, and not by what follows, the circuit breaker judges the endpoint.
     *
     * @param isBusy the endpoint says that it is full or not ready: that is no failure
     */
    void judged(int status, boolean isBusy) {
        if (isBusy) {
            permit.unused();
        } else if (status >= 500 && status != 501) {
            permit.failed();
        } else {
            permit.succeeded();
        }
    }

    /** No answer came, for a reason that is the model server's or its network's. */
    void failed() {
        permit.failed();
    }

    /** The answer's head is there, or a piece of its body. */
    void received() {
        moved = System.nanoTime();
        answering = true;
    }

    /** The answer is in, whole: its connection is another call's from now on. */
    void complete() {
        over = true;
        connection = null;
        Timeout scheduled = next;
        if (scheduled != null) {
            scheduled.cancel();
        }
    }

    /** Nobody waits for the answer any more; what is not in by now is of no use. */
    void end(SignalType how) {
        permit.unused();
        Connection used = connection;
        complete();
        if (used != null && how != SignalType.ON_COMPLETE) {
            used.dispose();
        }
    }

    /** What took too long, in words; absent when nothing did. */
    @Nullable
    String timedOut() {
        return timedOut;
    }

    @Override
    public void run(Timeout fired) {
        Connection used = connection;
        if (used != null) {
            // On the connection's own thread, where it can neither end nor be handed on meanwhile.
            Channel channel = used.channel();
            channel.eventLoop().execute(() -> look(channel));
        }
    }

    private void look(Channel channel) {
        if (over) {
            return;
        }
        long now = System.nanoTime();
        long left = left(now);
        if (left > 0) {
            schedule(left);
            return;
        }
        timedOut = deadline - now <= 0
                ? "the call took too long"
                : answering ? "nothing more of the answer came in " + idle : "no answer came in " + firstByte;
        channel.close();
    }

    private long left(long now) {
        return Math.min(moved + (answering ? idle : firstByte).toNanos() - now, deadline - now);
    }

    private void schedule(long nanos) {
        next = timer.newTimeout(this, Math.max(nanos, 1), TimeUnit.NANOSECONDS);
    }
}
