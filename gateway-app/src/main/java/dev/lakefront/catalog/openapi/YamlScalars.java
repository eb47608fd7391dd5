package dev.lakefront.catalog.openapi;

import dev.lakefront.catalog.DocumentRefused;
import java.math.BigInteger;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;
import org.snakeyaml.engine.v2.events.Event;
import org.snakeyaml.engine.v2.events.ScalarEvent;
import org.snakeyaml.engine.v2.nodes.Tag;
import org.snakeyaml.engine.v2.resolver.CoreScalarResolver;
import org.snakeyaml.engine.v2.resolver.ScalarResolver;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.JsonNodeFactory;

/** Reads one YAML scalar as YAML 1.2's core schema does: {@code no} is text, {@code 0o17} a number. */
final class YamlScalars {

    private static final ScalarResolver RESOLVER = new CoreScalarResolver(false);
    private static final Set<String> PLAIN_TAGS = Set.of(
            Tag.STR.getValue(),
            Tag.INT.getValue(),
            Tag.FLOAT.getValue(),
            Tag.BOOL.getValue(),
            Tag.NULL.getValue(),
            Tag.SEQ.getValue(),
            Tag.MAP.getValue(),
            "!");

    /** More digits than any real number in a document; parsing a number takes quadratic time in its digits. */
    private static final int MAX_DIGITS = 1000;

    private YamlScalars() {}

    static JsonNode value(ScalarEvent event) throws DocumentRefused {
        requirePlainTag(event.getTag(), event);
        String text = event.getValue();
        Tag tag = event.getTag()
                .filter(name -> !name.equals("!"))
                .map(Tag::new)
                .orElseGet(() -> event.getTag().isPresent() ? Tag.STR : RESOLVER.resolve(text, event.isPlain()));
        try {
            return value(tag, text);
        } catch (NumberFormatException e) {
            throw at(event, "\"%.40s\" is not a number".formatted(text));
        }
    }

    /** Tags that would make an object of a class are refused, whatever they name. */
    static void requirePlainTag(Optional<String> tag, Event event) throws DocumentRefused {
        if (tag.isPresent() && !PLAIN_TAGS.contains(tag.get())) {
            throw at(
                    event,
                    "the tag %.80s is not accepted; only plain text, numbers, booleans, null, lists and mappings are"
                            .formatted(tag.get()));
        }
    }

    private static JsonNode value(Tag tag, String text) {
        JsonNodeFactory nodes = JsonNodeFactory.instance;
        if (tag.equals(Tag.NULL)) {
            return nodes.nullNode();
        }
        if (tag.equals(Tag.BOOL)) {
            return nodes.booleanNode(text.equalsIgnoreCase("true"));
        }
        if (tag.equals(Tag.INT)) {
            return integer(text);
        }
        return tag.equals(Tag.FLOAT) ? decimal(text) : nodes.stringNode(text);
    }

    private static JsonNode integer(String text) {
        if (text.length() > MAX_DIGITS) {
            throw new NumberFormatException();
        }
        BigInteger value = text.startsWith("0x")
                ? new BigInteger(text.substring(2), 16)
                : text.startsWith("0o") ? new BigInteger(text.substring(2), 8) : new BigInteger(text);
        if (value.bitLength() < Integer.SIZE) {
            return JsonNodeFactory.instance.numberNode(value.intValue());
        }
        return value.bitLength() < Long.SIZE
                ? JsonNodeFactory.instance.numberNode(value.longValue())
                : JsonNodeFactory.instance.numberNode(value);
    }

    private static JsonNode decimal(String text) {
        String word = text.toLowerCase(Locale.ROOT);
        if (word.endsWith(".inf") || word.endsWith(".nan") || text.length() > MAX_DIGITS) {
            throw new NumberFormatException();
        }
        return JsonNodeFactory.instance.numberNode(Double.parseDouble(text));
    }

    private static DocumentRefused at(Event event, String problem) {
        return DocumentReader.syntax(
                "YAML 1.2", YamlText.line(event.getStartMark()), YamlText.column(event.getStartMark()), problem);
    }
}
