package dev.lakefront.catalog.openapi;

import dev.lakefront.catalog.Format;
import dev.lakefront.catalog.Hints;
import dev.lakefront.catalog.Operation;
import dev.lakefront.catalog.Task;
import java.util.EnumSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ObjectNode;

/** Decides what kind of model a document describes: the owner's word, then the endpoint's, then the shapes. */
final class TaskRecognition {

    private static final Set<Format> TABULAR =
            EnumSet.of(Format.DATAFRAME_SPLIT, Format.DATAFRAME_RECORDS, Format.INSTANCES, Format.INPUTS);

    private final ObjectNode document;
    private final References references;

    TaskRecognition(ObjectNode document) {
        this.document = document;
        this.references = new References(document);
    }

    Task task(Hints hints, List<Operation> operations) {
        if (hints.task() != null) {
            return hints.task();
        }
        return Optional.ofNullable(hints.endpointTask())
                .flatMap(Task::ofEndpoint)
                .orElseGet(() -> byShape(operations));
    }

    /** What a caller can send, over all operations but feedback; other JSON only where there is nothing better. */
    static Set<Format> formats(List<Operation> operations) {
        Set<Format> all = EnumSet.noneOf(Format.class);
        operations.stream()
                .filter(operation -> !operation.path().equals(ServedModelPaths.FEEDBACK))
                .forEach(operation -> all.addAll(operation.formats()));
        if (all.size() > 1) {
            all.remove(Format.JSON);
        }
        return all;
    }

    private Task byShape(List<Operation> operations) {
        Set<Format> formats = formats(operations);
        if (formats.contains(Format.MESSAGES)) {
            return Task.CHAT;
        }
        if (formats.contains(Format.INPUT_ITEMS)) {
            return Task.AGENT;
        }
        if (formats.contains(Format.PROMPT)) {
            return Task.COMPLETIONS;
        }
        if (formats.contains(Format.INPUT)) {
            return Task.EMBEDDINGS;
        }
        return formats.stream().anyMatch(TABULAR::contains) ? tabular(operations) : Task.CUSTOM;
    }

    private Task tabular(List<Operation> operations) {
        List<JsonNode> described = operations.stream()
                .filter(operation -> operation.formats().stream().anyMatch(TABULAR::contains))
                .filter(operation -> !operation.path().equals(ServedModelPaths.FEEDBACK))
                .map(operation -> document.path("paths").path(operation.path()).path("post"))
                .toList();
        if (described.stream().anyMatch(this::looksUpFeatures)) {
            return Task.FEATURES;
        }
        return described.stream().anyMatch(this::takesOnlyMessages) ? Task.CHAT : Task.TABULAR;
    }

    private boolean looksUpFeatures(JsonNode operation) {
        JsonNode properties = response(operation).path("properties");
        return properties.has("outputs") && !properties.has("predictions");
    }

    private JsonNode response(JsonNode operation) {
        JsonNode answer = operation.path("responses").path("200");
        JsonNode schema = references
                .resolve(answer)
                .orElse(answer)
                .path("content")
                .path("application/json")
                .path("schema");
        return references.resolve(schema).orElse(schema);
    }

    /** Older agents describe a table of one column, {@code messages}, whose cells are conversations. */
    private boolean takesOnlyMessages(JsonNode operation) {
        JsonNode body = operation
                .path("requestBody")
                .path("content")
                .path("application/json")
                .path("schema");
        return body instanceof ObjectNode schema
                && Wrappers.find(Wrappers.branches(Place.ROOT, schema), Format.DATAFRAME_RECORDS)
                        .map(branch -> branch.content(Format.DATAFRAME_RECORDS.word())
                                .path("items")
                                .path("properties"))
                        .filter(columns -> columns.size() == 1)
                        .map(columns -> columns.path("messages").path("items").path("properties"))
                        .filter(message -> message.has("role") && message.has("content"))
                        .isPresent();
    }
}
