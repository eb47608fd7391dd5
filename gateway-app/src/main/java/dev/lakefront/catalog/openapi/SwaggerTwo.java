package dev.lakefront.catalog.openapi;

import java.util.List;
import java.util.Map;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ArrayNode;
import tools.jackson.databind.node.ObjectNode;

/** Rewrites Swagger 2.0 in the form of OpenAPI 3.0, so that the rules after it need to know one form only. */
final class SwaggerTwo implements Rule {

    private static final Map<String, String> MOVED = Map.of(
            "#/definitions/", "#/components/schemas/",
            "#/parameters/", "#/components/parameters/",
            "#/responses/", "#/components/responses/");

    @Override
    public String name() {
        return "swagger-two";
    }

    @Override
    public void apply(ObjectNode document, Changes changes) {
        if (!document.path("swagger").asString("").startsWith("2.0")) {
            return;
        }
        SwaggerOperations operations = new SwaggerOperations(document);
        for (Map.Entry<String, ObjectNode> path :
                Nodes.named(document.path("paths")).toList()) {
            JsonNode before = Excerpt.of(path.getValue());
            operations.convert(path.getValue());
            changes.record(this, Place.ROOT.then("paths").then(path.getKey()).pointer(), before, path.getValue());
        }
        components(document, operations, changes);
        servers(document, changes);
        List.of("consumes", "produces", "securityDefinitions", "security")
                .forEach(field -> removed(document, field, changes));
        JsonNode version = document.remove("swagger");
        Nodes.putFirst(document, "openapi", Nodes.text("3.0.3"));
        changes.record(this, "/swagger", version, null);
        Walk.over(document, (kind, place, node) -> {
            rewriteReference(node);
            if (kind == Kind.SCHEMA) {
                SwaggerSchemas.mend(node);
            }
        });
    }

    private void components(ObjectNode document, SwaggerOperations operations, Changes changes) {
        ObjectNode components = Nodes.object();
        JsonNode definitions = moved(document, "definitions", "/components/schemas", changes);
        if (definitions instanceof ObjectNode) {
            components.set("schemas", definitions);
        }
        JsonNode responses = moved(document, "responses", "/components/responses", changes);
        if (responses instanceof ObjectNode shared) {
            Nodes.objects(shared).forEach(response -> operations.response(response.getValue(), List.of()));
            components.set("responses", shared);
        }
        JsonNode parameters = moved(document, "parameters", "/components/parameters", changes);
        if (parameters instanceof ObjectNode shared) {
            ObjectNode kept = components.putObject("parameters");
            Nodes.objects(shared)
                    .filter(parameter -> !SwaggerOperations.inBody(parameter.getValue()))
                    .forEach(parameter -> kept.set(parameter.getKey(), SwaggerSchemas.parameter(parameter.getValue())));
        }
        if (!components.isEmpty()) {
            document.set("components", components);
        }
    }

    private JsonNode moved(ObjectNode document, String field, String to, Changes changes) {
        JsonNode value = document.remove(field);
        if (value == null) {
            return Nodes.array();
        }
        changes.record(this, "/" + field, null, Nodes.text(to));
        return value;
    }

    private void servers(ObjectNode document, Changes changes) {
        String host = document.path("host").asString("");
        String basePath = document.path("basePath").asString("");
        List<String> schemes = Nodes.strings(document.path("schemes"));
        List.of("host", "basePath", "schemes").forEach(field -> removed(document, field, changes));
        if (host.isEmpty() && basePath.isEmpty()) {
            return;
        }
        ArrayNode servers = document.putArray("servers");
        if (host.isEmpty()) {
            servers.addObject().put("url", basePath);
        } else {
            (schemes.isEmpty() ? List.of("https") : schemes)
                    .forEach(scheme -> servers.addObject().put("url", scheme + "://" + host + basePath));
        }
        changes.record(this, "/servers", null, servers);
    }

    private void removed(ObjectNode document, String field, Changes changes) {
        JsonNode value = document.remove(field);
        if (value != null) {
            changes.record(this, "/" + field, value, null);
        }
    }

    private static void rewriteReference(ObjectNode node) {
        Nodes.text(node, "$ref")
                .ifPresent(reference -> MOVED.forEach((from, to) -> {
                    if (reference.startsWith(from)) {
                        node.put("$ref", to + reference.substring(from.length()));
                    }
                }));
    }
}
