package dev.lakefront.catalog.openapi;

import java.util.ArrayDeque;
import java.util.Deque;
import java.util.Optional;
import tools.jackson.databind.JsonNode;

/**
 * Copies parts of a document into the places that share them, up to as many values as a document may have: a small
 * document that shares one large part ten thousand times must not become a large one.
 */
final class Budget {

    private int left = DocumentReader.MAX_VALUES;

    /** Empty when the copy would exceed the budget. */
    Optional<JsonNode> copy(JsonNode node) {
        int size = size(node);
        if (size > left) {
            return Optional.empty();
        }
        left -= size;
        return Optional.of(node.deepCopy());
    }

    private static int size(JsonNode node) {
        Deque<JsonNode> open = new ArrayDeque<>();
        open.push(node);
        int size = 0;
        while (!open.isEmpty()) {
            size++;
            open.pop().values().forEach(open::push);
        }
        return size;
    }
}
