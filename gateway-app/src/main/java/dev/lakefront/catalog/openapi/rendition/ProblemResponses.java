package dev.lakefront.catalog.openapi.rendition;

import dev.lakefront.catalog.openapi.tree.ComponentNames;
import dev.lakefront.catalog.openapi.tree.LocalRefs;
import java.util.LinkedHashMap;
import java.util.Map;
import tools.jackson.databind.node.JsonNodeFactory;
import tools.jackson.databind.node.ObjectNode;

/** Adds the errors that the gateway itself answers with to the operations of a document that does not name them. */
final class ProblemResponses {

    private static final Map<String, String> DESCRIPTIONS = new LinkedHashMap<>();

    static {
        DESCRIPTIONS.put("400", "The request is malformed, or its path is ambiguous.");
        DESCRIPTIONS.put("401", "The subscription key is missing or not valid.");
        DESCRIPTIONS.put("403", "The subscription does not include this API.");
        DESCRIPTIONS.put("404", "There is no such API or operation.");
        DESCRIPTIONS.put("413", "The request body is larger than the gateway accepts.");
        DESCRIPTIONS.put("429", "A limit is spent; Retry-After says when to come back.");
        DESCRIPTIONS.put("502", "The model server could not be reached, or its answer made no sense.");
        DESCRIPTIONS.put("503", "The model server is starting or overloaded; Retry-After says when to come back.");
        DESCRIPTIONS.put("504", "The model server did not answer in time.");
    }

    private final Map<String, String> refs = new LinkedHashMap<>();

    /** Adds the shared responses to the document's components. */
    ProblemResponses(ObjectNode document) {
        ObjectNode schemas = ComponentNames.section(document, "schemas");
        String problem = ComponentNames.free(schemas, "Problem");
        schemas.set(problem, problem());
        ObjectNode responses = ComponentNames.section(document, "responses");
        DESCRIPTIONS.forEach((status, description) -> {
            String name = ComponentNames.free(responses, "Problem" + status);
            responses.set(name, response(status, description, LocalRefs.toComponent("schemas", problem)));
            refs.put(status, LocalRefs.toComponent("responses", name));
        });
    }

    /** What the operation says of a status itself stays. */
    void addTo(ObjectNode operation) {
        ObjectNode responses = operation.withObjectProperty("responses");
        refs.forEach((status, ref) -> {
            boolean bodyless = status.equals("413") && !operation.has("requestBody");
            if (!responses.has(status) && !bodyless) {
                responses.putObject(status).put("$ref", ref);
            }
        });
    }

    private static ObjectNode response(String status, String description, String schema) {
        ObjectNode response = JsonNodeFactory.instance.objectNode().put("description", description);
        ObjectNode headers = response.putObject("headers");
        header(headers, "X-Lakefront-Error", "string", "The problem's code; only the gateway's own errors have it.");
        if (status.equals("401")) {
            header(headers, "WWW-Authenticate", "string", "How to send a key (RFC 9110, section 11.6.1).");
        }
        if (status.equals("429") || status.equals("503")) {
            header(headers, "Retry-After", "integer", "Seconds to wait before the next attempt.");
        }
        response.putObject("content")
                .putObject("application/problem+json")
                .putObject("schema")
                .put("$ref", schema);
        return response;
    }

    private static void header(ObjectNode headers, String name, String type, String description) {
        ObjectNode header = headers.putObject(name).put("description", description);
        header.putObject("schema").put("type", type);
    }

    private static ObjectNode problem() {
        ObjectNode problem = JsonNodeFactory.instance
                .objectNode()
                .put("type", "object")
                .put("description", "Problem details (RFC 9457).");
        problem.putArray("required")
                .add("type")
                .add("title")
                .add("status")
                .add("code")
                .add("request_id");
        ObjectNode properties = problem.putObject("properties");
        property(properties, "type", "string", "The page that explains this kind of problem.")
                .put("format", "uri-reference");
        property(properties, "title", "string", "What kind of problem it is.");
        property(properties, "status", "integer", "The HTTP status.")
                .put("minimum", 400)
                .put("maximum", 599);
        property(properties, "detail", "string", "What happened here, and what to do.");
        property(properties, "instance", "string", "This one occurrence.").put("format", "uri-reference");
        property(properties, "code", "string", "The kind of problem, for programs; it does not change.");
        property(properties, "request_id", "string", "Quote it when you ask for help.");
        return problem;
    }

    private static ObjectNode property(ObjectNode properties, String name, String type, String description) {
        return properties.putObject(name).put("type", type).put("description", description);
    }
}
