package dev.lakefront.tracing;

import org.jspecify.annotations.Nullable;

/**
 * Port to where spans go. There is one; none is recorded where the application has no other.
 *
 * <p>Thread-safe, never blocks, never fails a call.
 */
public interface Tracing {

    /**
     * A call begins.
     *
     * @param received what the caller sent; absent when it was nothing valid
     * @return absent when this call is not to be traced at all
     */
    @Nullable
    CallSpan begin(@Nullable TraceContext received, String method);
}
