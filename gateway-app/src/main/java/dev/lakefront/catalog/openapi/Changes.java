package dev.lakefront.catalog.openapi;

import dev.lakefront.catalog.Change;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;

/**
 * Collects what the rules of one import changed, large values as excerpts. Not thread-safe: one import, one thread.
 */
final class Changes {

    private final List<Change> changes = new ArrayList<>();

    void record(Rule rule, String pointer, @Nullable JsonNode before, @Nullable JsonNode after) {
        changes.add(new Change(rule.name(), pointer, copy(before), copy(after)));
    }

    List<Change> toList() {
        return List.copyOf(changes);
    }

    private static @Nullable JsonNode copy(@Nullable JsonNode node) {
        return node == null ? null : Excerpt.of(node);
    }
}
