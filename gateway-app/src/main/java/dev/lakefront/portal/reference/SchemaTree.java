package dev.lakefront.portal.reference;

import dev.lakefront.portal.api.ApiDocument;
import dev.lakefront.portal.markdown.Markdown;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ObjectNode;

/**
 * Makes the tree of a schema of JSON Schema 2020-12: tuples, alternatives, references. A schema that refers to itself is
 * followed once; a large one ends where a page would become too large to read. For one page.
 */
final class SchemaTree {

    /** So many nodes make a page of about 80 KB. */
    private static final int ROOM = 400;

    private static final int DEEPEST = 14;

    private static final String MORE = "more in the OpenAPI document";

    private final ApiDocument document;
    private int room = ROOM;

    SchemaTree(ApiDocument document) {
        this.document = document;
    }

    SchemaNode of(String name, JsonNode schema) {
        return node(name, schema, false, 0, Set.of());
    }

    private SchemaNode node(String name, JsonNode given, boolean required, int depth, Set<String> above) {
        String reference = given.path("$ref").asString("");
        if (!reference.isEmpty() && above.contains(reference)) {
            return leaf(name, shortName(reference) + ", as above", required);
        }
        room--;
        if (room < 0 || depth > DEEPEST) {
            return leaf(name, MORE, required);
        }
        Set<String> within = new HashSet<>(above);
        if (!reference.isEmpty()) {
            within.add(reference);
        }
        JsonNode schema = reference.isEmpty() ? given : joined(given);
        Parts parts = new Parts(schema, depth, within);
        return new SchemaNode(
                name,
                SchemaWords.type(document, schema),
                required,
                schema.path("deprecated").asBoolean(false),
                Markdown.part(schema.path("description").asString("")),
                SchemaWords.facts(schema),
                SchemaWords.values(schema),
                parts.all());
    }

    /** A reference says more beside itself since OpenAPI 3.1. */
    private JsonNode joined(JsonNode given) {
        JsonNode target = document.resolve(given);
        if (!(target instanceof ObjectNode object)) {
            return target;
        }
        ObjectNode joined = object.deepCopy();
        given.properties().forEach(entry -> {
            if (!entry.getKey().equals("$ref")) {
                joined.set(entry.getKey(), entry.getValue());
            }
        });
        return joined;
    }

    private static SchemaNode leaf(String name, String type, boolean required) {
        return new SchemaNode(name, type, required, false, "", List.of(), List.of(), List.of());
    }

    static String shortName(String reference) {
        return reference.substring(reference.lastIndexOf('/') + 1);
    }

    /** What one schema is made of. */
    private final class Parts {

        private final JsonNode schema;
        private final int depth;
        private final Set<String> within;
        private final List<SchemaNode> parts = new ArrayList<>();
        private boolean cut;

        Parts(JsonNode schema, int depth, Set<String> within) {
            this.schema = schema;
            this.depth = depth;
            this.within = within;
        }

        List<SchemaNode> all() {
            schema.path("allOf")
                    .forEach(part -> parts.addAll(child("", part, false).children()));
            properties();
            items();
            alternatives("oneOf");
            alternatives("anyOf");
            return parts;
        }

        private SchemaNode child(String name, JsonNode part, boolean required) {
            return node(name, part, required, depth + 1, within);
        }

        /** Adds a part while there is room for it, and one word in the place of all others. */
        private void add(String name, JsonNode part, boolean required) {
            if (!cut) {
                cut = room <= 0;
                parts.add(cut ? leaf("", MORE, false) : child(name, part, required));
            }
        }

        private void properties() {
            Set<String> required = new HashSet<>();
            schema.path("required").forEach(name -> required.add(name.asString("")));
            schema.path("properties")
                    .properties()
                    .forEach(entry -> add(entry.getKey(), entry.getValue(), required.contains(entry.getKey())));
            schema.path("patternProperties")
                    .properties()
                    .forEach(entry -> add("names like " + entry.getKey(), entry.getValue(), false));
            JsonNode others = schema.path("additionalProperties");
            if (others.isObject() && !others.isEmpty()) {
                add("any other name", others, false);
            }
        }

        private void items() {
            JsonNode tuple = schema.path("prefixItems");
            for (int i = 0; i < tuple.size(); i++) {
                add("item " + (i + 1), tuple.get(i), false);
            }
            JsonNode items = schema.path("items");
            boolean further = !tuple.isEmpty();
            if (items.isObject() && (further || !SchemaWords.isPlain(document.resolve(items)))) {
                add(further ? "each further item" : "each item", items, false);
            }
        }

        private void alternatives(String keyword) {
            List<JsonNode> alternatives = SchemaWords.alternatives(document, schema, keyword);
            if (alternatives.size() == 1) {
                // What may also be null is no choice worth a level.
                parts.addAll(child("", alternatives.getFirst(), false).children());
                return;
            }
            for (int i = 0; i < alternatives.size(); i++) {
                JsonNode alternative = alternatives.get(i);
                String title = title(alternative);
                add("either " + (i + 1) + (title.isEmpty() ? "" : ": " + title), alternative, false);
            }
        }

        private String title(JsonNode alternative) {
            JsonNode resolved = document.resolve(alternative);
            String title = resolved.path("title").asString("");
            if (!title.isEmpty()) {
                return title;
            }
            if (alternative.path("$ref").isString()) {
                return shortName(alternative.path("$ref").stringValue());
            }
            List<String> required = new ArrayList<>();
            resolved.path("required").forEach(name -> required.add(name.asString("")));
            return String.join(", ", required);
        }
    }
}
