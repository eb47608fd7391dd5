package dev.lakefront.catalog.openapi;

import java.util.HashMap;
import java.util.HashSet;
import java.util.Map;
import java.util.Set;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ObjectNode;

/**
 * Gives every operation an id of its own, made of method and path: the same document yields the same ids, and adding an
 * operation changes no other's. Of several with one id, the first keeps it.
 */
final class OperationIds implements Rule {

    @Override
    public String name() {
        return "operation-ids";
    }

    @Override
    public void apply(ObjectNode document, Changes changes) {
        Set<String> taken = new HashSet<>();
        each(
                document,
                (path, method, operation) ->
                        Nodes.text(operation, "operationId").ifPresent(taken::add));
        Set<String> seen = new HashSet<>();
        Map<String, Integer> numbers = new HashMap<>();
        each(document, (path, method, operation) -> {
            String given = Nodes.text(operation, "operationId").orElse("").strip();
            if (given.isEmpty() || !seen.add(given)) {
                String wanted = given.isEmpty() ? method + slug(path) : given + slug(path);
                String id = free(wanted, taken, numbers);
                taken.add(id);
                JsonNode before = operation.get("operationId");
                operation.put("operationId", id);
                Place place = Place.ROOT.then("paths").then(path).then(method).then("operationId");
                changes.record(this, place.pointer(), before, operation.get("operationId"));
            }
        });
    }

    @FunctionalInterface
    private interface OperationVisitor {
        void visit(String path, String method, ObjectNode operation);
    }

    private static void each(ObjectNode document, OperationVisitor visitor) {
        for (Map.Entry<String, ObjectNode> path :
                Nodes.named(document.path("paths")).toList()) {
            for (String method : Kind.METHODS) {
                Nodes.object(path.getValue(), method)
                        .ifPresent(operation -> visitor.visit(path.getKey(), method, operation));
            }
        }
    }

    /** {@code /v1/models/{name}:predict} becomes {@code -v1-models-name-predict}. */
    private static String slug(String path) {
        String words = path.replaceAll("[^A-Za-z0-9_]+", "-").replaceAll("^-|-$", "");
        return words.isEmpty() ? "-root" : "-" + words;
    }

    private static String free(String wanted, Set<String> taken, Map<String, Integer> numbers) {
        String id = wanted;
        while (taken.contains(id)) {
            id = wanted + "-" + numbers.merge(wanted, 2, (number, first) -> number + 1);
        }
        return id;
    }
}
