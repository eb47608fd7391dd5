package dev.lakefront.catalog.openapi.rendition;

import dev.lakefront.catalog.openapi.tree.SubSchemas;
import java.util.List;
import java.util.Set;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ArrayNode;
import tools.jackson.databind.node.JsonNodeFactory;
import tools.jackson.databind.node.ObjectNode;

/**
 * Turns a schema of OpenAPI 3.1 (JSON Schema 2020-12) into one of 3.0. What 3.0 cannot say is kept under {@code x-}
 * with the keyword's name, and what remains accepts at least what the original accepted; the one exception is a tuple
 * that says nothing about its length, which is taken as complete.
 */
final class OlderSchema {

    private static final Set<String> KNOWN = Set.of(
            "title",
            "multipleOf",
            "maximum",
            "exclusiveMaximum",
            "minimum",
            "exclusiveMinimum",
            "maxLength",
            "minLength",
            "pattern",
            "maxItems",
            "minItems",
            "uniqueItems",
            "maxProperties",
            "minProperties",
            "required",
            "enum",
            "type",
            "allOf",
            "oneOf",
            "anyOf",
            "not",
            "items",
            "properties",
            "additionalProperties",
            "description",
            "format",
            "default",
            "nullable",
            "discriminator",
            "readOnly",
            "writeOnly",
            "xml",
            "externalDocs",
            "example",
            "deprecated",
            "$ref");
    private static final JsonNodeFactory JSON = JsonNodeFactory.instance;

    private final Exactness exactness;

    OlderSchema(Exactness exactness) {
        this.exactness = exactness;
    }

    /** The schema itself, changed; a new one for a boolean schema. */
    JsonNode convert(JsonNode node) {
        if (!(node instanceof ObjectNode schema)) {
            ObjectNode anything = JSON.objectNode();
            return node.asBoolean(true) ? anything : JSON.objectNode().set("not", anything);
        }
        siblingsOfRef(schema);
        if (schema.has("$ref")) {
            return schema;
        }
        negation(schema);
        alternatives(schema);
        constant(schema);
        OlderArrays.tuple(schema);
        patternProperties(schema);
        bound(schema, "minimum", "exclusiveMinimum", 1);
        bound(schema, "maximum", "exclusiveMaximum", -1);
        examples(schema);
        content(schema);
        OlderTypes.convert(schema);
        emptyLists(schema);
        unknown(schema);
        // 3.0 keeps booleans here, and only here.
        JsonNode additional = schema.path("additionalProperties");
        SubSchemas.replace(schema, this::convert);
        if (additional.isBoolean()) {
            schema.set("additionalProperties", additional);
        }
        return schema;
    }

    /** In 3.0, whatever stands beside a reference is ignored. */
    private static void siblingsOfRef(ObjectNode schema) {
        if (schema.has("$ref") && schema.size() > 1) {
            ArrayNode all = JSON.arrayNode().add(JSON.objectNode().set("$ref", schema.get("$ref")));
            schema.path("allOf").forEach(all::add);
            schema.remove("$ref");
            schema.set("allOf", all);
        }
    }

    private void negation(ObjectNode schema) {
        if (schema.has("not") && !exactness.isExact(schema.get("not"))) {
            schema.set("x-not", schema.remove("not"));
        }
    }

    private void alternatives(ObjectNode schema) {
        OlderTypes.nullBranch(schema, "anyOf");
        OlderTypes.nullBranch(schema, "oneOf");
        JsonNode branches = schema.path("oneOf");
        if (branches.isArray()
                && !branches.valueStream().allMatch(exactness::isExact)
                && !exactness.areToldApart(branches)) {
            schema.remove("oneOf");
            schema.put("x-oneOf", true);
            addChoice(schema, (ArrayNode) branches);
        }
    }

    /** A choice beside the one that may already be there. */
    static void addChoice(ObjectNode schema, ArrayNode branches) {
        if (schema.has("anyOf")) {
            schema.withArrayProperty("allOf").add(JSON.objectNode().set("anyOf", branches));
        } else {
            schema.set("anyOf", branches);
        }
    }

    private static void constant(ObjectNode schema) {
        if (schema.has("const")) {
            schema.set("enum", JSON.arrayNode().add(schema.remove("const")));
        }
    }

    /** What matched a pattern was not additional; now it is. */
    private static void patternProperties(ObjectNode schema) {
        if (!schema.path("patternProperties").isObject()) {
            return;
        }
        JsonNode patterns = schema.remove("patternProperties");
        schema.set("x-patternProperties", patterns.deepCopy());
        JsonNode additional = schema.path("additionalProperties");
        if (additional.isMissingNode() || (additional.isBoolean() && additional.booleanValue())) {
            return;
        }
        schema.set("x-additionalProperties", additional.deepCopy());
        ArrayNode any = JSON.arrayNode().addAll(patterns.values());
        if (additional.isObject()) {
            any.add(additional);
        }
        schema.set(
                "additionalProperties",
                any.size() == 1 ? any.get(0) : JSON.objectNode().set("anyOf", any));
    }

    /** In 3.0 the exclusive bound is a flag on the other one. The stricter of the two stays. */
    private static void bound(ObjectNode schema, String inclusive, String exclusive, int direction) {
        JsonNode bound = schema.path(exclusive);
        if (!bound.isNumber()) {
            return;
        }
        JsonNode other = schema.path(inclusive);
        boolean looser = other.isNumber() && other.decimalValue().compareTo(bound.decimalValue()) * direction > 0;
        schema.remove(exclusive);
        if (looser) {
            schema.set("x-" + exclusive, bound);
        } else {
            if (other.isNumber()) {
                schema.set("x-" + inclusive, other);
            }
            schema.set(inclusive, bound);
            schema.put(exclusive, true);
        }
    }

    private static void examples(ObjectNode schema) {
        if (schema.path("examples").isArray()) {
            JsonNode examples = schema.remove("examples");
            if (!examples.isEmpty() && !schema.has("example")) {
                schema.set("example", examples.get(0));
            }
            schema.set("x-examples", examples);
        }
    }

    private static void content(ObjectNode schema) {
        if (schema.has("format")) {
            return;
        }
        if (schema.path("contentEncoding").asString("").equals("base64")) {
            schema.put("format", "byte");
        } else if (schema.path("contentMediaType").asString("").equals("application/octet-stream")
                && !schema.has("contentEncoding")) {
            schema.put("format", "binary");
        }
    }

    /** Lists that 3.0 wants to hold at least one element. */
    private static void emptyLists(ObjectNode schema) {
        for (String list : List.of("required", "allOf")) {
            if (schema.path(list).isArray() && schema.path(list).isEmpty()) {
                schema.remove(list);
            }
        }
        for (String list : List.of("enum", "anyOf", "oneOf")) {
            if (schema.path(list).isArray() && schema.path(list).isEmpty()) {
                schema.set("x-" + list, schema.remove(list));
                schema.withArrayProperty("allOf").add(JSON.booleanNode(false));
            }
        }
    }

    private static void unknown(ObjectNode schema) {
        for (String keyword : List.copyOf(schema.propertyNames())) {
            if (!KNOWN.contains(keyword) && !keyword.startsWith("x-")) {
                String name = "x-" + keyword.replace("$", "");
                schema.set(schema.has(name) ? "x-original-" + keyword.replace("$", "") : name, schema.remove(keyword));
            }
        }
    }
}
