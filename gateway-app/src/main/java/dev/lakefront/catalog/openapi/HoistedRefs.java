package dev.lakefront.catalog.openapi;

import java.util.ArrayDeque;
import java.util.Deque;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ObjectNode;

/**
 * Gives every schema that a reference reaches inside another one, or by an anchor, a name of its own in the components:
 * OpenAPI 3.0 knows no {@code $defs} and no anchors, and the places such references lead to are about to change.
 */
final class HoistedRefs {

    private final ObjectNode document;
    private final ObjectNode schemas;
    private final Map<String, String> names = new HashMap<>();
    private final Map<String, JsonNode> anchors = new HashMap<>();
    private final Deque<JsonNode> hoisted = new ArrayDeque<>();

    private HoistedRefs(ObjectNode document) {
        this.document = document;
        this.schemas = ComponentNames.section(document, "schemas");
    }

    static void apply(ObjectNode document) {
        HoistedRefs refs = new HoistedRefs(document);
        SubSchemas.replaceOutermost(document, refs::indexAnchors);
        SubSchemas.replaceOutermost(document, refs::rewrite);
        while (!refs.hoisted.isEmpty()) {
            refs.rewrite(refs.hoisted.pop());
        }
        if (refs.schemas.isEmpty() && document.path("components") instanceof ObjectNode components) {
            components.remove("schemas");
            if (components.isEmpty()) {
                document.remove("components");
            }
        }
    }

    private JsonNode indexAnchors(JsonNode node) {
        if (node instanceof ObjectNode schema) {
            if (schema.path("$anchor").isString()) {
                anchors.putIfAbsent("#" + schema.path("$anchor").stringValue(), schema);
            }
            SubSchemas.replace(schema, this::indexAnchors);
        }
        return node;
    }

    private JsonNode rewrite(JsonNode node) {
        if (node instanceof ObjectNode schema) {
            if (schema.path("$ref").isString()) {
                // Not removed before the target is copied: this schema may be part of it.
                Optional<String> target = target(schema.path("$ref").stringValue());
                target.ifPresentOrElse(
                        name -> schema.put("$ref", name), () -> schema.set("x-ref", schema.remove("$ref")));
            }
            SubSchemas.replace(schema, this::rewrite);
        }
        return node;
    }

    /** Empty when it leads nowhere in this document: readers would go and fetch it, or fail. */
    private Optional<String> target(String ref) {
        String known = names.get(ref);
        if (known != null) {
            return Optional.of(LocalRefs.toComponent("schemas", known));
        }
        Optional<JsonNode> found = Optional.ofNullable(anchors.get(ref)).or(() -> LocalRefs.resolve(document, ref));
        if (found.isEmpty() || !(found.get().isObject() || found.get().isBoolean())) {
            return Optional.empty();
        }
        if (ref.matches("#/components/schemas/[^/]+")) {
            return Optional.of(ref);
        }
        String name = ComponentNames.free(schemas, ref.substring(Math.max(ref.lastIndexOf('/'), 0) + 1));
        names.put(ref, name);
        JsonNode copy = found.get().deepCopy();
        schemas.set(name, copy);
        hoisted.push(copy);
        return Optional.of(LocalRefs.toComponent("schemas", name));
    }
}
