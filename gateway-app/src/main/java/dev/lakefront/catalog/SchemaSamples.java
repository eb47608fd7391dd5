package dev.lakefront.catalog;

import dev.lakefront.catalog.openapi.CheckedSamples;
import java.util.Optional;
import tools.jackson.core.JsonPointer;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ObjectNode;

/**
 * Makes readable instances of the schemas of one OpenAPI 3.1 document, such as the body of a response that has no
 * example. Each is checked before it is handed out; the same schema always gives the same one. Not thread-safe.
 */
public final class SchemaSamples {

    private final CheckedSamples samples;

    /** Takes a copy: what is changed in the document afterwards is not seen. */
    public SchemaSamples(ObjectNode document) {
        this.samples = new CheckedSamples(document);
    }

    /** An instance of the schema that stands at the pointer; empty when none can be made in bounded work. */
    public Optional<JsonNode> of(JsonPointer schema) {
        return samples.of(schema);
    }

    /** Whether the instance validates against the schema at the pointer (JSON Schema 2020-12, formats asserted). */
    public boolean accepts(JsonPointer schema, JsonNode instance) {
        return samples.accepts(schema, instance);
    }
}
