package dev.lakefront.catalog.openapi;

import java.util.LinkedHashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ObjectNode;

/** Merges the bodies of several served models into those of one operation: what differs becomes an alternative. */
final class ServedModelSchemas {

    private ServedModelSchemas() {}

    /** Writes into {@code merged} what all operations take and answer; it begins as a copy of the first. */
    static void merge(ObjectNode merged, List<JsonNode> operations) {
        contents(merged, operations, "requestBody");
        Set<String> statuses = new TreeSet<>();
        operations.forEach(
                operation -> statuses.addAll(operation.path("responses").propertyNames()));
        for (String status : statuses) {
            Optional<ObjectNode> responses = Nodes.object(merged, "responses");
            List<JsonNode> answers = operations.stream()
                    .map(operation -> operation.path("responses"))
                    .toList();
            responses.ifPresent(into -> contents(into, answers, status));
        }
    }

    private static void contents(ObjectNode merged, List<JsonNode> owners, String field) {
        List<JsonNode> bodies = owners.stream()
                .map(owner -> owner.path(field))
                .filter(JsonNode::isObject)
                .toList();
        if (bodies.isEmpty()) {
            return;
        }
        merged.putIfAbsent(field, bodies.getFirst().deepCopy());
        Set<String> mediaTypes = new LinkedHashSet<>();
        bodies.forEach(body -> mediaTypes.addAll(body.path("content").propertyNames()));
        for (String mediaType : mediaTypes) {
            Set<JsonNode> schemas = new LinkedHashSet<>();
            bodies.stream()
                    .map(body -> body.path("content").path(mediaType).path("schema"))
                    .filter(schema -> !schema.isMissingNode())
                    .forEach(schemas::add);
            Nodes.object(merged, field).ifPresent(body -> either(body, mediaType, schemas));
        }
    }

    private static void either(ObjectNode body, String mediaType, Set<JsonNode> schemas) {
        ObjectNode content = Nodes.object(body, "content").orElseGet(() -> body.putObject("content"));
        ObjectNode media = Nodes.object(content, mediaType).orElseGet(() -> content.putObject(mediaType));
        if (schemas.size() == 1) {
            media.set("schema", schemas.iterator().next().deepCopy());
        } else if (schemas.size() > 1) {
            var alternatives = media.putObject("schema").putArray("anyOf");
            schemas.forEach(schema -> alternatives.add(schema.deepCopy()));
        }
    }
}
