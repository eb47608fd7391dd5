package dev.lakefront.backend;

import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * How the latest calls of one kind went.
 *
 * @param failing whether the very last one failed
 * @param reason why the last failure happened; without secrets
 */
public record CallHealth(
        boolean failing,
        @Nullable Instant lastSuccess,
        @Nullable Instant lastFailure,
        @Nullable String reason) {

    /** Before the first call. */
    public static final CallHealth UNKNOWN = new CallHealth(false, null, null, null);
}
