package dev.lakefront.catalog.openapi;

import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ArrayNode;
import tools.jackson.databind.node.ObjectNode;

/**
 * Copies what a report shows of a node: all of it when it is small, its beginning otherwise. Without the bound, a
 * schema nested a few hundred deep and mended at each level would be copied a few hundred times.
 */
final class Excerpt {

    static final JsonNode CUT = Nodes.text("...");

    private static final int MAX_VALUES = 500;

    private int left = MAX_VALUES;

    private Excerpt() {}

    static JsonNode of(JsonNode node) {
        return new Excerpt().copy(node);
    }

    private JsonNode copy(JsonNode node) {
        if (--left < 0) {
            return CUT;
        }
        if (node instanceof ArrayNode array) {
            ArrayNode copy = Nodes.array();
            for (int i = 0; i < array.size() && left >= 0; i++) {
                copy.add(copy(array.get(i)));
            }
            return copy;
        }
        if (node instanceof ObjectNode object) {
            ObjectNode copy = Nodes.object();
            object.properties().stream()
                    .takeWhile(entry -> left >= 0)
                    .forEach(entry -> copy.set(entry.getKey(), copy(entry.getValue())));
            return copy;
        }
        return node;
    }
}
