package dev.lakefront.publication;

import dev.lakefront.catalog.DocumentImporter;
import dev.lakefront.catalog.DocumentRefused;
import dev.lakefront.catalog.Hints;
import dev.lakefront.catalog.ImportedDocument;
import java.time.DateTimeException;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.Supplier;
import java.util.stream.StreamSupport;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import tools.jackson.core.JacksonException;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.databind.node.ArrayNode;
import tools.jackson.databind.node.ObjectNode;

/**
 * Remembers on disk the last versions of each API's document, with what changed in words; not the documents themselves.
 * Blocks; written when a document is imported that is another one than before.
 */
public final class DocumentRevisions {

    private static final Logger LOGGER = LoggerFactory.getLogger(DocumentRevisions.class);

    /** As many versions of an API, and changes of a version, as are remembered. */
    private static final int KEPT = 10;

    private static final int CHANGES = 40;

    private final DocumentStore store;
    private final DocumentImporter importer = new DocumentImporter();
    private final Map<String, String> lastHash = new ConcurrentHashMap<>();

    DocumentRevisions(DocumentStore store) {
        this.store = store;
    }

    /** The newest first. */
    public List<DocumentRevision> of(String api) {
        return store.read(name(api)).map(bytes -> parse(api, bytes)).orElseGet(List::of);
    }

    /**
     * Notes the document when it is not the last one that was noted.
     *
     * @param before the original that was imported before, asked for only if there is something to compare
     */
    void note(String api, ImportedDocument document, Hints hints, Instant at, Supplier<Optional<byte[]>> before) {
        String hash = document.sourceHash();
        if (hash.equals(lastHash.get(api))) {
            return;
        }
        List<DocumentRevision> known = of(api);
        if (known.isEmpty() || !known.getFirst().hash().equals(hash)) {
            List<String> changes = known.isEmpty() ? List.of() : changes(api, document, hints, before.get());
            List<DocumentRevision> all = new ArrayList<>();
            all.add(new DocumentRevision(
                    hash,
                    at,
                    document.sourceVersion(),
                    changes.subList(0, Math.min(CHANGES, changes.size())),
                    Math.max(0, changes.size() - CHANGES)));
            known.stream().limit(KEPT - 1L).forEach(all::add);
            write(api, all);
        }
        lastHash.put(api, hash);
    }

    private List<String> changes(String api, ImportedDocument document, Hints hints, Optional<byte[]> before) {
        if (before.isEmpty()) {
            return List.of("What it replaced is not kept any more, so nobody can say what changed.");
        }
        try {
            return DocumentDifference.between(importer.read(before.get(), hints).document(), document.document());
        } catch (DocumentRefused refused) {
            LOGGER.atWarn()
                    .addKeyValue("api", api)
                    .addKeyValue("reason", refused.getMessage())
                    .log("The document before cannot be compared");
            return List.of("What it replaced cannot be read any more, so nobody can say what changed.");
        }
    }

    private void write(String api, List<DocumentRevision> revisions) {
        ArrayNode list = JsonMapper.shared().createArrayNode();
        revisions.forEach(revision -> {
            ObjectNode node = list.addObject()
                    .put("hash", revision.hash())
                    .put("at", revision.at().toString())
                    .put("version", revision.version())
                    .put("more", revision.more());
            ArrayNode changes = node.putArray("changes");
            revision.changes().forEach(changes::add);
        });
        store.write(name(api), JsonMapper.shared().writeValueAsBytes(list));
    }

    private static List<DocumentRevision> parse(String api, byte[] bytes) {
        try {
            return StreamSupport.stream(JsonMapper.shared().readTree(bytes).spliterator(), false)
                    .map(DocumentRevisions::revision)
                    .toList();
        } catch (JacksonException | DateTimeException unreadable) {
            LOGGER.atWarn()
                    .addKeyValue("api", api)
                    .addKeyValue("reason", unreadable.getClass().getSimpleName())
                    .log("The remembered versions have another form and are ignored");
            return List.of();
        }
    }

    private static DocumentRevision revision(JsonNode node) {
        return new DocumentRevision(
                node.path("hash").asString(""),
                Instant.parse(node.path("at").asString("")),
                node.path("version").asString(""),
                StreamSupport.stream(node.path("changes").spliterator(), false)
                        .map(change -> change.asString(""))
                        .toList(),
                node.path("more").asInt(0));
    }

    private static String name(String api) {
        return "revisions/" + api + ".json";
    }
}
