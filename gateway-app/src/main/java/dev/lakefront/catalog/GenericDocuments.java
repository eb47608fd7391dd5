package dev.lakefront.catalog;

import dev.lakefront.catalog.openapi.GenericDocument;

/**
 * Describes an endpoint that has no document of its own by what its task promises, so that it can be served, tried and
 * called all the same.
 */
public final class GenericDocuments {

    /** Where the model stands, which decides the paths that it has. */
    public enum Platform {
        /** {@code /invocations} and a pin to one served model, whatever the task. */
        DATABRICKS,
        /** {@code /invocations} for rows and custom bodies, the OpenAI paths for the other tasks. */
        HTTP
    }

    private GenericDocuments() {}

    /** The document of a task under a title; ids and bytes are the same each time. */
    public static ImportedDocument generic(String title, Task task, Platform platform) {
        return GenericDocument.of(title, task, platform);
    }
}
