package dev.lakefront.catalog.openapi.rendition;

import dev.lakefront.catalog.openapi.tree.Kind;
import java.util.List;
import java.util.Map;
import java.util.Set;
import tools.jackson.databind.node.ObjectNode;

/**
 * The fields of each object of OpenAPI 3.0.3. Whatever else a document has there, from a newer version or from nowhere,
 * is an error to strict readers, so it moves under {@code x-}.
 */
final class OlderFields {

    static final Set<String> ROOT =
            Set.of("openapi", "info", "servers", "paths", "components", "security", "tags", "externalDocs");
    static final Set<String> INFO = Set.of("title", "description", "termsOfService", "contact", "license", "version");
    static final Set<String> LICENSE = Set.of("name", "url");
    static final Set<String> COMPONENTS = Set.of(
            "schemas",
            "responses",
            "parameters",
            "examples",
            "requestBodies",
            "headers",
            "securitySchemes",
            "links",
            "callbacks");

    private static final Set<String> HEADER = Set.of(
            "description",
            "required",
            "deprecated",
            "allowEmptyValue",
            "style",
            "explode",
            "allowReserved",
            "schema",
            "example",
            "examples",
            "content");
    private static final Map<Kind, Set<String>> OBJECTS = Map.of(
            Kind.PATH_ITEM,
            Set.of(
                    "$ref",
                    "summary",
                    "description",
                    "get",
                    "put",
                    "post",
                    "delete",
                    "options",
                    "head",
                    "patch",
                    "trace",
                    "servers",
                    "parameters"),
            Kind.OPERATION,
            Set.of(
                    "tags",
                    "summary",
                    "description",
                    "externalDocs",
                    "operationId",
                    "parameters",
                    "requestBody",
                    "responses",
                    "callbacks",
                    "deprecated",
                    "security",
                    "servers"),
            Kind.HEADER,
            HEADER,
            Kind.REQUEST_BODY,
            Set.of("description", "content", "required"),
            Kind.RESPONSE,
            Set.of("description", "headers", "content", "links"),
            Kind.MEDIA_TYPE,
            Set.of("schema", "example", "examples", "encoding"),
            Kind.ENCODING,
            Set.of("contentType", "headers", "style", "explode", "allowReserved"),
            Kind.EXAMPLE,
            Set.of("summary", "description", "value", "externalValue"),
            Kind.LINK,
            Set.of("operationRef", "operationId", "parameters", "requestBody", "description", "server"));

    private OlderFields() {}

    static void keep(Kind kind, ObjectNode object) {
        for (String field : List.copyOf(object.propertyNames())) {
            boolean known = kind == Kind.PARAMETER
                    ? HEADER.contains(field) || field.equals("name") || field.equals("in")
                    : OBJECTS.getOrDefault(kind, Set.of()).contains(field);
            if (!known) {
                extend(object, field);
            }
        }
    }

    static void keep(Set<String> fields, ObjectNode object) {
        for (String field : List.copyOf(object.propertyNames())) {
            if (!fields.contains(field)) {
                extend(object, field);
            }
        }
    }

    /** Makes an extension of a field. */
    private static void extend(ObjectNode object, String field) {
        if (!field.startsWith("x-")) {
            object.set(object.has("x-" + field) ? "x-original-" + field : "x-" + field, object.remove(field));
        }
    }
}
