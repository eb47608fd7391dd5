package dev.lakefront.catalog.openapi.rule;

import dev.lakefront.catalog.openapi.tree.Nodes;
import dev.lakefront.catalog.openapi.tree.Walk;
import java.util.List;
import java.util.Set;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ObjectNode;

/**
 * Removes the constraints beside a {@code $ref} in OpenAPI 3.0, where they are ignored; in 3.1 they would begin to
 * count. Descriptions, {@code nullable} and extensions stay: they say what the author meant.
 */
public final class ReferenceSiblings implements Rule {

    private static final Set<String> KEPT = Set.of(
            "$ref",
            "title",
            "description",
            "summary",
            "default",
            "example",
            "examples",
            "deprecated",
            "readOnly",
            "writeOnly",
            "nullable",
            "externalDocs",
            "xml");

    @Override
    public String name() {
        return "reference-siblings";
    }

    @Override
    public void apply(ObjectNode document, Changes changes) {
        if (!document.path("openapi").asString("").startsWith("3.0")) {
            return;
        }
        Walk.schemas(document, (place, schema) -> {
            if (Nodes.text(schema, "$ref").isEmpty()) {
                return;
            }
            List<String> ignored = schema.propertyNames().stream()
                    .filter(name -> !KEPT.contains(name) && !name.startsWith("x-"))
                    .toList();
            for (String name : ignored) {
                JsonNode before = schema.remove(name);
                changes.record(this, place.then(name).pointer(), before, null);
            }
        });
    }
}
