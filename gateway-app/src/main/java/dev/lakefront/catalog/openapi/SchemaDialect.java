package dev.lakefront.catalog.openapi;

import java.util.Set;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ObjectNode;

/**
 * Removes {@code $schema} and {@code jsonSchemaDialect} that name another dialect than OpenAPI 3.1's own: a validator
 * that meets them would fetch the dialect from where they say.
 */
final class SchemaDialect implements Rule {

    private static final Set<String> OWN =
            Set.of("https://json-schema.org/draft/2020-12/schema", "https://spec.openapis.org/oas/3.1/dialect/base");

    @Override
    public String name() {
        return "schema-dialect";
    }

    @Override
    public void apply(ObjectNode document, Changes changes) {
        remove(Place.ROOT, document, "jsonSchemaDialect", changes);
        Walk.schemas(document, (place, schema) -> remove(place, schema, "$schema", changes));
    }

    private void remove(Place place, ObjectNode owner, String field, Changes changes) {
        JsonNode dialect = owner.get(field);
        if (dialect != null && !OWN.contains(dialect.asString("").replaceFirst("#$", ""))) {
            owner.remove(field);
            changes.record(this, place.then(field).pointer(), dialect, null);
        }
    }
}
