package dev.lakefront.catalog.openapi.example;

import java.util.ArrayList;
import java.util.Collections;
import java.util.Comparator;
import java.util.List;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ObjectNode;

/**
 * The instances that a schema names itself.
 *
 * @param isExhaustive whether no other can be valid
 */
record Given(List<JsonNode> values, boolean isExhaustive) {

    /** Said of the sender of a message, the one of several enumerated roles that a caller plays. */
    private static final String CALLER = "user";

    static Given of(ObjectNode schema, Manner manner) {
        if (schema.has("const")) {
            return new Given(List.of(schema.get("const")), true);
        }
        List<JsonNode> values = new ArrayList<>();
        schema.path("examples").forEach(values::add);
        if (schema.has("example")) {
            values.add(schema.get("example"));
        }
        if (schema.path("enum").isArray()) {
            List<JsonNode> allowed = new ArrayList<>(schema.get("enum").values());
            allowed.sort(Comparator.comparing(value ->
                    value.isNull() ? 2 : manner.name().equals("role") && CALLER.equals(value.asString("")) ? 0 : 1));
            values.addAll(rotated(allowed, manner.name().equals("role") ? 0 : manner.row()));
            return new Given(List.copyOf(values), true);
        }
        List<JsonNode> ordered = new ArrayList<>(rotated(values, manner.row()));
        JsonNode fallback = schema.path("default");
        if (saysSomething(fallback)) {
            ordered.add(fallback);
        }
        return new Given(List.copyOf(ordered), false);
    }

    private static boolean saysSomething(JsonNode value) {
        boolean empty = value.isContainer() && value.isEmpty();
        return !value.isMissingNode()
                && !value.isNull()
                && !empty
                && !value.asString("x").isEmpty();
    }

    private static List<JsonNode> rotated(List<JsonNode> values, int by) {
        List<JsonNode> rotated = new ArrayList<>(values);
        if (!rotated.isEmpty()) {
            Collections.rotate(rotated, -(by % rotated.size()));
        }
        return rotated;
    }
}
