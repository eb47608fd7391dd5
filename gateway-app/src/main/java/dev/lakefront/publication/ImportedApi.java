package dev.lakefront.publication;

import dev.lakefront.backend.Endpoint;
import dev.lakefront.catalog.ImportedDocument;
import org.jspecify.annotations.Nullable;

/**
 * What is known of one API once its workspace was asked.
 *
 * @param failure why not everything is known; absent when it is
 */
record ImportedApi(
        ImportedDocument document,
        DocumentStatus status,
        @Nullable Endpoint endpoint,
        @Nullable Failure failure) {

    /** A question to the workspace that brought no usable answer. */
    enum Failure {
        /** The workspace has no such endpoint. */
        MISSING,
        /** It may pass by itself, so it is worth asking again soon. */
        PASSING,
        /** It stays until somebody changes something. */
        LASTING
    }

    boolean isMissing() {
        return failure == Failure.MISSING;
    }
}
