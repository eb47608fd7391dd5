package dev.lakefront.catalog.openapi;

import java.math.BigDecimal;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.JsonNodeFactory;
import tools.jackson.databind.node.ObjectNode;

/**
 * Gives a default the type that its schema asks for: {@code "0.5"} on a number becomes {@code 0.5}. Text that cannot be
 * read as that type is removed, as no client could send it.
 */
final class TypedDefault implements Rule {

    /** Short enough that an exponent cannot make a huge integer of it. */
    private static final Pattern NUMBER = Pattern.compile("-?\\d{1,30}(\\.\\d{1,30})?([eE][+-]?\\d{1,2})?");

    @Override
    public String name() {
        return "typed-default";
    }

    @Override
    public void apply(ObjectNode document, Changes changes) {
        Walk.schemas(document, (place, schema) -> {
            JsonNode given = schema.path("default");
            List<String> types = Nodes.types(schema);
            boolean scalar = types.contains("number") || types.contains("integer") || types.contains("boolean");
            if (given.asString("").equals("null") && admitsNull(schema) && !types.contains("string")) {
                schema.putNull("default");
                changes.record(this, place.then("default").pointer(), given, schema.get("default"));
                return;
            }
            if (!given.isString() || !scalar || types.contains("string")) {
                return;
            }
            Optional<JsonNode> typed = read(given.stringValue().strip(), types);
            typed.ifPresentOrElse(value -> schema.set("default", value), () -> schema.remove("default"));
            changes.record(this, place.then("default").pointer(), given, typed.orElse(null));
        });
    }

    /** By type or by an alternative, as nullable references become. */
    private static boolean admitsNull(JsonNode schema) {
        return Nodes.types(schema).contains("null")
                || Stream.of("anyOf", "oneOf")
                        .flatMap(keyword -> schema.path(keyword).valueStream())
                        .anyMatch(branch -> Nodes.types(branch).contains("null"));
    }

    private static Optional<JsonNode> read(String text, List<String> types) {
        JsonNodeFactory nodes = JsonNodeFactory.instance;
        String word = text.toLowerCase(Locale.ROOT);
        if (types.contains("boolean") && (word.equals("true") || word.equals("false"))) {
            return Optional.of(nodes.booleanNode(word.equals("true")));
        }
        if (types.contains("null") && word.equals("none")) {
            return Optional.of(nodes.nullNode());
        }
        if (!NUMBER.matcher(text).matches() || !(types.contains("number") || types.contains("integer"))) {
            return Optional.empty();
        }
        BigDecimal number = new BigDecimal(text);
        if (number.stripTrailingZeros().scale() > 0) {
            return types.contains("number") ? Optional.of(nodes.numberNode(number.doubleValue())) : Optional.empty();
        }
        return Optional.of(integer(number));
    }

    private static JsonNode integer(BigDecimal number) {
        JsonNodeFactory nodes = JsonNodeFactory.instance;
        int bits = number.toBigIntegerExact().bitLength();
        if (bits < Integer.SIZE) {
            return nodes.numberNode(number.intValueExact());
        }
        return bits < Long.SIZE
                ? nodes.numberNode(number.longValueExact())
                : nodes.numberNode(number.toBigIntegerExact());
    }
}
