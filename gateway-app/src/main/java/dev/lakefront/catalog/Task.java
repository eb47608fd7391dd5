package dev.lakefront.catalog;

import java.util.Locale;
import java.util.Optional;

/** What kind of model an API serves; decides its generic document, its formats and its OpenAI-compatible paths. */
public enum Task {
    /** Rows in, predictions out: MLflow's four formats. */
    TABULAR,
    /** Rows of keys in, looked-up feature values in {@code outputs} out (Databricks Feature Serving). */
    FEATURES,
    /** {@code messages} in, a chat completion out. */
    CHAT,
    /** {@code prompt} in, a text completion out. */
    COMPLETIONS,
    /** {@code input} text in, vectors out. */
    EMBEDDINGS,
    /** {@code input} items in, a response with {@code output} items out (agents, the Responses API). */
    AGENT,
    /** Anything else: whatever its document says. */
    CUSTOM;

    /** The word used in YAML, JSON and pages. */
    public String word() {
        return name().toLowerCase(Locale.ROOT);
    }

    /**
     * The task of a Databricks endpoint by the {@code task} that the workspace reports, such as {@code llm/v1/chat}.
     * An agent that speaks the chat protocol is {@link #CHAT}. Empty for a task that says nothing about the body.
     */
    public static Optional<Task> ofEndpoint(String reported) {
        String[] parts = reported.toLowerCase(Locale.ROOT).split("/", -1);
        return switch (parts[parts.length - 1]) {
            case "chat" -> Optional.of(CHAT);
            case "completions" -> Optional.of(COMPLETIONS);
            case "embeddings" -> Optional.of(EMBEDDINGS);
            case "responses" -> Optional.of(AGENT);
            default -> Optional.empty();
        };
    }
}
