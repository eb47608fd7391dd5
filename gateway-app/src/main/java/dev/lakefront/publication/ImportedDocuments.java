package dev.lakefront.publication;

import dev.lakefront.catalog.DocumentImporter;
import dev.lakefront.catalog.DocumentRefused;
import dev.lakefront.catalog.Hints;
import dev.lakefront.catalog.ImportedDocument;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import org.springframework.stereotype.Component;

/**
 * Imports documents, each API's once: the same bytes under the same hints make the same document. So checking a file and
 * publishing it is one import, and another title of the API none. Thread-safe.
 */
@Component
class ImportedDocuments {

    private record Imported(Hints hints, ImportedDocument document) {}

    private final DocumentImporter importer = new DocumentImporter();
    private final Map<String, Imported> byApi = new ConcurrentHashMap<>();

    /** @throws DocumentRefused as {@link DocumentImporter#read} does; what was imported before is kept */
    ImportedDocument read(String api, byte[] content, Hints hints) throws DocumentRefused {
        Optional<ImportedDocument> known = known(api, "sha256:" + DocumentStore.sha256(content), hints);
        if (known.isPresent()) {
            return known.get();
        }
        ImportedDocument document = importer.read(content, hints);
        byApi.put(api, new Imported(hints, document));
        return document;
    }

    /** The document, when these bytes were what was imported last for the API. */
    Optional<ImportedDocument> known(String api, String hash, Hints hints) {
        Imported last = byApi.get(api);
        return last != null
                        && last.document().sourceHash().equals(hash)
                        && last.hints().equals(hints)
                ? Optional.of(last.document())
                : Optional.empty();
    }

    /** Forgets all other APIs. */
    void retain(Set<String> apis) {
        byApi.keySet().retainAll(apis);
    }
}
