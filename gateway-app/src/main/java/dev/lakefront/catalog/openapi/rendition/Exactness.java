package dev.lakefront.catalog.openapi.rendition;

import dev.lakefront.catalog.openapi.tree.LocalRefs;
import dev.lakefront.catalog.openapi.tree.SchemaMerge;
import dev.lakefront.catalog.openapi.tree.SubSchemas;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ObjectNode;

/**
 * Knows whether OpenAPI 3.0 can say exactly what a 3.1 schema says. Where it cannot, the 3.0 form accepts other
 * instances, which matters below {@code not} and {@code oneOf}: there, accepting more means accepting less.
 */
final class Exactness {

    private static final Set<String> INEXACT = Set.of(
            "prefixItems",
            "patternProperties",
            "propertyNames",
            "if",
            "contains",
            "unevaluatedItems",
            "unevaluatedProperties",
            "dependentSchemas",
            "dependentRequired",
            "$dynamicRef",
            "x-ref",
            "$recursiveRef");

    private final ObjectNode document;
    private final Map<String, Boolean> components = new HashMap<>();

    /** @param document the 3.1 document, as it is before anything is converted */
    Exactness(ObjectNode document) {
        this.document = document;
    }

    boolean isExact(JsonNode schema) {
        if (!(schema instanceof ObjectNode object)) {
            return true;
        }
        if (INEXACT.stream().anyMatch(object::has)) {
            return false;
        }
        if (object.path("$ref").isString() && !isExactRef(object.path("$ref").stringValue())) {
            return false;
        }
        boolean[] exact = {true};
        SubSchemas.replace(object, below -> {
            exact[0] &= isExact(below);
            return below;
        });
        return exact[0];
    }

    private boolean isExactRef(String ref) {
        Boolean known = components.get(ref);
        if (known == null) {
            // A cycle is exact unless something on it is not.
            components.put(ref, true);
            known = LocalRefs.resolve(document, ref).map(this::isExact).orElse(false);
            components.put(ref, known);
        }
        return known;
    }

    /**
     * Whether no reader would take one branch for another: each pair differs in type, in the value of a property, or in
     * a property that one requires and the other does not know.
     */
    boolean areToldApart(JsonNode branches) {
        for (int i = 0; i < branches.size(); i++) {
            for (int k = i + 1; k < branches.size(); k++) {
                if (!differ(resolved(branches.get(i)), resolved(branches.get(k)))) {
                    return false;
                }
            }
        }
        return true;
    }

    private boolean differ(JsonNode one, JsonNode two) {
        Set<String> types = new HashSet<>(SchemaMerge.names(one.path("type")));
        Set<String> others = SchemaMerge.names(two.path("type"));
        boolean number = types.contains("number") && others.contains("integer")
                || types.contains("integer") && others.contains("number");
        boolean typed = !types.isEmpty() && !others.isEmpty() && !number;
        if (typed && !types.removeAll(others)) {
            return true;
        }
        return requiresUnknown(one, two) || requiresUnknown(two, one) || differInValue(one, two);
    }

    private static boolean requiresUnknown(JsonNode one, JsonNode two) {
        return SchemaMerge.names(one.path("required")).stream()
                .anyMatch(name -> !two.path("properties").has(name));
    }

    private static boolean differInValue(JsonNode one, JsonNode two) {
        return SchemaMerge.names(one.path("required")).stream().anyMatch(name -> {
            List<JsonNode> here = values(one.path("properties").path(name));
            List<JsonNode> there = values(two.path("properties").path(name));
            return !here.isEmpty() && !there.isEmpty() && here.stream().noneMatch(there::contains);
        });
    }

    private static List<JsonNode> values(JsonNode schema) {
        return schema.has("const")
                ? List.of(schema.get("const"))
                : List.copyOf(schema.path("enum").values());
    }

    private JsonNode resolved(JsonNode schema) {
        return schema.path("$ref").isString()
                ? LocalRefs.resolve(document, schema.path("$ref").stringValue()).orElse(schema)
                : schema;
    }
}
