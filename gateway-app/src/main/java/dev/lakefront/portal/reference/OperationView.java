package dev.lakefront.portal.reference;

import dev.lakefront.portal.api.ApiDocument;
import dev.lakefront.portal.api.ApiOperation;
import dev.lakefront.portal.markdown.Markdown;
import dev.lakefront.portal.snippets.ReadableJson;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;

/** One operation as the reference shows it. */
record OperationView(
        ApiOperation operation,
        String description,
        List<Parameter> parameters,
        @Nullable Body body,
        List<Response> responses) {

    /** @param place {@code path}, {@code query}, {@code header} or {@code cookie} */
    record Parameter(String place, SchemaNode value) {}

    /** @param text the value as JSON for people */
    record Example(String name, String text) {}

    record Body(@Nullable String mediaType, String description, List<Example> examples, SchemaNode schema) {}

    /** @param schema absent for an answer without a body */
    record Response(
            String status,
            String description,
            @Nullable String mediaType,
            List<Example> examples,
            @Nullable SchemaNode schema) {

        /** The class of its badge. */
        public String tone() {
            return switch (status.charAt(0)) {
                case '2' -> "good";
                case '4' -> "warn";
                case '5' -> "bad";
                default -> "";
            };
        }
    }

    private static final int LONGEST = 12_000;

    static OperationView of(ApiDocument document, ApiOperation operation) {
        SchemaTree tree = new SchemaTree(document);
        return new OperationView(
                operation,
                Markdown.part(operation.description()),
                operation.parameters().stream()
                        .map(parameter -> parameter(tree, parameter))
                        .toList(),
                body(tree, operation),
                responses(document, tree, operation));
    }

    private static Parameter parameter(SchemaTree tree, JsonNode parameter) {
        SchemaNode node = tree.of(parameter.path("name").asString(""), parameter.path("schema"));
        String description = parameter.path("description").asString("");
        boolean required = parameter.path("required").asBoolean(false);
        return new Parameter(
                parameter.path("in").asString(""),
                new SchemaNode(
                        node.name(),
                        node.type(),
                        required,
                        parameter.path("deprecated").asBoolean(node.deprecated()),
                        description.isEmpty() ? node.description() : Markdown.part(description),
                        node.facts(),
                        node.values(),
                        node.children()));
    }

    private static @Nullable Body body(SchemaTree tree, ApiOperation operation) {
        JsonNode body = operation.body();
        String type = operation.mediaType();
        if (type == null) {
            return null;
        }
        List<Example> examples = new ArrayList<>();
        operation.examples().forEach((name, value) -> examples.add(example(name, value)));
        return new Body(
                type,
                Markdown.part(body.path("description").asString("")),
                examples,
                tree.of("", body.path("content").path(type).path("schema")));
    }

    private static List<Response> responses(ApiDocument document, SchemaTree tree, ApiOperation operation) {
        List<Response> responses = new ArrayList<>();
        operation.node().path("responses").properties().forEach(entry -> {
            JsonNode response = document.resolve(entry.getValue());
            JsonNode content = response.path("content");
            String type = content.properties().stream()
                    .map(java.util.Map.Entry::getKey)
                    .findFirst()
                    .orElse(null);
            JsonNode media = content.path(type == null ? "" : type);
            responses.add(new Response(
                    entry.getKey(),
                    Markdown.part(response.path("description").asString("")),
                    type,
                    examples(document, media),
                    media.has("schema") ? tree.of("", media.path("schema")) : null));
        });
        return responses;
    }

    private static List<Example> examples(ApiDocument document, JsonNode media) {
        List<Example> examples = new ArrayList<>();
        if (media.has("example")) {
            examples.add(example("example", media.path("example")));
        }
        media.path("examples").properties().forEach(entry -> {
            JsonNode value = document.resolve(entry.getValue()).path("value");
            if (!value.isMissingNode()) {
                examples.add(example(entry.getKey(), value));
            }
        });
        return examples;
    }

    private static Example example(String name, JsonNode value) {
        String text = ReadableJson.of(value);
        return new Example(name, text.length() > LONGEST ? text.substring(0, LONGEST) + "\n..." : text);
    }
}
