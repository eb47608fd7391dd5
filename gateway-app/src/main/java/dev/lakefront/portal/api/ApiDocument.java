package dev.lakefront.portal.api;

import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;
import tools.jackson.core.JsonPointer;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.MissingNode;
import tools.jackson.databind.node.ObjectNode;

/** An OpenAPI 3.1 document as it is published, read part by part. */
public final class ApiDocument {

    private static final List<String> METHODS = List.of("get", "post", "put", "patch", "delete", "head", "options");

    /** How paths end that ask a model, the most usual first. */
    private static final List<String> SCORING =
            List.of("/invocations", "/chat/completions", "/embeddings", "/completions", "/responses");

    private final ObjectNode root;
    private final String apiPath;

    /** @param apiPath what stands before the document's paths */
    public ApiDocument(ObjectNode root, String apiPath) {
        this.root = root;
        this.apiPath = apiPath;
    }

    public JsonNode info() {
        return root.path("info");
    }

    /** In the order of the document. */
    public List<ApiOperation> operations() {
        List<ApiOperation> operations = new ArrayList<>();
        root.path("paths").properties().forEach(path -> {
            JsonNode item = path.getValue();
            METHODS.stream()
                    .filter(method -> item.path(method).isObject())
                    .forEach(method -> operations.add(new ApiOperation(
                            this, method.toUpperCase(Locale.ROOT), path.getKey(), item, item.path(method))));
        });
        return operations;
    }

    /** What people mean when they speak of calling the API: scoring, else the first that takes a body, else the first. */
    public Optional<ApiOperation> main() {
        List<ApiOperation> operations = operations();
        return SCORING.stream()
                .flatMap(path -> operations.stream()
                        .filter(operation -> operation.method().equals("POST"))
                        .filter(operation -> operation.path().endsWith(path)))
                .findFirst()
                .or(() -> operations.stream()
                        .filter(operation -> !operation.examples().isEmpty())
                        .findFirst())
                .or(() -> operations.stream().findFirst());
    }

    /** By its id. */
    public Optional<ApiOperation> operation(String id) {
        return operations().stream()
                .filter(operation -> operation.id().equals(id))
                .findFirst();
    }

    /** What a reference leads to, however many lie between; what was given where it is none; missing when it leads nowhere. */
    public JsonNode resolve(JsonNode node) {
        Set<String> seen = new HashSet<>();
        JsonNode at = node;
        while (at.path("$ref").isString()) {
            String reference = at.path("$ref").stringValue();
            if (!reference.startsWith("#") || !seen.add(reference)) {
                return MissingNode.getInstance();
            }
            try {
                at = root.at(JsonPointer.compile(decoded(reference.substring(1))));
            } catch (IllegalArgumentException malformed) {
                return MissingNode.getInstance();
            }
        }
        return at;
    }

    private static String decoded(String fragment) {
        return fragment.indexOf('%') < 0
                ? fragment
                : java.net.URLDecoder.decode(fragment.replace("+", "%2B"), java.nio.charset.StandardCharsets.UTF_8);
    }

    String apiPath() {
        return apiPath;
    }
}
