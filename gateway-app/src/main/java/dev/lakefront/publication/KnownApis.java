package dev.lakefront.publication;

import dev.lakefront.catalog.Api;
import dev.lakefront.document.Document;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * The APIs of the last compilation, so that an unchanged file is not understood again. An API depends on nothing but its
 * own file.
 */
final class KnownApis {

    /**
     * An API beside its file.
     *
     * @param document the hash of the OpenAPI document that lies beside it and is right; absent when none does
     */
    record Known(Document file, Api api, @Nullable String document) {}

    private volatile Map<String, Known> last = Map.of();

    /** Absent when there was none, or its file is another one now. */
    @Nullable
    Known of(String id, Document file) {
        Known before = last.get(id);
        // An unchanged file is the same object: KnownFiles sees to that.
        return before != null && before.file() == file ? before : null;
    }

    /** Remembers these, by id, and forgets all others. */
    void remember(Map<String, Known> apis) {
        last = apis;
    }
}
