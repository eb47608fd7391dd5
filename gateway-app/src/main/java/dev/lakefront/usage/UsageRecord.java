package dev.lakefront.usage;

import java.net.InetAddress;
import java.util.Locale;
import org.jspecify.annotations.Nullable;

/**
 * One call and how it ended. Made once for every request on the callers' port, when its last byte is through, its caller
 * has left, or it was turned away.
 *
 * @param endedAt milliseconds since 1970 in UTC
 * @param status what the caller got; {@link #NO_STATUS} when it left before there was one
 * @param problem the code of the gateway's own error; absent when the model server answered
 * @param attempts how often a model server was called for it
 * @param requestBytes of the body that was passed on
 * @param responseBytes of the model server's body that was passed back
 * @param tokens what a language model counted; absent where its answer did not say
 * @param rows how many a tabular model answered; {@link #UNKNOWN_ROWS} where that cannot be told
 */
public record UsageRecord(
        long endedAt,
        Request request,
        Target target,
        int status,
        Outcome outcome,
        @Nullable String problem,
        Times times,
        int attempts,
        long requestBytes,
        long responseBytes,
        @Nullable ModelTokens tokens,
        long rows) {

    /** Where nobody knows how many rows an answer had. */
    public static final long UNKNOWN_ROWS = -1;

    /** The status of a call whose caller left before it got one. */
    public static final int NO_STATUS = 0;

    /**
     * What was asked.
     *
     * @param path as it stood on the request line, without its query; not escaped, not trusted
     * @param client the address at the other end of the connection; absent where there is none
     */
    public record Request(
            String id,
            String traceId,
            String method,
            String path,
            @Nullable InetAddress client) {}

    /**
     * What the call led to; each part is absent when it never became known.
     *
     * @param product the product whose limits and policies held
     * @param subscription absent for a call without a valid key
     * @param keyName which of the subscription's keys was used; absent with it
     */
    public record Target(
            @Nullable String api,
            @Nullable String operation,
            @Nullable String workspace,
            @Nullable String product,
            @Nullable String subscription,
            @Nullable String keyName) {

        /** A call that named no API: an unknown path, or one of the gateway's own pages. */
        public static final Target NONE = new Target(null, null, null, null, null, null);
    }

    /**
     * How long it took, in nanoseconds.
     *
     * @param total from the request's head to the response's end
     * @param firstByte from the request's head until the response's head was written; {@link #NEVER} when it was not
     * @param upstream of that, waiting for the heads of model servers' answers, all attempts together
     */
    public record Times(long total, long firstByte, long upstream) {

        /** No such moment. */
        public static final long NEVER = -1;
    }

    /** How a call ended; every call ends in exactly one way. */
    public enum Outcome {
        /** The answer went out whole, and it was no error. */
        SUCCEEDED,
        /** The model server or the gateway failed: a status of 500 or above, or a broken answer. */
        FAILED,
        /** The caller was turned away: a status from 400 to 499. */
        REFUSED,
        /** The caller left before the end. */
        CANCELLED;

        private final String word = name().toLowerCase(Locale.ROOT);

        /** The word in metrics and logs. */
        public String word() {
            return word;
        }
    }
}
