package dev.lakefront.publication;

import dev.lakefront.catalog.Api;
import dev.lakefront.catalog.ApiFile;
import dev.lakefront.document.Document;
import dev.lakefront.document.Report;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;

/**
 * The APIs of the last compilation, so that an unchanged file is not understood again. An API depends on nothing but its
 * own file.
 */
final class KnownApis {

    private record Known(Document file, Api api) {}

    private volatile Map<String, Known> last = Map.of();

    /** Empty when the file is wrong; then the report says what. */
    Optional<Api> read(String id, Document file, ApiFile reader, Report report) {
        Known before = last.get(id);
        // An unchanged file is the same object: KnownFiles sees to that.
        return before != null && before.file() == file ? Optional.of(before.api()) : reader.read(id, file, report);
    }

    /** Remembers these, by id, and forgets all others. */
    void remember(Map<String, Api> apis, Map<String, Document> files) {
        Map<String, Known> known = HashMap.newHashMap(apis.size());
        apis.forEach((id, api) -> {
            Document file = files.get(id);
            if (file != null) {
                known.put(id, new Known(file, api));
            }
        });
        last = known;
    }
}
