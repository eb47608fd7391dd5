package dev.lakefront.usage;

import java.time.Duration;
import org.jspecify.annotations.Nullable;

/**
 * One metered call: who called what, and how it ended. Made once for every call, when its last byte is through.
 *
 * @param api absent for a call that named no API
 * @param subscription absent for a call without a valid key
 * @param status what the caller got; what it would have got, when it left before the status
 * @param problem the code of the gateway's own error; absent when the model server answered
 * @param duration from the request's head to the response's end
 */
public record UsageRecord(
        @Nullable String api,
        @Nullable String operation,
        @Nullable String subscription,
        @Nullable String product,
        int status,
        Outcome outcome,
        @Nullable String problem,
        Duration duration,
        long requestBytes,
        long responseBytes) {

    /** How a call ended; every call ends in exactly one way. */
    public enum Outcome {
        /** The answer went out whole, and it was no error. */
        SUCCEEDED,
        /** The model server or the gateway failed: a status of 500 or above, or a broken answer. */
        FAILED,
        /** The caller was turned away: a status from 400 to 499. */
        REFUSED,
        /** The caller left before the end. */
        CANCELLED
    }
}
