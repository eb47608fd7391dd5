package dev.lakefront.portal.tryit;

import dev.lakefront.catalog.Operation;
import dev.lakefront.catalog.SchemaSamples;
import dev.lakefront.publication.PublishedApi;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.springframework.http.InvalidMediaTypeException;
import org.springframework.http.MediaType;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ObjectNode;

/** Makes the form of an operation from its document. Takes time with the document's size. */
final class OperationForms {

    private static final int MOST_EXAMPLES = 12;
    private static final int MOST_PARAMETERS = 40;

    private OperationForms() {}

    static OperationForm of(PublishedApi api, Operation operation) {
        ObjectNode document = api.document().document();
        DocumentNode item = DocumentNode.root(document).path("paths", operation.path());
        DocumentNode described = item.child(operation.method().toLowerCase(Locale.ROOT));
        return new OperationForm(
                operation.id(),
                operation.method(),
                api.api().path() + operation.path(),
                parameters(item, described),
                body(described.path("requestBody", "content")));
    }

    /** An operation's own takes the place of its path's. */
    private static List<OperationForm.Parameter> parameters(DocumentNode item, DocumentNode operation) {
        Map<String, OperationForm.Parameter> parameters = new LinkedHashMap<>();
        Stream.of(item, operation)
                .flatMap(holder -> holder.child("parameters").elements())
                .map(OperationForms::parameter)
                .filter(parameter ->
                        parameter.in().equals("path") || parameter.in().equals("query"))
                .limit(MOST_PARAMETERS)
                .forEach(parameter -> parameters.put(parameter.field(), parameter));
        return List.copyOf(parameters.values());
    }

    private static OperationForm.Parameter parameter(DocumentNode parameter) {
        DocumentNode schema = parameter.child("schema");
        List<String> options = new ArrayList<>();
        schema.child("enum")
                .elements()
                .forEach(option -> options.add(option.value().asString("")));
        JsonNode value = Stream.of(
                        parameter.child("example"),
                        schema.child("example"),
                        schema.child("default"),
                        schema.child("examples").elements().findFirst().orElse(schema.child("examples")))
                .filter(node -> node.value().isValueNode())
                .map(DocumentNode::value)
                .findFirst()
                .orElse(schema.path("enum", "0").value());
        String in = parameter.child("in").text();
        String shown = value.asString("");
        return new OperationForm.Parameter(
                parameter.child("name").text(),
                in,
                in.equals("path") || parameter.child("required").value().asBoolean(false),
                shown.isEmpty() && in.equals("path") && !options.isEmpty() ? options.getFirst() : shown,
                parameter.child("description").text(),
                List.copyOf(options));
    }

    private static OperationForm.@Nullable Body body(DocumentNode content) {
        List<String> types = content.names();
        if (types.isEmpty()) {
            return null;
        }
        String type = types.stream().filter(OperationForms::isJson).findFirst().orElse(types.getFirst());
        DocumentNode media = content.child(type);
        List<OperationForm.Example> examples = examples(media);
        return new OperationForm.Body(
                sendable(type),
                examples.isEmpty() ? List.of(sample(media)) : examples,
                Columns.of(media.child("schema")));
    }

    private static List<OperationForm.Example> examples(DocumentNode media) {
        List<OperationForm.Example> examples = new ArrayList<>();
        DocumentNode given = media.child("examples");
        for (String name : given.names()) {
            DocumentNode example = given.child(name);
            if (example.child("value").exists() && examples.size() < MOST_EXAMPLES) {
                examples.add(new OperationForm.Example(
                        name,
                        example.child("summary").text(),
                        JsonLayout.of(example.child("value").value())));
            }
        }
        if (examples.isEmpty() && media.child("example").exists()) {
            examples.add(new OperationForm.Example(
                    "example", "", JsonLayout.of(media.child("example").value())));
        }
        return examples;
    }

    private static OperationForm.Example sample(DocumentNode media) {
        Optional<JsonNode> sample = media.child("schema").exists()
                ? new SchemaSamples(media.document()).of(media.child("schema").pointer())
                : Optional.empty();
        return new OperationForm.Example(
                "example", "", sample.map(JsonLayout::of).orElse("{}"));
    }

    static boolean isJson(String type) {
        String bare = type.split(";", 2)[0].strip().toLowerCase(Locale.ROOT);
        return bare.endsWith("/json") || bare.endsWith("+json");
    }

    /** The document is a stranger's: what is no media type, or a pattern of several, is not sent. */
    private static String sendable(String type) {
        try {
            return MediaType.parseMediaType(type).isConcrete() ? type : MediaType.APPLICATION_JSON_VALUE;
        } catch (InvalidMediaTypeException malformed) {
            return MediaType.APPLICATION_JSON_VALUE;
        }
    }
}
