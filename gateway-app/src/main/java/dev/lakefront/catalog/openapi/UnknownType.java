package dev.lakefront.catalog.openapi;

import java.util.List;
import java.util.Set;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ObjectNode;

/**
 * Lifts a type that JSON Schema does not have, such as {@code bytes} or {@code float}: no value could ever have it, and
 * strict readers refuse the whole document over it.
 */
final class UnknownType implements Rule {

    private static final Set<String> TYPES =
            Set.of("string", "number", "integer", "boolean", "object", "array", "null");

    @Override
    public String name() {
        return "unknown-type";
    }

    @Override
    public void apply(ObjectNode document, Changes changes) {
        Walk.schemas(document, (place, schema) -> {
            JsonNode given = schema.get("type");
            List<String> types = Nodes.types(schema);
            boolean words = given != null && (given.isString() || given.isArray() && given.size() == types.size());
            if (given == null || words && !types.isEmpty() && TYPES.containsAll(types)) {
                return;
            }
            schema.remove("type");
            changes.record(this, place.then("type").pointer(), given, null);
        });
    }
}
