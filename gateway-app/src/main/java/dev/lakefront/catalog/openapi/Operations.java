package dev.lakefront.catalog.openapi;

import dev.lakefront.catalog.Change;
import dev.lakefront.catalog.Operation;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ObjectNode;

/** Lists what can be called by a normalised document. */
final class Operations {

    private static final int MOST_NAMED = 5;

    private Operations() {}

    /** In the order of the document, the methods of a path in that of {@link Kind#METHODS}. */
    static List<Operation> of(ObjectNode document, ServerPaths servers) {
        RequestFormats formats = new RequestFormats(document);
        List<Operation> operations = new ArrayList<>();
        for (Map.Entry<String, ObjectNode> path :
                Nodes.named(document.path("paths")).toList()) {
            for (String method : Kind.METHODS) {
                JsonNode operation = path.getValue().path(method);
                if (operation.isObject()) {
                    operations.add(new Operation(
                            operation.path("operationId").asString(""),
                            method.toUpperCase(Locale.ROOT),
                            path.getKey(),
                            servers.upstreamPath(path.getKey(), method),
                            formats.of(path.getKey(), operation)));
                }
            }
        }
        return operations;
    }

    /** Half a sentence for the one who asks why no operation is left: the places that were left out, if any were. */
    static String unusable(List<Change> changes) {
        List<String> places = changes.stream()
                .filter(change -> change.rule().equals(UnusablePaths.NAME)
                        || change.rule().equals(OperationServers.NAME))
                .map(change -> change.pointer() + " (" + change.rule() + ")")
                .limit(MOST_NAMED)
                .toList();
        return places.isEmpty() ? "" : "; left out were " + String.join(", ", places);
    }
}
