package dev.lakefront.catalog.openapi.rendition;

import dev.lakefront.catalog.Task;
import java.util.Locale;
import tools.jackson.databind.node.ObjectNode;

/** Gives operations that have none a summary: what a caller would say they do. */
final class OperationNames {

    private final Task task;

    OperationNames(Task task) {
        this.task = task;
    }

    void complete(String path, String method, ObjectNode operation) {
        if (operation.path("summary").asString("").isBlank()) {
            operation.put(
                    "summary",
                    summary(path, method, operation.path("operationId").asString("")));
        }
    }

    private String summary(String path, String method, String operationId) {
        boolean scores = method.equals("post") && path.endsWith("/invocations");
        if (scores && path.endsWith("/feedback/invocations")) {
            return "Send feedback";
        }
        if (scores && task != Task.CUSTOM) {
            return path.equals("/invocations") ? purpose() : purpose() + " with one served model";
        }
        return operationId.isBlank() ? method.toUpperCase(Locale.ROOT) + " " + path : sentence(operationId);
    }

    private String purpose() {
        return switch (task) {
            case TABULAR -> "Score rows";
            case FEATURES -> "Look up features";
            case CHAT -> "Complete a conversation";
            case COMPLETIONS -> "Complete a prompt";
            case EMBEDDINGS -> "Embed text";
            case AGENT -> "Ask the agent";
            case CUSTOM -> "Call the model";
        };
    }

    private static String sentence(String operationId) {
        String words = operationId
                .replaceAll("([a-z0-9])([A-Z])", "$1 $2")
                .replaceAll("[^\\p{L}\\p{N}]+", " ")
                .strip()
                .toLowerCase(Locale.ROOT);
        return words.isEmpty() ? operationId : words.substring(0, 1).toUpperCase(Locale.ROOT) + words.substring(1);
    }
}
