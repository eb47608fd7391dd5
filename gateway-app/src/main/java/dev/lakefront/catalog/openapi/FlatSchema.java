package dev.lakefront.catalog.openapi;

import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.JsonNodeFactory;
import tools.jackson.databind.node.ObjectNode;

/**
 * A schema with its own references and {@code allOf} folded in; those below its keywords still stand.
 *
 * @param followed the references that were followed for it
 */
record FlatSchema(ObjectNode schema, Set<String> followed) {

    private static final int DEEPEST = 60;

    /**
     * Empty when nothing can match it, when a reference leads nowhere, or when it leads back to itself.
     *
     * @param passed the references that must not be followed again
     */
    static Optional<FlatSchema> of(JsonNode schema, ObjectNode document, Set<String> passed) {
        return of(schema, document, passed, 0);
    }

    private static Optional<FlatSchema> of(JsonNode node, ObjectNode document, Set<String> passed, int depth) {
        if (depth > DEEPEST || (node.isBoolean() && !node.booleanValue())) {
            return Optional.empty();
        }
        if (!(node instanceof ObjectNode schema)) {
            return Optional.of(new FlatSchema(JsonNodeFactory.instance.objectNode(), Set.of()));
        }
        return folded(schema, document, passed, depth);
    }

    private static Optional<FlatSchema> folded(ObjectNode schema, ObjectNode document, Set<String> passed, int depth) {
        Set<String> followed = new HashSet<>();
        List<JsonNode> parts = new ArrayList<>();
        schema.path("allOf").forEach(parts::add);
        if (schema.path("$ref").isString()) {
            String ref = schema.path("$ref").stringValue();
            Optional<JsonNode> target = LocalRefs.resolve(document, ref);
            if (passed.contains(ref) || target.isEmpty()) {
                return Optional.empty();
            }
            followed.add(ref);
            parts.add(target.get());
        }
        ObjectNode merged = JsonNodeFactory.instance.objectNode();
        merged.setAll(schema);
        merged.remove(List.of("$ref", "allOf"));
        for (JsonNode part : parts) {
            Set<String> barred = new HashSet<>(passed);
            barred.addAll(followed);
            Optional<FlatSchema> flat = of(part, document, barred, depth + 1);
            if (flat.isEmpty()) {
                return Optional.empty();
            }
            followed.addAll(flat.get().followed());
            merged = SchemaMerge.merge(merged, flat.get().schema());
        }
        return Optional.of(new FlatSchema(merged, Set.copyOf(followed)));
    }
}
