package dev.lakefront.catalog.openapi;

import dev.lakefront.catalog.DocumentRefused;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ObjectNode;

/** Reads which version a document declares, and refuses those that cannot be imported. */
final class SourceVersion {

    private static final String SUPPORTED = "OpenAPI 3.1.x, OpenAPI 3.0.x and Swagger 2.0 are supported";

    private SourceVersion() {}

    static String of(ObjectNode document) throws DocumentRefused {
        JsonNode openapi = document.path("openapi");
        JsonNode swagger = document.path("swagger");
        // Unquoted in YAML, a version of two parts is a number.
        String version = openapi.isMissingNode() ? swagger.asString("") : openapi.asString("");
        if (openapi.isMissingNode() && swagger.isMissingNode()) {
            throw new DocumentRefused(
                    "not-openapi",
                    "The document has neither \"openapi\" nor \"swagger\" at its top, so it is no OpenAPI document. %s."
                            .formatted(SUPPORTED));
        }
        boolean supported = openapi.isMissingNode() ? version.equals("2.0") : version.matches("3\\.[01](\\..{0,40})?");
        if (!supported) {
            throw new DocumentRefused(
                    "unsupported-version",
                    "/%s: version \"%.40s\" cannot be imported. %s; convert the document to one of them."
                            .formatted(openapi.isMissingNode() ? "swagger" : "openapi", version, SUPPORTED));
        }
        return version;
    }
}
