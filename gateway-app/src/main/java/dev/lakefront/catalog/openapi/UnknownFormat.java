package dev.lakefront.catalog.openapi;

import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ObjectNode;

/**
 * Lifts the type of {@code {"type": "object", "format": "unknown"}}: Databricks writes it for a column whose type it
 * cannot tell, and the value may well be a number or text.
 */
final class UnknownFormat implements Rule {

    @Override
    public String name() {
        return "unknown-format";
    }

    @Override
    public void apply(ObjectNode document, Changes changes) {
        Walk.schemas(document, (place, schema) -> {
            if (schema.path("format").asString("").equals("unknown")) {
                JsonNode before = Excerpt.of(schema);
                schema.remove("format");
                schema.remove("type");
                changes.record(this, place.pointer(), before, schema);
            }
        });
    }
}
