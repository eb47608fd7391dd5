package dev.lakefront.proxy;

import dev.lakefront.problem.GatewayProblem;
import dev.lakefront.problem.ProblemType;
import io.netty.channel.ConnectTimeoutException;
import io.netty.handler.codec.CodecException;
import java.io.IOException;
import java.net.ConnectException;
import java.net.UnknownHostException;
import java.util.concurrent.TimeoutException;
import javax.net.ssl.SSLException;
import reactor.core.Exceptions;
import reactor.netty.channel.AbortedException;
import reactor.netty.internal.shaded.reactor.pool.PoolAcquirePendingLimitException;
import reactor.netty.internal.shaded.reactor.pool.PoolAcquireTimeoutException;

/** Says in the caller's words what went wrong between the gateway and a model server. The cause goes to the log only. */
final class UpstreamFailure {

    private UpstreamFailure() {}

    static GatewayProblem toProblem(Throwable failure, Attempt attempt) {
        Throwable cause = Exceptions.unwrap(failure);
        String timedOut = attempt.timedOut();
        if (timedOut != null) {
            // The connection broke because the gateway closed it.
            return timeout(new TimeoutException(timedOut));
        }
        GatewayProblem own = find(cause, GatewayProblem.class);
        if (own != null) {
            return own;
        }
        if (isPoolExhausted(cause)) {
            return new GatewayProblem(
                            ProblemType.BACKEND_BUSY,
                            "All connections to the model server are in use. Try again in a moment.",
                            cause)
                    .header("Retry-After", "1");
        }
        if (isNotConnected(cause) || cause instanceof AbortedException && !attempt.hasSent()) {
            return new GatewayProblem(
                    ProblemType.BACKEND_UNREACHABLE,
                    "The model server could not be reached; nothing was sent. Try again later.",
                    cause);
        }
        if (cause instanceof TimeoutException || cause instanceof io.netty.handler.timeout.TimeoutException) {
            return timeout(cause);
        }
        if (isGarbled(cause, attempt)) {
            return new GatewayProblem(
                    ProblemType.BACKEND_CONNECTION_LOST,
                    "What the model server sent is no proper HTTP answer. It may have worked on the call.",
                    cause);
        }
        if (cause instanceof IOException) {
            return new GatewayProblem(
                    ProblemType.BACKEND_CONNECTION_LOST,
                    "The connection to the model server broke before its answer was complete.",
                    cause);
        }
        return new GatewayProblem(ProblemType.INTERNAL_ERROR, "The gateway failed to make this call.", cause);
    }

    /** Whether the model server, or the way to it, has failed; and not the caller, and not the gateway. */
    static boolean isBackends(GatewayProblem problem) {
        return switch (problem.type()) {
            case BACKEND_UNREACHABLE, BACKEND_CONNECTION_LOST, BACKEND_TIMEOUT -> true;
            default -> false;
        };
    }

    private static GatewayProblem timeout(Throwable cause) {
        return new GatewayProblem(
                ProblemType.BACKEND_TIMEOUT,
                "The model server did not answer in time. It may still be working on the call.",
                cause);
    }

    /** Once the request's head is out, what cannot be decoded is the answer: nothing of our own is read any more. */
    private static boolean isGarbled(Throwable cause, Attempt attempt) {
        return attempt.hasSent() && (cause instanceof CodecException || cause instanceof IllegalArgumentException);
    }

    private static boolean isPoolExhausted(Throwable cause) {
        return find(cause, PoolAcquireTimeoutException.class) != null
                || find(cause, PoolAcquirePendingLimitException.class) != null;
    }

    private static boolean isNotConnected(Throwable cause) {
        return cause instanceof ConnectException
                || cause instanceof ConnectTimeoutException
                || cause instanceof UnknownHostException
                || cause instanceof SSLException;
    }

    private static <T extends Throwable> @org.jspecify.annotations.Nullable T find(Throwable from, Class<T> type) {
        Throwable cause = from;
        for (int depth = 0; cause != null && depth < 8; depth++) {
            if (type.isInstance(cause)) {
                return type.cast(cause);
            }
            cause = cause.getCause();
        }
        return null;
    }
}
