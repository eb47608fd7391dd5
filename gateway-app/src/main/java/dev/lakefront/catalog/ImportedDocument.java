package dev.lakefront.catalog;

import java.util.List;
import java.util.Set;
import tools.jackson.databind.node.ObjectNode;

/**
 * An OpenAPI document after import: normalised to 3.1, with what it says about the model and what was mended.
 *
 * <p>Nothing may change {@code document} any more; publishing renders a copy.
 *
 * @param document OpenAPI 3.1; its paths are the published ones, without servers or security; the responses are
 *     the model server's own
 * @param sourceVersion the version the original declared: {@code 3.1.0}, {@code 3.0.3}, {@code 2.0}
 * @param sourceHash {@code sha256:<hex>} of the original bytes
 * @param basePath what the paths of all operations have in common before them: the path of the original's first server,
 *     or less where operations have servers of their own; without a trailing slash, empty when there was none
 * @param formats in the order of the enum
 */
public record ImportedDocument(
        ObjectNode document,
        String sourceVersion,
        String sourceHash,
        String basePath,
        Task task,
        Set<Format> formats,
        List<Operation> operations,
        List<Change> changes) {

    public ImportedDocument {
        formats = Format.ordered(formats);
        operations = List.copyOf(operations);
        changes = List.copyOf(changes);
    }
}
