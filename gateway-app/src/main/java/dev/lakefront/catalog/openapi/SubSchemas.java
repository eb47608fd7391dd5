package dev.lakefront.catalog.openapi;

import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.UnaryOperator;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ArrayNode;
import tools.jackson.databind.node.ObjectNode;

/** Knows below which keywords of a JSON Schema 2020-12 other schemas stand. */
final class SubSchemas {

    private static final Set<String> ONE = Set.of(
            "items",
            "additionalItems",
            "additionalProperties",
            "not",
            "if",
            "then",
            "else",
            "contains",
            "propertyNames",
            "unevaluatedItems",
            "unevaluatedProperties",
            "contentSchema");
    private static final Set<String> LIST = Set.of("allOf", "anyOf", "oneOf", "prefixItems");
    private static final Set<String> MAP =
            Set.of("properties", "patternProperties", "dependentSchemas", "$defs", "definitions");

    private SubSchemas() {}

    /** Replaces each schema directly below this one. Values of examples, enum, const and default are left alone. */
    static void replace(ObjectNode schema, UnaryOperator<JsonNode> replacement) {
        for (Map.Entry<String, JsonNode> keyword : List.copyOf(schema.properties())) {
            JsonNode value = keyword.getValue();
            if (ONE.contains(keyword.getKey()) && isSchema(value)) {
                schema.set(keyword.getKey(), replacement.apply(value));
            } else if (LIST.contains(keyword.getKey()) && value instanceof ArrayNode list) {
                replaceElements(list, replacement);
            } else if (MAP.contains(keyword.getKey()) && value instanceof ObjectNode map) {
                replaceValues(map, replacement);
            }
        }
    }

    static void replaceElements(ArrayNode list, UnaryOperator<JsonNode> replacement) {
        for (int i = 0; i < list.size(); i++) {
            if (isSchema(list.get(i))) {
                list.set(i, replacement.apply(list.get(i)));
            }
        }
    }

    static void replaceValues(ObjectNode map, UnaryOperator<JsonNode> replacement) {
        for (Map.Entry<String, JsonNode> entry : List.copyOf(map.properties())) {
            if (isSchema(entry.getValue())) {
                map.set(entry.getKey(), replacement.apply(entry.getValue()));
            }
        }
    }

    private static boolean isSchema(JsonNode node) {
        return node.isObject() || node.isBoolean();
    }
}
