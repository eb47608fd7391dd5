package dev.lakefront.catalog;

import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * What is known about a document from outside it: the owner's declarations and the endpoint's own words.
 *
 * @param task the task that the owner declared; it wins over everything
 * @param endpointTask the task string of the endpoint, such as {@code llm/v1/chat}; it wins over the document's shapes
 * @param drop formats to leave out of request bodies that offer several
 * @param overrides by path as in the original document, or as published
 * @param databricks whether the document describes a Databricks serving endpoint
 */
public record Hints(
        @Nullable Task task,
        @Nullable String endpointTask,
        Set<Format> drop,
        Map<String, OperationOverride> overrides,
        boolean databricks) {

    public Hints {
        drop = Format.ordered(drop);
        overrides = Map.copyOf(overrides);
    }

    /** Nothing is known: any OpenAPI document of any server. */
    public static Hints none() {
        return new Hints(null, null, Set.of(), Map.of(), false);
    }

    /** A Databricks endpoint's document; {@code endpointTask} as the workspace reports it. */
    public static Hints databricks(@Nullable String endpointTask) {
        return new Hints(null, endpointTask, Set.of(), Map.of(), true);
    }

    /** What the owner calls an operation; absent parts stay as the document has them. */
    public record OperationOverride(
            @Nullable String id, @Nullable String summary) {}
}
