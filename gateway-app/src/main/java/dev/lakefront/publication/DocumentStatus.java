package dev.lakefront.publication;

import java.time.Instant;
import java.util.Locale;
import org.jspecify.annotations.Nullable;

/**
 * Where an API's document comes from, and why it is not a better one.
 *
 * @param origin which of the possible sources it is
 * @param reason why the document is generic or kept; absent when it is current
 * @param at when the document was fetched or made
 */
public record DocumentStatus(Origin origin, @Nullable String reason, Instant at) {

    /** The sources of a document. */
    public enum Origin {
        /** Fetched in this process. */
        CURRENT,
        /** Fetched by an earlier process and kept on disk, because it cannot be fetched now. */
        KEPT,
        /** Made by the gateway from the API's task, because there is no document. */
        GENERIC
    }

    /** Its origin as people and programs read it. */
    public String word() {
        return origin.name().toLowerCase(Locale.ROOT);
    }
}
