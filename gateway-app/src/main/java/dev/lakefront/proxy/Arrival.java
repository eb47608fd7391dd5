package dev.lakefront.proxy;

import dev.lakefront.server.LastAnswer;
import dev.lakefront.tracing.CallSpan;
import dev.lakefront.tracing.TraceContext;
import dev.lakefront.usage.UsageRecord.Times;
import io.netty.channel.Channel;
import org.jspecify.annotations.Nullable;
import org.springframework.web.server.ServerWebExchange;

/**
 * A request from the moment its head arrived: its names, and when what happened to it. Every exchange has one, also those
 * that never reach the walk.
 *
 * <p>One call is one chain of signals, so no two threads write at a time. Times are those of {@link System#nanoTime}.
 */
final class Arrival {

    private static final String ATTRIBUTE = Arrival.class.getName();

    private final long startedAt;
    private final String requestId;
    private final String target;
    private final TraceContext trace;
    private final @Nullable CallSpan span;
    private final Channel channel;
    private @Nullable RawPath path;
    private boolean answered;
    private long answeredAt;
    private int attempts;
    private boolean attempting;
    private long attemptedAt;
    private long upstream;
    private CallSpan.@Nullable AttemptSpan attemptSpan;

    /**
     * @param target the request target as it stood on the request line
     * @param trace the caller's, where it sent a valid one, else a new one
     * @param span absent when this call is not traced
     * @param channel of the caller
     */
    Arrival(
            long startedAt,
            String requestId,
            String target,
            TraceContext trace,
            @Nullable CallSpan span,
            Channel channel) {
        this.startedAt = startedAt;
        this.requestId = requestId;
        this.target = target;
        this.trace = trace;
        this.span = span;
        this.channel = channel;
    }

    /** The arrival of this exchange; absent only before {@link RequestHead} has seen it. */
    static @Nullable Arrival find(ServerWebExchange exchange) {
        return exchange.getAttribute(ATTRIBUTE);
    }

    static Arrival of(ServerWebExchange exchange) {
        return exchange.getRequiredAttribute(ATTRIBUTE);
    }

    void attachTo(ServerWebExchange exchange) {
        exchange.getAttributes().put(ATTRIBUTE, this);
    }

    String requestId() {
        return requestId;
    }

    String traceId() {
        return span == null ? trace.traceId() : span.traceId();
    }

    @Nullable
    CallSpan span() {
        return span;
    }

    RawPath path() {
        if (path == null) {
            throw new IllegalStateException("the path of this request was not read yet");
        }
        return path;
    }

    void path(RawPath parsed) {
        this.path = parsed;
    }

    /** The path as it came, without the query; empty where the target is no path and may hold anything. */
    String rawPath() {
        if (!target.startsWith("/")) {
            return "";
        }
        int query = target.indexOf('?');
        return query < 0 ? target : target.substring(0, query);
    }

    /**
     * Whether the caller is gone. Not every end of a connection arrives as a cancellation: Reactor Netty completes an
     * answer that it can write no more, and fails a body that does not come. Nor is every end the caller's.
     */
    boolean hasCallerLeft() {
        return !channel.isActive() && !LastAnswer.isOut(channel);
    }

    /** A model server is about to be called; answers what it is to be told of the trace. */
    TraceContext attemptBegins(long now, String host, int port, String method) {
        attempts++;
        attempting = true;
        attemptedAt = now;
        if (span == null) {
            return trace;
        }
        CallSpan.AttemptSpan begun = span.attempt(host, port, method, attempts);
        attemptSpan = begun;
        return begun.context();
    }

    boolean isAttempting() {
        return attempting;
    }

    CallSpan.@Nullable AttemptSpan attemptSpan() {
        return attemptSpan;
    }

    /** The attempt under way has its answer's head or has failed; answers how long that took. */
    long attemptEnds(long now) {
        attempting = false;
        long taken = now - attemptedAt;
        upstream += taken;
        return taken;
    }

    int attempts() {
        return attempts;
    }

    /** The answer's head is being written; only the first time counts. */
    void answered(long now) {
        if (!answered) {
            answered = true;
            answeredAt = now;
        }
    }

    Times times(long now) {
        return new Times(now - startedAt, answered ? answeredAt - startedAt : Times.NEVER, upstream);
    }
}
