package dev.lakefront.catalog.openapi;

import dev.lakefront.catalog.GenericDocuments.Platform;
import dev.lakefront.catalog.ImportedDocument;
import dev.lakefront.catalog.Operation;
import dev.lakefront.catalog.Task;
import java.nio.charset.StandardCharsets;
import java.util.List;
import tools.jackson.databind.node.ObjectNode;

/** Composes the document of a task from its template. */
public final class GenericDocument {

    private GenericDocument() {}

    /** Deterministic; reads a resource of the jar. */
    public static ImportedDocument of(String title, Task task, Platform platform) {
        Template template = Template.of(task);
        ObjectNode document = Nodes.object().put("openapi", "3.1.0");
        document.putObject("info").put("title", title).put("version", "1").put("description", template.description());
        ObjectNode paths = document.putObject("paths");
        String path = platform == Platform.HTTP ? httpPath(task) : ServedModelPaths.INVOCATIONS;
        operation(paths.putObject(path), "invoke", template);
        if (platform == Platform.DATABRICKS) {
            ObjectNode pinned = paths.putObject(ServedModelPaths.PINNED);
            ObjectNode parameter = pinned.putArray("parameters").addObject();
            parameter.put("name", "served").put("in", "path").put("required", true);
            parameter.put("description", "The served model to ask, instead of the one that the traffic split chooses.");
            parameter.putObject("schema").put("type", "string");
            operation(pinned, "invoke-served-model", template);
        }
        // Its examples are part of the document, not something that was mended.
        new RequestExamples().apply(document, new Changes());
        List<Operation> operations = Operations.of(document, ServerPaths.NONE);
        return new ImportedDocument(
                document,
                "3.1.0",
                SourceHash.of(document.toString().getBytes(StandardCharsets.UTF_8)),
                "",
                task,
                TaskRecognition.formats(operations),
                operations,
                List.of());
    }

    private static String httpPath(Task task) {
        return switch (task) {
            case CHAT -> "/v1/chat/completions";
            case COMPLETIONS -> "/v1/completions";
            case EMBEDDINGS -> "/v1/embeddings";
            case AGENT -> "/v1/responses";
            case TABULAR, FEATURES, CUSTOM -> ServedModelPaths.INVOCATIONS;
        };
    }

    private static void operation(ObjectNode pathItem, String id, Template template) {
        ObjectNode post = pathItem.putObject("post").put("operationId", id).put("summary", template.summary());
        post.putObject("requestBody")
                .put("required", true)
                .putObject("content")
                .putObject("application/json")
                .set("schema", template.request());
        post.putObject("responses")
                .putObject("200")
                .put("description", "The model's answer.")
                .set("content", template.responseContent());
    }
}
