package dev.lakefront.catalog.openapi;

import java.util.Map;
import java.util.Optional;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ObjectNode;

/** Finds the schemas of the JSON bodies that a document's operations take. */
final class RequestSchemas {

    /** Called for each JSON media type of each operation. */
    @FunctionalInterface
    interface Visitor {
        void visit(String path, Place place, ObjectNode schema, ObjectNode mediaType, Place media);
    }

    private RequestSchemas() {}

    static void each(ObjectNode document, Visitor visitor) {
        References references = new References(document);
        for (Map.Entry<String, ObjectNode> path :
                Nodes.named(document.path("paths")).toList()) {
            for (String method : Kind.METHODS) {
                JsonNode body = path.getValue().path(method).path("requestBody");
                Place place = Place.ROOT
                        .then("paths")
                        .then(path.getKey())
                        .then(method)
                        .then("requestBody");
                Optional<String> reference = Nodes.text(body, "$ref");
                JsonNode described = references.resolve(body).orElse(body);
                Place at = reference.map(RequestSchemas::place).orElse(place).then("content");
                Nodes.objects(described.path("content"))
                        .filter(type -> isJson(type.getKey()))
                        .forEach(type ->
                                media(references, path.getKey(), at.then(type.getKey()), type.getValue(), visitor));
            }
        }
    }

    private static void media(References references, String path, Place place, ObjectNode mediaType, Visitor visitor) {
        JsonNode schema = mediaType.path("schema");
        Place at = Nodes.text(schema, "$ref").map(RequestSchemas::place).orElse(place.then("schema"));
        if (references.resolve(schema).orElse(schema) instanceof ObjectNode described) {
            visitor.visit(path, at, described, mediaType, place);
        }
    }

    static boolean isJson(String mediaType) {
        String type = mediaType.split(";", 2)[0].strip();
        return type.equalsIgnoreCase("application/json") || type.endsWith("+json") || type.equals("*/*");
    }

    /** The place that a local reference names. */
    private static Place place(String reference) {
        Place place = Place.ROOT;
        for (String token : reference.replaceFirst("^#/", "").split("/", -1)) {
            place = place.then(token.replace("~1", "/").replace("~0", "~"));
        }
        return place;
    }
}
