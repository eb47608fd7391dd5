package dev.lakefront.catalog.openapi;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ArrayNode;
import tools.jackson.databind.node.ObjectNode;

/** The operations of Swagger 2.0: body and form parameters become a request body, responses get media types. */
final class SwaggerOperations {

    private static final String JSON = "application/json";
    private static final String FORM = "application/x-www-form-urlencoded";
    private static final int MAX_MEDIA_TYPES = 32;
    private static final String MULTIPART = "multipart/form-data";

    private final References references;
    private final Budget budget = new Budget();
    private final List<String> consumes;
    private final List<String> produces;

    SwaggerOperations(ObjectNode document) {
        this.references = new References(document);
        this.consumes = Nodes.strings(document.path("consumes"));
        this.produces = Nodes.strings(document.path("produces"));
    }

    void convert(ObjectNode pathItem) {
        List<ObjectNode> shared = take(pathItem);
        for (String method : Kind.METHODS) {
            Nodes.object(pathItem, method).ifPresent(operation -> operation(operation, shared));
        }
        keep(pathItem, shared);
    }

    static boolean inBody(JsonNode parameter) {
        String in = parameter.path("in").asString("");
        return in.equals("body") || in.equals("formData");
    }

    private void operation(ObjectNode operation, List<ObjectNode> shared) {
        List<ObjectNode> own = take(operation);
        List<ObjectNode> all = new ArrayList<>(own);
        boolean ownBody = own.stream().anyMatch(parameter -> inBody(resolved(parameter)));
        if (!ownBody) {
            all.addAll(shared);
        }
        List<String> types = mediaTypes(operation.remove("consumes"), consumes);
        all.stream()
                .map(this::resolved)
                .filter(parameter -> parameter.path("in").asString("").equals("body"))
                .findFirst()
                .ifPresentOrElse(
                        body -> operation.set("requestBody", body(body, types)), () -> form(operation, all, types));
        keep(operation, own);
        List<String> answers = mediaTypes(operation.remove("produces"), produces);
        operation.remove("schemes");
        Nodes.named(operation.path("responses")).forEach(response -> response(response.getValue(), answers));
    }

    private static List<ObjectNode> take(ObjectNode owner) {
        JsonNode parameters = owner.remove("parameters");
        return parameters == null
                ? List.of()
                : parameters
                        .valueStream()
                        .filter(JsonNode::isObject)
                        .map(JsonNode::asObject)
                        .toList();
    }

    /** Puts back the parameters that are not part of a body. */
    private void keep(ObjectNode owner, List<ObjectNode> parameters) {
        ArrayNode kept = Nodes.array();
        parameters.stream()
                .filter(parameter -> !inBody(resolved(parameter)))
                .forEach(parameter -> kept.add(SwaggerSchemas.parameter(parameter)));
        if (!kept.isEmpty()) {
            owner.set("parameters", kept);
        }
    }

    private ObjectNode resolved(ObjectNode parameter) {
        return references.resolve(parameter).orElse(parameter) instanceof ObjectNode object ? object : parameter;
    }

    private ObjectNode body(ObjectNode parameter, List<String> types) {
        ObjectNode body = Nodes.object();
        Nodes.text(parameter, "description").ifPresent(text -> body.put("description", text));
        ObjectNode content = body.putObject("content");
        JsonNode schema = parameter.path("schema");
        for (String type : types) {
            content.putObject(type).set("schema", schema.isMissingNode() ? Nodes.object() : shared(schema));
        }
        if (parameter.path("required").asBoolean(false)) {
            body.put("required", true);
        }
        return body;
    }

    private void form(ObjectNode operation, List<ObjectNode> parameters, List<String> types) {
        ObjectNode schema = Nodes.object().put("type", "object");
        ObjectNode properties = schema.putObject("properties");
        ArrayNode required = Nodes.array();
        boolean file = false;
        for (ObjectNode shared : parameters) {
            ObjectNode parameter = shared(resolved(shared)).asObject();
            if (parameter.path("in").asString("").equals("formData")) {
                String name = parameter.path("name").asString("");
                file |= parameter.path("type").asString("").equals("file");
                ObjectNode field = SwaggerSchemas.value(parameter);
                Nodes.text(parameter, "description").ifPresent(text -> field.put("description", text));
                properties.set(name, field);
                if (parameter.path("required").asBoolean(false)) {
                    required.add(name);
                }
            }
        }
        if (properties.isEmpty()) {
            return;
        }
        if (!required.isEmpty()) {
            schema.set("required", required);
        }
        String type = file || types.contains(MULTIPART) ? MULTIPART : FORM;
        operation.putObject("requestBody").putObject("content").putObject(type).set("schema", schema);
    }

    /** Gives a response media types; {@code answers} empty means the document's own. */
    void response(ObjectNode response, List<String> answers) {
        if (response.has("$ref")) {
            return;
        }
        Optional<JsonNode> schema = Optional.ofNullable(response.remove("schema"));
        Optional<JsonNode> examples = Optional.ofNullable(response.remove("examples"));
        List<String> types = answers.isEmpty() ? mediaTypes(null, produces) : answers;
        if (schema.isPresent()) {
            ObjectNode content = response.putObject("content");
            types.forEach(type -> content.putObject(type).set("schema", shared(schema.get())));
        }
        examples.filter(JsonNode::isObject)
                .ifPresent(byType -> byType.properties()
                        .forEach(example -> media(response, example.getKey()).set("example", example.getValue())));
        for (Map.Entry<String, ObjectNode> header :
                Nodes.objects(response.path("headers")).toList()) {
            SwaggerSchemas.parameter(header.getValue());
        }
    }

    /** A copy, or no constraint at all when the document shares more than may be written out. */
    private JsonNode shared(JsonNode node) {
        return budget.copy(node).orElseGet(Nodes::object);
    }

    private static ObjectNode media(ObjectNode response, String type) {
        ObjectNode content = Nodes.object(response, "content").orElseGet(() -> response.putObject("content"));
        return Nodes.object(content, type).orElseGet(() -> content.putObject(type));
    }

    private static List<String> mediaTypes(@Nullable JsonNode own, List<String> global) {
        List<String> stated = own == null ? global : Nodes.strings(own);
        return stated.isEmpty()
                ? List.of(JSON)
                : stated.stream().distinct().limit(MAX_MEDIA_TYPES).toList();
    }
}
