package dev.lakefront.catalog.openapi;

import dev.lakefront.catalog.DocumentRefused;
import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.Locale;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ObjectNode;

/** Reads a document's bytes, JSON or YAML, within bounds that no real document reaches and no hostile one passes. */
final class DocumentReader {

    static final int MAX_BYTES = 16 * 1024 * 1024;
    static final int MAX_DEPTH = 500;
    static final int MAX_VALUES = 1_000_000;

    private DocumentReader() {}

    static ObjectNode read(byte[] original) throws DocumentRefused {
        if (original.length > MAX_BYTES) {
            throw new DocumentRefused(
                    "too-large",
                    "The document has %d bytes, at most %d are read. Remove operations that need not be published."
                            .formatted(original.length, MAX_BYTES));
        }
        String text = decode(original);
        requireData(text);
        JsonNode root = text.stripLeading().startsWith("{") ? JsonText.read(text) : YamlText.read(text);
        if (!(root instanceof ObjectNode document)) {
            throw new DocumentRefused(
                    "not-openapi",
                    "The document is %s, not an object with \"openapi\" or \"swagger\"."
                            .formatted(root.getNodeType().name().toLowerCase(Locale.ROOT)));
        }
        check(document);
        return document;
    }

    private static void requireData(String text) throws DocumentRefused {
        if (text.isBlank()) {
            throw new DocumentRefused(
                    "not-openapi", "The document is empty. An OpenAPI document in JSON or YAML is needed.");
        }
        if (text.stripLeading().startsWith("<")) {
            throw new DocumentRefused(
                    "not-openapi",
                    "The document begins with \"<\", so it is a page or XML, not OpenAPI in JSON or YAML."
                            + " Check the address, and whether it asks for a login.");
        }
    }

    private static String decode(byte[] original) throws DocumentRefused {
        try {
            String text = StandardCharsets.UTF_8
                    .newDecoder()
                    .decode(ByteBuffer.wrap(original))
                    .toString();
            return text.startsWith("\uFEFF") ? text.substring(1) : text;
        } catch (CharacterCodingException e) {
            throw new DocumentRefused("syntax", "The document is not UTF-8. Convert it to UTF-8.");
        }
    }

    /** Mending adds levels; a document deeper than the bound could be neither written nor read again. */
    static void requireDepth(ObjectNode document) throws DocumentRefused {
        record Level(JsonNode node, int depth) {}
        Deque<Level> open = new ArrayDeque<>();
        open.push(new Level(document, 1));
        while (!open.isEmpty()) {
            Level level = open.pop();
            if (level.depth() > MAX_DEPTH) {
                throw tooDeep(" once it is normalised");
            }
            level.node().values().stream()
                    .filter(JsonNode::isContainer)
                    .forEach(child -> open.push(new Level(child, level.depth() + 1)));
        }
    }

    /** JSON has no infinity, but a reader makes one of {@code 1e999}; what is published must be JSON again. */
    private static void check(ObjectNode document) throws DocumentRefused {
        Deque<JsonNode> open = new ArrayDeque<>();
        open.push(document);
        int values = 0;
        while (!open.isEmpty()) {
            JsonNode node = open.pop();
            if (++values > MAX_VALUES) {
                throw tooManyValues();
            }
            if (node.isDouble() && !Double.isFinite(node.doubleValue())) {
                throw new DocumentRefused("syntax", "The document holds a number beyond the range of a double.");
            }
            node.values().forEach(open::push);
        }
    }

    static DocumentRefused tooManyValues() {
        return new DocumentRefused(
                "too-large",
                "The document holds more than %d values. Remove operations that need not be published."
                        .formatted(MAX_VALUES));
    }

    static DocumentRefused tooDeep(String where) {
        return new DocumentRefused(
                "too-deep",
                "The document nests deeper than %d levels%s. Move inner schemas to components and refer to them."
                        .formatted(MAX_DEPTH, where));
    }

    static DocumentRefused syntax(String format, long line, long column, String problem) {
        return new DocumentRefused("syntax", "%d:%d: not %s: %s".formatted(line, column, format, problem));
    }
}
