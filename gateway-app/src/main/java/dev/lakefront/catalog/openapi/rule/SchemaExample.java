package dev.lakefront.catalog.openapi.rule;

import dev.lakefront.catalog.openapi.tree.Nodes;
import dev.lakefront.catalog.openapi.tree.Walk;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ArrayNode;
import tools.jackson.databind.node.ObjectNode;

/** Moves a schema's {@code example}, deprecated in 3.1, into {@code examples}, which there is an array of values. */
public final class SchemaExample implements Rule {

    @Override
    public String name() {
        return "schema-example";
    }

    @Override
    public void apply(ObjectNode document, Changes changes) {
        Walk.schemas(document, (place, schema) -> {
            if (schema.path("examples") instanceof ObjectNode named) {
                JsonNode before = named.deepCopy();
                ArrayNode values = Nodes.array();
                named.values().forEach(entry -> values.add(entry.has("value") ? entry.get("value") : entry));
                schema.set("examples", values);
                changes.record(this, place.then("examples").pointer(), before, values);
            }
            JsonNode example = schema.get("example");
            if (example != null) {
                schema.remove("example");
                ArrayNode values = Nodes.array(schema, "examples").orElseGet(() -> schema.putArray("examples"));
                if (values.valueStream().noneMatch(example::equals)) {
                    values.insert(0, example);
                }
                changes.record(this, place.then("example").pointer(), example, null);
            }
        });
    }
}
