package dev.lakefront.portal.reference;

import dev.lakefront.portal.api.ApiDocument;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;

/** Says in words what one schema demands. */
final class SchemaWords {

    private static final int VALUES = 60;
    private static final int LONGEST = 120;

    /** By keyword: how its value is said. */
    private static final Map<String, String> BOUNDS = Map.ofEntries(
            Map.entry("minimum", "at least %s"),
            Map.entry("maximum", "at most %s"),
            Map.entry("exclusiveMinimum", "more than %s"),
            Map.entry("exclusiveMaximum", "less than %s"),
            Map.entry("multipleOf", "a multiple of %s"),
            Map.entry("minLength", "at least %s characters"),
            Map.entry("maxLength", "at most %s characters"),
            Map.entry("minItems", "at least %s items"),
            Map.entry("maxItems", "at most %s items"),
            Map.entry("pattern", "matches %s"),
            Map.entry("default", "default %s"));

    private static final List<String> ORDER = List.of(
            "minimum",
            "exclusiveMinimum",
            "maximum",
            "exclusiveMaximum",
            "multipleOf",
            "minLength",
            "maxLength",
            "minItems",
            "maxItems",
            "pattern",
            "default");

    private SchemaWords() {}

    /** For example {@code array of number (double) or null}. */
    static String type(ApiDocument document, JsonNode schema) {
        if (schema.isBoolean()) {
            return schema.booleanValue() ? "anything" : "nothing";
        }
        Set<String> types = types(schema);
        boolean nullable = types.remove("null") || mayBeNull(schema);
        String words = types.isEmpty() ? untyped(document, schema) : String.join(" or ", types);
        if (types.contains("array")) {
            words = words.replace("array", array(document, schema));
        }
        String format = schema.path("format").asString("");
        return words + (format.isEmpty() ? "" : " (" + format + ")") + (nullable ? " or null" : "");
    }

    private static Set<String> types(JsonNode schema) {
        Set<String> types = new LinkedHashSet<>();
        JsonNode type = schema.path("type");
        if (type.isString()) {
            types.add(type.stringValue());
        }
        type.forEach(each -> types.add(each.asString("")));
        return types;
    }

    private static String untyped(ApiDocument document, JsonNode schema) {
        if (schema.has("properties") || schema.has("allOf")) {
            return "object";
        }
        if (schema.has("prefixItems") || schema.has("items")) {
            return array(document, schema);
        }
        for (String keyword : List.of("oneOf", "anyOf")) {
            List<JsonNode> alternatives = alternatives(document, schema, keyword);
            if (alternatives.size() == 1) {
                return type(document, document.resolve(alternatives.getFirst()));
            }
            if (!alternatives.isEmpty()) {
                return "one of " + alternatives.size();
            }
        }
        return schema.has("enum") || schema.has("const") ? "one of these" : "anything";
    }

    private static String array(ApiDocument document, JsonNode schema) {
        int tuple = schema.path("prefixItems").size();
        if (tuple > 0) {
            return "list of " + tuple + " items, each with its own type";
        }
        JsonNode items = document.resolve(schema.path("items"));
        return isPlain(items) ? "array of " + type(document, items) : "array";
    }

    /** Whether its type says it all. */
    static boolean isPlain(JsonNode schema) {
        return schema.isObject()
                && schema.path("type").isString()
                && !schema.path("type").stringValue().equals("object")
                && !schema.path("type").stringValue().equals("array")
                && schema.propertyStream()
                        .allMatch(entry -> Set.of("type", "format", "title").contains(entry.getKey()));
    }

    /** Without the one that only says null. */
    static List<JsonNode> alternatives(ApiDocument document, JsonNode schema, String keyword) {
        List<JsonNode> alternatives = new ArrayList<>();
        schema.path(keyword).forEach(alternative -> {
            if (!isNull(document.resolve(alternative))) {
                alternatives.add(alternative);
            }
        });
        return alternatives;
    }

    private static boolean mayBeNull(JsonNode schema) {
        return schema.path("oneOf").valueStream().anyMatch(SchemaWords::isNull)
                || schema.path("anyOf").valueStream().anyMatch(SchemaWords::isNull);
    }

    private static boolean isNull(JsonNode schema) {
        return schema.path("type").asString("").equals("null");
    }

    static List<String> facts(JsonNode schema) {
        List<String> facts = new ArrayList<>();
        for (String keyword : ORDER) {
            JsonNode value = schema.path(keyword);
            if (!value.isMissingNode()) {
                facts.add(BOUNDS.getOrDefault(keyword, "%s").replace("%s", shown(value)));
            }
        }
        if (schema.path("uniqueItems").asBoolean(false)) {
            facts.add("no item twice");
        }
        if (schema.path("additionalProperties").isBoolean()
                && !schema.path("additionalProperties").booleanValue()) {
            facts.add("no other properties");
        }
        return facts;
    }

    static List<String> values(JsonNode schema) {
        List<String> values = new ArrayList<>();
        @Nullable JsonNode only = schema.get("const");
        if (only != null) {
            values.add(shown(only));
        }
        JsonNode list = schema.path("enum");
        list.valueStream().limit(VALUES).forEach(value -> values.add(shown(value)));
        if (list.size() > VALUES) {
            values.add("and " + (list.size() - VALUES) + " more");
        }
        return values;
    }

    private static String shown(JsonNode value) {
        String text = value.isString() ? value.stringValue() : value.toString();
        return text.length() > LONGEST ? text.substring(0, LONGEST) + "..." : text;
    }
}
