package dev.lakefront.publication;

import dev.lakefront.backend.Endpoint;
import dev.lakefront.backend.Workspace;
import dev.lakefront.catalog.Api;
import dev.lakefront.catalog.Format;
import dev.lakefront.catalog.GenericDocuments;
import dev.lakefront.catalog.Hints;
import dev.lakefront.catalog.Task;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/** Tells the importer what the API's file and the endpoint say about a document. */
final class ImportHints {

    private ImportHints() {}

    static Hints of(Api api, Workspace workspace, @Nullable Endpoint endpoint) {
        return hints(
                api,
                endpoint == null ? null : endpoint.task(),
                isDatabricks(workspace) && api.source() instanceof Api.DocumentSource.Endpoint);
    }

    /** For a document that is checked before any workspace is asked. */
    static Hints ofFile(Api api) {
        return hints(api, null, false);
    }

    private static Hints hints(Api api, @Nullable String endpointTask, boolean databricks) {
        Set<Format> drop = api.drop().stream()
                .map(word -> Format.valueOf(word.toUpperCase(Locale.ROOT)))
                .collect(Collectors.toSet());
        Map<String, Hints.OperationOverride> overrides = new TreeMap<>();
        api.operations()
                .forEach((path, name) -> overrides.put(path, new Hints.OperationOverride(name.id(), name.summary())));
        return new Hints(api.task(), endpointTask, drop, overrides, databricks);
    }

    /** The task of an API without a document: declared, else by the endpoint's own word for it. */
    static Task task(Api api, Workspace workspace, @Nullable Endpoint endpoint) {
        if (api.task() != null) {
            return api.task();
        }
        String word = endpoint == null || endpoint.task() == null ? "" : endpoint.task();
        return switch (word) {
            case "llm/v1/chat", "agent/v1/chat", "agent/v2/chat" -> Task.CHAT;
            case "llm/v1/completions" -> Task.COMPLETIONS;
            case "llm/v1/embeddings" -> Task.EMBEDDINGS;
            case "agent/v1/responses" -> Task.AGENT;
            // Databricks names no task for classic models: they take rows.
            default -> isDatabricks(workspace) ? Task.TABULAR : Task.CUSTOM;
        };
    }

    static GenericDocuments.Platform platform(Workspace workspace) {
        return isDatabricks(workspace) ? GenericDocuments.Platform.DATABRICKS : GenericDocuments.Platform.HTTP;
    }

    private static boolean isDatabricks(Workspace workspace) {
        return workspace.type().equals("databricks");
    }
}
