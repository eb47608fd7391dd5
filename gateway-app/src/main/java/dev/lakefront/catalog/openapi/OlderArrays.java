package dev.lakefront.catalog.openapi;

import java.util.LinkedHashSet;
import java.util.Set;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ArrayNode;
import tools.jackson.databind.node.JsonNodeFactory;
import tools.jackson.databind.node.ObjectNode;

/** Says in the words of OpenAPI 3.0 what a 3.1 schema says about the elements of an array. */
final class OlderArrays {

    private static final JsonNodeFactory JSON = JsonNodeFactory.instance;

    private OlderArrays() {}

    /**
     * Each element may be what any position allows: {@code anyOf} and not {@code oneOf}, because a 3 is an integer
     * and a number. Which type belongs to which position stays readable in {@code x-prefixItems}.
     */
    static void tuple(ObjectNode schema) {
        JsonNode items = schema.path("items");
        JsonNode positions = schema.path("prefixItems");
        if (positions.isArray() && !positions.isEmpty()) {
            schema.set("x-prefixItems", schema.remove("prefixItems").deepCopy());
            if (!items.isMissingNode()) {
                schema.set("x-items", items.deepCopy());
            }
            boolean open = !items.isMissingNode() && !isNever(items);
            schema.set("items", element(positions, open ? items : JSON.booleanNode(false)));
            if (!open) {
                length(schema, positions.size());
            }
        } else if (isNever(items)) {
            schema.set("x-items", items);
            schema.set("items", JSON.objectNode());
            schema.put("maxItems", 0);
        }
    }

    private static boolean isNever(JsonNode schema) {
        return schema.isBoolean() && !schema.booleanValue();
    }

    private static void length(ObjectNode schema, int positions) {
        int most = schema.path("maxItems").asInt(positions);
        schema.put("maxItems", Math.min(most, positions));
        if (!schema.has("minItems")) {
            schema.put("minItems", Math.min(most, positions));
        }
    }

    private static JsonNode element(JsonNode positions, JsonNode rest) {
        Set<JsonNode> branches = new LinkedHashSet<>();
        positions.forEach(branches::add);
        if (!isNever(rest)) {
            branches.add(rest);
        }
        ArrayNode any = JSON.arrayNode();
        for (JsonNode branch : branches) {
            if ((branch.isBoolean() && branch.booleanValue()) || (branch.isObject() && branch.isEmpty())) {
                return JSON.objectNode();
            }
            any.add(branch.deepCopy());
        }
        return any.size() == 1 ? any.get(0) : JSON.objectNode().set("anyOf", any);
    }
}
