package dev.lakefront.catalog.openapi.tree;

import java.math.BigDecimal;
import java.util.LinkedHashSet;
import java.util.Map;
import java.util.Set;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ArrayNode;
import tools.jackson.databind.node.JsonNodeFactory;
import tools.jackson.databind.node.ObjectNode;

/**
 * Folds two schemas that both apply into one, so that an instance can be made from it. Only a guide for making: whether
 * the instance is right is asked of the schemas themselves.
 */
public final class SchemaMerge {

    private static final int MOST_BRANCHES = 64;
    private static final JsonNodeFactory JSON = JsonNodeFactory.instance;

    private SchemaMerge() {}

    /** A new schema; neither argument is changed. Where only one can win, the first does. */
    public static ObjectNode merge(ObjectNode first, ObjectNode second) {
        ObjectNode merged = JSON.objectNode();
        merged.setAll(first);
        for (Map.Entry<String, JsonNode> keyword : second.properties()) {
            JsonNode mine = merged.get(keyword.getKey());
            merged.set(
                    keyword.getKey(),
                    mine == null ? keyword.getValue() : both(keyword.getKey(), mine, keyword.getValue()));
        }
        return merged;
    }

    private static JsonNode both(String keyword, JsonNode mine, JsonNode other) {
        if (mine.equals(other)) {
            return mine;
        }
        return switch (keyword) {
            case "type" -> types(mine, other);
            case "properties", "patternProperties" -> eachName(mine, other);
            case "required", "examples" -> union(mine, other);
            case "enum" -> intersection(mine, other);
            case "allOf" -> union(mine, other);
            case "anyOf", "oneOf" -> product(mine, other);
            case "minimum", "exclusiveMinimum", "minLength", "minItems", "minProperties", "minContains" ->
                mine.asDecimal(BigDecimal.ZERO).compareTo(other.asDecimal(BigDecimal.ZERO)) >= 0 ? mine : other;
            case "maximum", "exclusiveMaximum", "maxLength", "maxItems", "maxProperties" ->
                mine.asDecimal(BigDecimal.ZERO).compareTo(other.asDecimal(BigDecimal.ZERO)) <= 0 ? mine : other;
            case "multipleOf" -> multiple(mine, other);
            case "items", "additionalProperties", "propertyNames", "unevaluatedItems", "unevaluatedProperties" ->
                allOf(mine, other);
            case "not" ->
                JSON.objectNode().set("anyOf", JSON.arrayNode().add(mine).add(other));
            case "prefixItems" -> positions(mine, other);
            case "uniqueItems" -> JSON.booleanNode(mine.asBoolean(false) || other.asBoolean(false));
            default -> mine;
        };
    }

    /** The schema that both describe. */
    public static JsonNode allOf(JsonNode mine, JsonNode other) {
        if (mine.isBoolean()) {
            return mine.booleanValue() ? other : mine;
        }
        if (other.isBoolean()) {
            return other.booleanValue() ? mine : other;
        }
        return JSON.objectNode().set("allOf", JSON.arrayNode().add(mine).add(other));
    }

    private static JsonNode types(JsonNode mine, JsonNode other) {
        Set<String> others = names(other);
        ArrayNode common = JSON.arrayNode();
        for (String type : names(mine)) {
            if (others.contains(type) || (type.equals("integer") && others.contains("number"))) {
                common.add(type);
            } else if (type.equals("number") && others.contains("integer")) {
                common.add("integer");
            }
        }
        return common;
    }

    public static Set<String> names(JsonNode type) {
        Set<String> names = new LinkedHashSet<>();
        if (type.isString()) {
            names.add(type.stringValue());
        }
        type.forEach(name -> names.add(name.asString("")));
        return names;
    }

    private static JsonNode eachName(JsonNode mine, JsonNode other) {
        ObjectNode all = JSON.objectNode();
        mine.properties().forEach(entry -> all.set(entry.getKey(), entry.getValue()));
        other.properties().forEach(entry -> {
            JsonNode present = all.get(entry.getKey());
            all.set(entry.getKey(), present == null ? entry.getValue() : allOf(present, entry.getValue()));
        });
        return all;
    }

    private static JsonNode union(JsonNode mine, JsonNode other) {
        Set<JsonNode> values = new LinkedHashSet<>();
        mine.forEach(values::add);
        other.forEach(values::add);
        return JSON.arrayNode().addAll(values);
    }

    private static JsonNode intersection(JsonNode mine, JsonNode other) {
        Set<JsonNode> others = new LinkedHashSet<>();
        other.forEach(others::add);
        ArrayNode common = JSON.arrayNode();
        mine.forEach(value -> {
            if (others.contains(value)) {
                common.add(value);
            }
        });
        return common;
    }

    /** One branch of each: what two choices that both apply leave. */
    private static JsonNode product(JsonNode mine, JsonNode other) {
        ArrayNode pairs = JSON.arrayNode();
        for (JsonNode left : mine) {
            for (JsonNode right : other) {
                if (pairs.size() < MOST_BRANCHES) {
                    pairs.add(allOf(left, right));
                }
            }
        }
        return pairs;
    }

    private static JsonNode multiple(JsonNode mine, JsonNode other) {
        BigDecimal left = mine.asDecimal(BigDecimal.ONE);
        BigDecimal right = other.asDecimal(BigDecimal.ONE);
        if (left.signum() <= 0 || right.signum() <= 0 || left.remainder(right).signum() == 0) {
            return mine;
        }
        return right.remainder(left).signum() == 0 ? other : JSON.numberNode(left.multiply(right));
    }

    private static JsonNode positions(JsonNode mine, JsonNode other) {
        ArrayNode all = JSON.arrayNode();
        for (int i = 0; i < Math.max(mine.size(), other.size()); i++) {
            all.add(!mine.has(i) ? other.get(i) : !other.has(i) ? mine.get(i) : allOf(mine.get(i), other.get(i)));
        }
        return all;
    }
}
