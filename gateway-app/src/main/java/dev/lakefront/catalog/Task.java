package dev.lakefront.catalog;

import java.util.Locale;

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
}
