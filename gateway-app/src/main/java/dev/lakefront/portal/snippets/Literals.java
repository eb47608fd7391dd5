package dev.lakefront.portal.snippets;

import java.util.Map;
import java.util.StringJoiner;
import java.util.function.UnaryOperator;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;

/**
 * Writes JSON values as literals of a language whose lists and objects look like JSON's. What fits on a line stands on
 * one, so that a table looks like a table.
 */
record Literals(String nothing, String yes, String no, UnaryOperator<String> text, UnaryOperator<String> name) {

    static final Literals JSON = new Literals("null", "true", "false", Quotes::json, Quotes::json);
    static final Literals PYTHON = new Literals("None", "True", "False", Quotes::python, Quotes::python);
    static final Literals JAVASCRIPT = new Literals("null", "true", "false", Quotes::json, Literals::scriptName);

    private static final int WIDTH = 84;
    private static final String INDENT = "  ";

    /** @param margin what stands before each line but the first */
    String write(JsonNode value, String margin) {
        if (!value.isContainer()) {
            return scalar(value);
        }
        String line = line(value, WIDTH - margin.length());
        return line != null ? line : lines(value, margin);
    }

    private String lines(JsonNode value, String margin) {
        String inner = margin + INDENT;
        StringJoiner lines = new StringJoiner(",\n" + inner, "\n" + inner, "\n" + margin);
        if (value.isObject()) {
            value.properties()
                    .forEach(entry -> lines.add(name.apply(entry.getKey()) + ": " + write(entry.getValue(), inner)));
            return "{" + lines + "}";
        }
        value.forEach(item -> lines.add(write(item, inner)));
        return "[" + lines + "]";
    }

    /** On one line; null when it is longer than the room that there is. */
    private @Nullable String line(JsonNode value, int room) {
        if (!value.isContainer()) {
            return scalar(value);
        }
        boolean object = value.isObject();
        StringBuilder line = new StringBuilder(object ? "{" : "[");
        for (var entry : object ? value.properties() : indexed(value)) {
            if (line.length() > 1) {
                line.append(", ");
            }
            if (object) {
                line.append(name.apply(entry.getKey())).append(": ");
            }
            String part = line(entry.getValue(), room - line.length());
            if (part == null) {
                return null;
            }
            line.append(part);
            if (line.length() > room) {
                return null;
            }
        }
        return line.append(object ? '}' : ']').toString();
    }

    private static Iterable<Map.Entry<String, JsonNode>> indexed(JsonNode list) {
        return () -> list.valueStream().map(item -> Map.entry("", item)).iterator();
    }

    private String scalar(JsonNode value) {
        if (value.isString()) {
            return text.apply(value.stringValue());
        }
        if (value.isBoolean()) {
            return value.booleanValue() ? yes : no;
        }
        return value.isNumber() ? value.asString() : nothing;
    }

    /** Written plainly, this one name would say what the object inherits. */
    private static String scriptName(String name) {
        return name.equals("__proto__") ? "[\"__proto__\"]" : Quotes.json(name);
    }
}
