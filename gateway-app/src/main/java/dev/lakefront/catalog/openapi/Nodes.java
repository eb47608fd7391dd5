package dev.lakefront.catalog.openapi;

import java.util.ArrayList;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ArrayNode;
import tools.jackson.databind.node.JsonNodeFactory;
import tools.jackson.databind.node.ObjectNode;

/** Short words for reading and building JSON trees. */
final class Nodes {

    private static final JsonNodeFactory FACTORY = JsonNodeFactory.instance;

    private Nodes() {}

    static ObjectNode object() {
        return FACTORY.objectNode();
    }

    static ArrayNode array() {
        return FACTORY.arrayNode();
    }

    static ArrayNode texts(Collection<String> words) {
        ArrayNode array = FACTORY.arrayNode();
        words.forEach(array::add);
        return array;
    }

    static JsonNode text(String word) {
        return FACTORY.stringNode(word);
    }

    static Optional<ObjectNode> object(JsonNode parent, String field) {
        return parent.get(field) instanceof ObjectNode child ? Optional.of(child) : Optional.empty();
    }

    static Optional<ArrayNode> array(JsonNode parent, String field) {
        return parent.get(field) instanceof ArrayNode child ? Optional.of(child) : Optional.empty();
    }

    static Optional<String> text(JsonNode parent, String field) {
        JsonNode child = parent.get(field);
        return child != null && child.isString() ? Optional.of(child.stringValue()) : Optional.empty();
    }

    /** The strings among an array's elements; none when it is no array. */
    static List<String> strings(JsonNode array) {
        return array.isArray()
                ? array.valueStream()
                        .filter(JsonNode::isString)
                        .map(JsonNode::stringValue)
                        .toList()
                : List.of();
    }

    /** The entries of a map whose values are objects, as they are now: the map may be changed meanwhile. */
    static Stream<Map.Entry<String, ObjectNode>> objects(JsonNode map) {
        List<Map.Entry<String, ObjectNode>> entries = new ArrayList<>();
        if (map.isObject()) {
            map.properties().forEach(entry -> {
                if (entry.getValue() instanceof ObjectNode value) {
                    entries.add(Map.entry(entry.getKey(), value));
                }
            });
        }
        return entries.stream();
    }

    /** The same without extensions, which {@code paths} and {@code responses} may hold beside their own entries. */
    static Stream<Map.Entry<String, ObjectNode>> named(JsonNode map) {
        return objects(map).filter(entry -> !entry.getKey().startsWith("x-"));
    }

    /** Puts a field where the reader looks for it: at the beginning. */
    static void putFirst(ObjectNode object, String field, JsonNode value) {
        Map<String, JsonNode> rest = new LinkedHashMap<>();
        object.properties().forEach(entry -> rest.put(entry.getKey(), entry.getValue()));
        rest.remove(field);
        object.removeAll();
        object.set(field, value);
        object.setAll(rest);
    }

    /** The types that a schema names; {@code type} may be one word or several. */
    static List<String> types(JsonNode schema) {
        JsonNode type = schema.path("type");
        return type.isString() ? List.of(type.stringValue()) : strings(type);
    }
}
