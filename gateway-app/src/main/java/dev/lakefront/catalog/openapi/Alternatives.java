package dev.lakefront.catalog.openapi;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.MissingNode;

/**
 * The alternatives that a schema admits, each as its properties by name: {@code oneOf} and {@code anyOf} are spread
 * out, {@code allOf} is taken together, references are followed inside the document. Bounded in depth and number.
 */
final class Alternatives {

    private static final int MAX_DEPTH = 16;
    private static final int MAX_ALTERNATIVES = 64;

    /** References can make a small document describe exponentially much; recognition needs little of it. */
    private static final int MAX_STEPS = 2000;

    private final References references;
    private int steps;

    Alternatives(References references) {
        this.references = references;
    }

    /** One alternative: what kind of value it is, and its properties when it is an object. */
    record Alternative(JsonNode schema, Map<String, JsonNode> properties) {

        boolean has(String property) {
            return properties.containsKey(property);
        }

        JsonNode property(String name) {
            return properties.getOrDefault(name, MissingNode.getInstance());
        }
    }

    List<Alternative> of(JsonNode schema) {
        List<Alternative> found = new ArrayList<>();
        steps = 0;
        spread(schema, Map.of(), 0, found);
        return found;
    }

    private void spread(JsonNode given, Map<String, JsonNode> outer, int depth, List<Alternative> found) {
        JsonNode schema = references.resolve(given).orElse(given);
        if (depth > MAX_DEPTH || found.size() >= MAX_ALTERNATIVES || ++steps > MAX_STEPS) {
            return;
        }
        Map<String, JsonNode> properties = new LinkedHashMap<>(outer);
        collect(schema, properties, depth);
        boolean spread = false;
        for (String keyword : List.of("oneOf", "anyOf")) {
            JsonNode branches = schema.path(keyword);
            if (branches.isArray() && branches.valueStream().anyMatch(this::describes)) {
                spread = true;
                branches.forEach(branch -> spread(branch, properties, depth + 1, found));
            }
        }
        if (!spread) {
            found.add(new Alternative(schema, properties));
        }
    }

    /** A branch that only says {@code required} chooses among properties already seen. */
    private boolean describes(JsonNode branch) {
        JsonNode schema = references.resolve(branch).orElse(branch);
        return schema.has("properties")
                || schema.has("type")
                || schema.has("oneOf")
                || schema.has("anyOf")
                || schema.has("allOf");
    }

    private void collect(JsonNode given, Map<String, JsonNode> properties, int depth) {
        JsonNode schema = references.resolve(given).orElse(given);
        if (depth > MAX_DEPTH || ++steps > MAX_STEPS) {
            return;
        }
        schema.path("properties").properties().forEach(entry -> properties.put(entry.getKey(), entry.getValue()));
        schema.path("allOf").forEach(part -> collect(part, properties, depth + 1));
    }
}
