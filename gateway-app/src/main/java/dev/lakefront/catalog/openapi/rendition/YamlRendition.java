package dev.lakefront.catalog.openapi.rendition;

import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.regex.Pattern;
import org.snakeyaml.engine.v2.api.Dump;
import org.snakeyaml.engine.v2.api.DumpSettings;
import org.snakeyaml.engine.v2.api.StreamDataWriter;
import org.snakeyaml.engine.v2.common.FlowStyle;
import org.snakeyaml.engine.v2.common.ScalarStyle;
import org.snakeyaml.engine.v2.nodes.MappingNode;
import org.snakeyaml.engine.v2.nodes.Node;
import org.snakeyaml.engine.v2.nodes.NodeTuple;
import org.snakeyaml.engine.v2.nodes.ScalarNode;
import org.snakeyaml.engine.v2.nodes.SequenceNode;
import org.snakeyaml.engine.v2.nodes.Tag;
import tools.jackson.databind.JsonNode;

/**
 * Writes JSON as YAML 1.2 that a reader of YAML 1.1 understands alike: {@code no}, {@code 1_000}, {@code 12:30:45} and
 * {@code 2026-01-01} are texts for one and something else for the other, so every text that is not plainly a word is
 * quoted.
 */
public final class YamlRendition {

    /** Begins like a word or a path, and holds nothing with a meaning of its own in either version. */
    private static final Pattern PLAIN = Pattern.compile("[A-Za-z/][A-Za-z0-9_/.,()+{}-]*( [A-Za-z0-9_/.,()+-]+)*");

    /** Words that YAML 1.1 reads as booleans, null or numbers (yaml.org/type), in lower case. */
    private static final Set<String> RESERVED =
            Set.of("y", "n", "yes", "no", "on", "off", "true", "false", "null", "inf", "nan");

    /** Controls, and what is a line break to one version and not to the other. */
    private static final Pattern DOUBTFUL = Pattern.compile("[\\x00-\\x09\\x0b-\\x1f\\x7f-\\x9f\\u2028\\u2029\\ufeff]");

    /** Also keeps the pattern from recursing as deep as a description is long. */
    private static final int LONGEST_PLAIN = 120;

    private boolean mustEscape;

    private YamlRendition() {}

    /** The document as YAML, ending with a line feed. */
    public static String of(JsonNode document) {
        return new YamlRendition().write(document);
    }

    private String write(JsonNode document) {
        Node root = node(document);
        StringBuilder text = new StringBuilder();
        DumpSettings settings = DumpSettings.builder()
                .setIndent(2)
                .setWidth(Integer.MAX_VALUE)
                .setSplitLines(false)
                .setMaxSimpleKeyLength(1024)
                .setBestLineBreak("\n")
                // The writer prints such characters as they are, unless it may print nothing but ASCII.
                .setUseUnicodeEncoding(!mustEscape)
                .build();
        new Dump(settings).dumpNode(root, new StreamDataWriter() {
            @Override
            public void write(String part) {
                text.append(part);
            }

            @Override
            public void write(String part, int offset, int length) {
                text.append(part, offset, offset + length);
            }
        });
        return text.toString();
    }

    private Node node(JsonNode value) {
        return switch (value.getNodeType()) {
            case OBJECT -> mapping(value);
            case ARRAY -> sequence(value);
            case NUMBER -> number(value);
            case BOOLEAN -> plain(Tag.BOOL, value.booleanValue() ? "true" : "false");
            case NULL, MISSING -> plain(Tag.NULL, "null");
            case STRING, BINARY, POJO -> text(value.asString(), false);
        };
    }

    private Node mapping(JsonNode object) {
        List<NodeTuple> entries = new ArrayList<>();
        object.properties()
                .forEach(entry -> entries.add(new NodeTuple(text(entry.getKey(), true), node(entry.getValue()))));
        return new MappingNode(Tag.MAP, entries, entries.isEmpty() ? FlowStyle.FLOW : FlowStyle.BLOCK);
    }

    private Node sequence(JsonNode array) {
        List<Node> elements = new ArrayList<>();
        array.forEach(element -> elements.add(node(element)));
        return new SequenceNode(Tag.SEQ, elements, elements.isEmpty() ? FlowStyle.FLOW : FlowStyle.BLOCK);
    }

    /** YAML 1.1 wants a point in every float, and a sign in every exponent. */
    private static Node number(JsonNode value) {
        if (value.isIntegralNumber()) {
            return plain(Tag.INT, value.asString());
        }
        BigDecimal decimal = value.decimalValue();
        boolean small = Math.abs((long) decimal.precision() - decimal.scale()) < 25 && decimal.scale() < 25;
        if (small) {
            String digits = decimal.toPlainString();
            return plain(Tag.FLOAT, digits.contains(".") ? digits : digits + ".0");
        }
        int exponent = decimal.precision() - decimal.scale() - 1;
        String digits = decimal.unscaledValue().abs().toString();
        String sign = decimal.signum() < 0 ? "-" : "";
        String fraction = digits.length() > 1 ? digits.substring(1) : "0";
        return plain(Tag.FLOAT, sign + digits.charAt(0) + "." + fraction + "e" + (exponent < 0 ? "" : "+") + exponent);
    }

    private Node text(String text, boolean isKey) {
        boolean word = text.length() <= LONGEST_PLAIN
                && PLAIN.matcher(text).matches()
                && !RESERVED.contains(text.toLowerCase(Locale.ROOT));
        boolean doubtful = DOUBTFUL.matcher(text).find();
        mustEscape |= doubtful;
        boolean lines = !isKey && text.indexOf('\n') >= 0 && !doubtful;
        ScalarStyle style = word ? ScalarStyle.PLAIN : lines ? ScalarStyle.LITERAL : ScalarStyle.DOUBLE_QUOTED;
        return new ScalarNode(Tag.STR, text, style);
    }

    private static Node plain(Tag tag, String text) {
        return new ScalarNode(tag, text, ScalarStyle.PLAIN);
    }
}
