package dev.lakefront.catalog;

import java.util.List;
import java.util.Set;
import java.util.stream.StreamSupport;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ArrayNode;
import tools.jackson.databind.node.JsonNodeFactory;
import tools.jackson.databind.node.ObjectNode;

/**
 * An OpenAPI document after import: normalised to 3.1, with what it says about the model and what was mended. Immutable.
 *
 * <p>What routes a call is at hand. The document itself and what was changed in it are held packed, because there may be
 * ten thousand of them: they are unpacked anew for each one who asks, which takes time with their size, so not on an
 * event loop.
 */
public final class ImportedDocument {

    private final PackedJson document;
    private final PackedJson changes;
    private final String sourceVersion;
    private final String sourceHash;
    private final String basePath;
    private final Task task;
    private final Set<Format> formats;
    private final List<Operation> operations;

    /**
     * Packs a document.
     *
     * @param document OpenAPI 3.1; its paths are the published ones, without servers or security; the responses are
     *     the model server's own
     * @param sourceVersion the version the original declared: {@code 3.1.0}, {@code 3.0.3}, {@code 2.0}
     * @param sourceHash {@code sha256:<hex>} of the original bytes
     * @param basePath what the paths of all operations have in common before them: the path of the original's first
     *     server, or less where operations have servers of their own; without a trailing slash, empty when there was none
     */
    public ImportedDocument(
            ObjectNode document,
            String sourceVersion,
            String sourceHash,
            String basePath,
            Task task,
            Set<Format> formats,
            List<Operation> operations,
            List<Change> changes) {
        this.document = PackedJson.of(document);
        this.changes = PackedJson.of(listed(changes));
        this.sourceVersion = sourceVersion;
        this.sourceHash = sourceHash;
        this.basePath = basePath;
        this.task = task;
        this.formats = Format.ordered(formats);
        this.operations = List.copyOf(operations);
    }

    /** The document; the caller's own copy. */
    public ObjectNode document() {
        return (ObjectNode) document.unpack();
    }

    /** The version the original declared. */
    public String sourceVersion() {
        return sourceVersion;
    }

    /** {@code sha256:<hex>} of the original bytes. */
    public String sourceHash() {
        return sourceHash;
    }

    /** What the paths of all operations have in common before them; empty when there was nothing. */
    public String basePath() {
        return basePath;
    }

    public Task task() {
        return task;
    }

    /** In the order of the enum. */
    public Set<Format> formats() {
        return formats;
    }

    public List<Operation> operations() {
        return operations;
    }

    /** What the rules changed, in the order in which they did; the caller's own copy. */
    public List<Change> changes() {
        return StreamSupport.stream(changes.unpack().spliterator(), false)
                .map(change -> new Change(
                        change.path("rule").asString(),
                        change.path("pointer").asString(),
                        change.get("before"),
                        change.get("after")))
                .toList();
    }

    private static ArrayNode listed(List<Change> changes) {
        ArrayNode list = JsonNodeFactory.instance.arrayNode();
        for (Change change : changes) {
            ObjectNode entry = list.addObject().put("rule", change.rule()).put("pointer", change.pointer());
            setUnlessAbsent(entry, "before", change.before());
            setUnlessAbsent(entry, "after", change.after());
        }
        return list;
    }

    /** A JSON null is something that stood there. */
    private static void setUnlessAbsent(ObjectNode entry, String name, @Nullable JsonNode value) {
        if (value != null) {
            entry.set(name, value);
        }
    }

    /**
     * The path to call below a server's address: with what the document's servers put before its paths, less what the
     * address says already.
     *
     * @param address the path of the server's address; empty, or without a trailing slash
     * @param upstreamPath of one of the operations
     */
    public String pathBelow(String address, String upstreamPath) {
        String path = basePath + upstreamPath;
        return saysWhereItStands() && path.startsWith(address + "/") ? path.substring(address.length()) : path;
    }

    /** Else a path that begins like the address does so by chance, as {@code /api/generate} below {@code /api}. */
    private boolean saysWhereItStands() {
        return !basePath.isEmpty()
                || operations.stream()
                        .anyMatch(operation -> !operation.upstreamPath().equals(operation.path()));
    }
}
