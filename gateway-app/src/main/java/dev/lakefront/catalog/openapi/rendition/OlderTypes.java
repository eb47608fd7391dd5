package dev.lakefront.catalog.openapi.rendition;

import dev.lakefront.catalog.openapi.tree.SchemaMerge;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ArrayNode;
import tools.jackson.databind.node.JsonNodeFactory;
import tools.jackson.databind.node.ObjectNode;

/** Says in the words of OpenAPI 3.0, where {@code type} is one word and null is no type, what a 3.1 schema allows. */
final class OlderTypes {

    private static final JsonNodeFactory JSON = JsonNodeFactory.instance;
    private static final Set<String> NUMBERS =
            Set.of("multipleOf", "minimum", "maximum", "exclusiveMinimum", "exclusiveMaximum");

    /** The keywords that speak of instances of one type only: they go with the type. */
    private static final Map<String, Set<String>> KEYWORDS = Map.of(
            "string",
            Set.of("minLength", "maxLength", "pattern", "contentEncoding", "contentMediaType"),
            "number",
            NUMBERS,
            "integer",
            NUMBERS,
            "array",
            Set.of("items", "minItems", "maxItems", "uniqueItems", "x-prefixItems", "x-items"),
            "object",
            Set.of(
                    "properties",
                    "required",
                    "additionalProperties",
                    "minProperties",
                    "maxProperties",
                    "x-patternProperties",
                    "x-additionalProperties"));

    private OlderTypes() {}

    static void convert(ObjectNode schema) {
        JsonNode type = schema.path("type");
        if (type.isArray()) {
            list(schema, new ArrayList<>(SchemaMerge.names(type)));
        } else if (type.asString("").equals("null")) {
            onlyNull(schema);
        }
        if (schema.path("type").asString("").equals("array") && !schema.has("items")) {
            schema.putObject("items");
        }
        defaultOfType(schema);
    }

    /** 3.0 demands what 3.1 only recommends: a default is of the type that stands beside it. */
    private static void defaultOfType(ObjectNode schema) {
        JsonNode fallback = schema.path("default");
        boolean fits = fallback.isMissingNode()
                || (fallback.isNull() && schema.path("nullable").asBoolean(false))
                || switch (schema.path("type").asString("")) {
                    case "string" -> fallback.isString();
                    case "integer" -> fallback.canConvertToExactIntegral();
                    case "number" -> fallback.isNumber();
                    case "boolean" -> fallback.isBoolean();
                    case "array" -> fallback.isArray();
                    case "object" -> fallback.isObject();
                    default -> true;
                };
        if (!fits) {
            schema.set("x-default", schema.remove("default"));
        }
    }

    private static void list(ObjectNode schema, List<String> types) {
        boolean nullable = types.remove("null");
        // An integer is a number already.
        if (types.contains("number")) {
            types.remove("integer");
        }
        if (types.isEmpty()) {
            schema.remove("type");
            if (nullable) {
                onlyNull(schema);
            } else {
                schema.withArrayProperty("allOf").add(JSON.booleanNode(false));
            }
        } else if (types.size() == 1) {
            schema.put("type", types.getFirst());
            if (nullable) {
                schema.put("nullable", true);
            }
        } else {
            split(schema, types, nullable);
        }
    }

    private static void split(ObjectNode schema, List<String> types, boolean nullable) {
        schema.remove("type");
        ArrayNode branches = JSON.arrayNode();
        for (String type : types) {
            ObjectNode branch = branches.addObject().put("type", type);
            for (String keyword : List.copyOf(schema.propertyNames())) {
                if (KEYWORDS.getOrDefault(type, Set.of()).contains(keyword)) {
                    branch.set(keyword, schema.get(keyword).deepCopy());
                }
            }
        }
        if (nullable) {
            ((ObjectNode) branches.get(0)).put("nullable", true);
        }
        types.forEach(type -> schema.remove(KEYWORDS.getOrDefault(type, Set.of())));
        OlderSchema.addChoice(schema, branches);
    }

    /** 3.0 takes {@code nullable} as an addition to a type, so one is named and then ruled out. */
    private static void onlyNull(ObjectNode schema) {
        schema.put("x-type", "null");
        schema.put("type", "object");
        schema.put("nullable", true);
        schema.putArray("enum").addNull();
    }

    /** A choice of something or null: null goes to a branch that names its type, which is how 3.0 spells it. */
    static void nullBranch(ObjectNode schema, String keyword) {
        if (!(schema.path(keyword) instanceof ArrayNode branches)) {
            return;
        }
        List<JsonNode> others = new ArrayList<>();
        branches.forEach(branch -> {
            if (!isNull(branch)) {
                others.add(branch);
            }
        });
        if (others.size() == branches.size() || others.stream().noneMatch(OlderTypes::takesNull)) {
            return;
        }
        for (JsonNode branch : others) {
            if (takesNull(branch)) {
                String type = branch.get("type").stringValue();
                ((ObjectNode) branch).putArray("type").add(type).add("null");
                break;
            }
        }
        replace(schema, keyword, others);
    }

    private static void replace(ObjectNode schema, String keyword, List<JsonNode> branches) {
        boolean alone = branches.size() == 1
                && branches.getFirst().propertyNames().stream().noneMatch(schema::has);
        if (alone) {
            schema.remove(keyword);
            schema.setAll((ObjectNode) branches.getFirst());
        } else {
            schema.set(keyword, JSON.arrayNode().addAll(branches));
        }
    }

    private static boolean isNull(JsonNode branch) {
        return branch.path("type").asString("").equals("null") && branch.size() == 1;
    }

    private static boolean takesNull(JsonNode branch) {
        return branch.path("type").isString()
                && !isNull(branch)
                && !branch.has("enum")
                && !branch.has("const")
                && !branch.has("$ref")
                && !branch.has("allOf")
                && !branch.has("anyOf")
                && !branch.has("oneOf")
                && !branch.has("not")
                && !branch.has("if");
    }
}
