package dev.lakefront.portal.tryit;

import java.net.URLDecoder;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Optional;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import tools.jackson.core.JsonPointer;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ObjectNode;

/**
 * A place in an OpenAPI document. References within the document are followed wherever one goes; the document is a
 * stranger's, so only so many of them.
 */
record DocumentNode(ObjectNode document, JsonPointer pointer, JsonNode value) {

    private static final int MOST_HOPS = 16;

    static DocumentNode root(ObjectNode document) {
        return new DocumentNode(document, JsonPointer.empty(), document);
    }

    DocumentNode child(String name) {
        return at(document, pointer.appendProperty(name), 0);
    }

    private DocumentNode child(int index) {
        return at(document, pointer.appendIndex(index), 0);
    }

    /** One below another. */
    DocumentNode path(String... names) {
        DocumentNode node = this;
        for (String name : names) {
            node = node.child(name);
        }
        return node;
    }

    boolean exists() {
        return !value.isMissingNode();
    }

    /** The elements of a list; none of anything else. */
    Stream<DocumentNode> elements() {
        return value.isArray() ? IntStream.range(0, value.size()).mapToObj(this::child) : Stream.empty();
    }

    /** The names of an object's members; none of anything else. */
    List<String> names() {
        return value.isObject() ? List.copyOf(value.propertyNames()) : List.of();
    }

    /** The text that stands there; empty for anything else. */
    String text() {
        return value.isString() ? value.stringValue() : "";
    }

    private static DocumentNode at(ObjectNode document, JsonPointer pointer, int hops) {
        JsonNode value = document.at(pointer);
        JsonNode reference = value.path("$ref");
        if (!reference.isString() || hops == MOST_HOPS) {
            return new DocumentNode(document, pointer, value);
        }
        return target(reference.stringValue())
                .map(target -> at(document, target, hops + 1))
                .orElseGet(() -> new DocumentNode(document, pointer, value));
    }

    /** Empty for a reference to elsewhere, which is never fetched. */
    private static Optional<JsonPointer> target(String reference) {
        if (!reference.startsWith("#/")) {
            return Optional.empty();
        }
        try {
            String decoded = URLDecoder.decode(reference.substring(1).replace("+", "%2B"), StandardCharsets.UTF_8);
            return Optional.of(JsonPointer.compile(decoded));
        } catch (IllegalArgumentException malformed) {
            return Optional.empty();
        }
    }
}
