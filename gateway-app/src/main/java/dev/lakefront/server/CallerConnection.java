package dev.lakefront.server;

import dev.lakefront.problem.GatewayProblem;
import io.netty.channel.Channel;
import io.netty.channel.ChannelHandlerContext;
import io.netty.channel.ChannelOption;
import io.netty.channel.ChannelOutboundBuffer;
import io.netty.handler.codec.http.HttpRequest;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;

/**
 * One caller's connection: what of a request is in, what of its answer is out, and since when the gateway waits for the
 * caller. Everything happens on the connection's event loop.
 *
 * <p>Only waiting for the caller counts. While a model server is the slow one, nobody reads from the connection, and no
 * time runs. One timer serves all of a connection's time-outs; what happens only leaves a time stamp, and the timer is
 * moved only where a time-out comes nearer. A request that arrives in one piece starts none.
 */
final class CallerConnection implements Runnable {

    /** Up to this length the rest of a refused body is read and dropped, and the connection lives on. */
    private static final long WORTH_READING = 64 * 1024;

    /** How long a refused caller may take to read why, before its unread bytes reset the connection. */
    private static final long LINGER = TimeUnit.SECONDS.toNanos(2);

    /** How long the answer to a caller that was too slow may take. */
    private static final long GRACE = TimeUnit.SECONDS.toNanos(5);

    private static final long NEVER = Long.MAX_VALUE;

    private final ServerProperties limits;
    private final Callers callers;
    private final Channel channel;
    private final RequestWatch request;
    private final ReaderWatch reader;

    private int calls;
    private boolean answering;
    private long idleSince = System.nanoTime();
    private @Nullable GatewayProblem flaw;
    private @Nullable Future<?> timer;
    private long due;

    CallerConnection(ServerProperties limits, Callers callers, Channel channel) {
        this.limits = limits;
        this.callers = callers;
        this.channel = channel;
        this.request = new RequestWatch(limits);
        this.reader = new ReaderWatch(limits.writeTimeout());
    }

    void opened() {
        callers.opened(this);
        schedule();
    }

    void closed() {
        callers.closed(this);
        callers.ended(calls);
        calls = 0;
        if (timer != null) {
            timer.cancel(false);
        }
    }

    /** Bytes have come. */
    void received(boolean isBlank) {
        request.received(isBlank);
    }

    /** All that has come was decoded. */
    void receivedAll() {
        if (request.receivedAll()) {
            schedule();
        }
    }

    /** The gateway is ready for more of the request. */
    void wants() {
        if (request.wants()) {
            schedule();
        }
    }

    /** A request's head is in. */
    void begun(HttpRequest head) {
        request.begun(head);
        calls++;
        callers.began();
    }

    /** A piece of its body is in. */
    void received(int bytes, boolean isLast) {
        request.piece(bytes, isLast);
    }

    /** From here on the answer is the caller's. */
    void answering() {
        answering = true;
    }

    void answered() {
        answering = false;
        if (calls > 0) {
            calls--;
            callers.ended(1);
        }
        if (calls == 0) {
            idleSince = System.nanoTime();
            schedule();
            readOn();
        }
    }

    /** As {@link ReadOnHandler}, which says why, but never past a flaw or into a body that nobody has asked for yet. */
    private void readOn() {
        if (flaw == null && !request.isInBody()) {
            channel.read();
        }
    }

    /** Whether the answer that begins now must be the last one here. */
    boolean isLastAnswer() {
        return callers.isDraining() || flaw != null || request.misses(WORTH_READING);
    }

    /** Nothing that still comes is read: nobody can say where the next request begins. */
    void isFlawed(GatewayProblem problem) {
        flaw = problem;
        callers.couldNotRead();
    }

    @Nullable
    GatewayProblem flaw() {
        return flaw;
    }

    /** Whether the answer that begins now is the one to the request that has the flaw, and not to one before it. */
    boolean isAnswerToFlaw() {
        return flaw != null && calls == 1;
    }

    /** Ends a request whose body does not come as it should. Whoever reads the body fails with the problem. */
    void breakOff(GatewayProblem problem) {
        flaw = problem;
        ChannelHandlerContext messages = channel.pipeline().context(MessageHandler.class);
        if (answering || calls == 0 || messages == null) {
            channel.close();
            return;
        }
        messages.fireChannelRead(new BrokenContent(problem));
        channel.eventLoop().schedule(() -> channel.close(), GRACE, TimeUnit.NANOSECONDS);
    }

    /** Ends a call whose answer has not begun: the gateway stops. May be called on any thread. */
    void end(GatewayProblem problem) {
        channel.eventLoop().execute(() -> {
            if (calls == 0 || answering || flaw != null) {
                return;
            }
            if (request.isInBody()) {
                // When its server closes, Reactor Netty ends a body that is not whole as if it were: who reads it must
                // have failed by then, or a model server would get its beginning.
                breakOff(problem);
            } else {
                flaw = problem;
                answering = true;
                answerAndClose(problem);
            }
        });
    }

    /** Whether closing now would take the answer from a caller that still sends. */
    boolean lingers() {
        return calls == 0 && (flaw != null || request.isInBody());
    }

    static long lingerNanos() {
        return LINGER;
    }

    /** So many bytes go out. */
    void writes(int bytes) {
        reader.writes(bytes);
    }

    /** What could go out at once is out. */
    void flushed() {
        if (reader.begins(pending())) {
            schedule();
        }
    }

    @Override
    public void run() {
        timer = null;
        if (!channel.isActive()) {
            return;
        }
        long now = System.nanoTime();
        if (request.isInHead() && request.leftOfHead(now) <= 0) {
            headTooSlow();
        } else if (awaitsBody() && request.leftOfBody(now) <= 0) {
            breakOff(WireProblem.tooSlow());
        } else if (isIdle() && leftOfIdle(now) <= 0) {
            channel.close();
        }
        if (reader.isWaiting() && reader.left(now) <= 0 && reader.isStuck(pending())) {
            // Without a reset the kernel would keep what nobody reads.
            channel.config().setOption(ChannelOption.SO_LINGER, 0);
            channel.close();
        }
        schedule();
    }

    private void headTooSlow() {
        request.giveUpHead();
        if (calls > 0) {
            channel.close();
            return;
        }
        GatewayProblem problem = WireProblem.tooSlow();
        isFlawed(problem);
        answerAndClose(problem);
    }

    /** Past Reactor Netty, which has no answer to give: it learns from the closed connection that the call is over. */
    private void answerAndClose(GatewayProblem problem) {
        ChannelHandlerContext codec = channel.pipeline().context(MessageHandler.class);
        if (codec != null) {
            codec.writeAndFlush(WireProblem.answer(problem, true)).addListener(done -> {
                answered();
                channel.close();
            });
        }
    }

    private long pending() {
        ChannelOutboundBuffer buffer = channel.unsafe().outboundBuffer();
        return buffer == null ? 0 : buffer.totalPendingWriteBytes();
    }

    private boolean awaitsBody() {
        return flaw == null && request.awaitsBody();
    }

    private boolean isIdle() {
        return calls == 0 && !request.isInHead();
    }

    private long leftOfIdle(long now) {
        return limits.idleTimeout().toNanos() - (now - idleSince);
    }

    private long left(long now) {
        long nearest = NEVER;
        if (request.isInHead()) {
            nearest = request.leftOfHead(now);
        } else if (isIdle()) {
            nearest = leftOfIdle(now);
        }
        if (awaitsBody()) {
            nearest = Math.min(nearest, request.leftOfBody(now));
        }
        return reader.isWaiting() ? Math.min(nearest, reader.left(now)) : nearest;
    }

    private void schedule() {
        long now = System.nanoTime();
        long left = left(now);
        if (left == NEVER || !channel.isActive()) {
            return;
        }
        if (timer != null) {
            if (due - now <= left) {
                return;
            }
            timer.cancel(false);
        }
        due = now + left;
        timer = channel.eventLoop().schedule(this, Math.max(left, 1), TimeUnit.NANOSECONDS);
    }
}
