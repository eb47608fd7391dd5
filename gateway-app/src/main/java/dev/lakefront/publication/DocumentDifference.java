package dev.lakefront.publication;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import tools.jackson.core.JsonPointer;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.MissingNode;

/** Says for people what is new in a document: operations, and the fields of what they take and give. */
final class DocumentDifference {

    private static final Set<String> METHODS =
            Set.of("get", "post", "put", "patch", "delete", "head", "options", "trace");

    /** Deeper, and more of them, than people compare. */
    private static final int DEEPEST = 12;

    private static final int MOST_FIELDS = 2_000;

    private final JsonNode root;

    private DocumentDifference(JsonNode root) {
        this.root = root;
    }

    /** One line a change, the operations in the order of their paths. */
    static List<String> between(JsonNode before, JsonNode after) {
        DocumentDifference old = new DocumentDifference(before);
        DocumentDifference now = new DocumentDifference(after);
        Map<String, JsonNode> oldOperations = old.operations();
        Map<String, JsonNode> nowOperations = now.operations();
        List<String> lines = new ArrayList<>();
        Set<String> all = new TreeSet<>(oldOperations.keySet());
        all.addAll(nowOperations.keySet());
        for (String name : all) {
            JsonNode was = oldOperations.get(name);
            JsonNode is = nowOperations.get(name);
            if (was == null) {
                lines.add(name + " added");
            } else if (is == null) {
                lines.add(name + " removed");
            } else {
                compare(name, old.fields(was), now.fields(is), was.equals(is), lines);
            }
        }
        return lines;
    }

    private static void compare(
            String name, Map<String, String> was, Map<String, String> is, boolean same, List<String> lines) {
        int before = lines.size();
        Set<String> all = new TreeSet<>(was.keySet());
        all.addAll(is.keySet());
        for (String field : all) {
            String old = was.get(field);
            String now = is.get(field);
            if (old == null) {
                lines.add(name + ": " + field + " added");
            } else if (now == null) {
                lines.add(name + ": " + field + " removed");
            } else if (!old.equals(now)) {
                lines.add(name + ": " + field + " is " + now + ", was " + old);
            }
        }
        if (lines.size() == before && !same) {
            lines.add(name + ": words, examples or bounds changed");
        }
    }

    private Map<String, JsonNode> operations() {
        Map<String, JsonNode> operations = new TreeMap<>();
        root.path("paths")
                .properties()
                .forEach(path -> path.getValue().properties().stream()
                        .filter(member -> METHODS.contains(member.getKey()))
                        .forEach(member -> operations.put(
                                path.getKey() + " " + member.getKey().toUpperCase(Locale.ROOT), member.getValue())));
        return operations;
    }

    /** Their types, by where they are. */
    private Map<String, String> fields(JsonNode operation) {
        Map<String, String> fields = new TreeMap<>();
        operation.path("parameters").forEach(given -> {
            JsonNode parameter = resolve(given);
            fields.put("parameter " + parameter.path("name").asString(""), type(resolve(parameter.path("schema"))));
        });
        content(resolve(operation.path("requestBody")), "request", fields);
        operation
                .path("responses")
                .properties()
                .forEach(answer -> content(resolve(answer.getValue()), "response " + answer.getKey(), fields));
        return fields;
    }

    private void content(JsonNode body, String at, Map<String, String> fields) {
        body.path("content")
                .properties()
                .forEach(media -> collect(media.getValue().path("schema"), at, fields, 0));
    }

    private void collect(JsonNode given, String at, Map<String, String> fields, int depth) {
        if (depth > DEEPEST || fields.size() > MOST_FIELDS) {
            return;
        }
        JsonNode schema = resolve(given);
        schema.path("properties").properties().forEach(property -> {
            String field = at + "." + property.getKey();
            fields.putIfAbsent(field, type(resolve(property.getValue())));
            collect(property.getValue(), field, fields, depth + 1);
        });
        for (String list : new String[] {"oneOf", "anyOf", "allOf"}) {
            schema.path(list).forEach(part -> collect(part, at, fields, depth + 1));
        }
        schema.path("prefixItems").forEach(item -> collect(item, at + "[]", fields, depth + 1));
        if (schema.path("items").isObject()) {
            collect(schema.path("items"), at + "[]", fields, depth + 1);
        }
    }

    private JsonNode resolve(JsonNode node) {
        JsonNode at = node;
        for (int hop = 0; hop < DEEPEST && at.path("$ref").isString(); hop++) {
            String reference = at.path("$ref").stringValue();
            if (!reference.startsWith("#/")) {
                return MissingNode.getInstance();
            }
            at = root.at(JsonPointer.compile(reference.substring(1)));
        }
        return at;
    }

    private static String type(JsonNode schema) {
        JsonNode type = schema.path("type");
        if (type.isString()) {
            return type.stringValue();
        }
        return type.isArray() ? type.toString().replaceAll("[\\[\\]\"]", "") : "of several kinds";
    }
}
