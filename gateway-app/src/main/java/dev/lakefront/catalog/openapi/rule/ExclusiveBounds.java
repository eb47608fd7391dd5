package dev.lakefront.catalog.openapi.rule;

import dev.lakefront.catalog.openapi.tree.Place;
import dev.lakefront.catalog.openapi.tree.Walk;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ObjectNode;

/** Turns 3.0's {@code exclusiveMinimum: true} beside a {@code minimum} into the one number that 3.1 expects. */
public final class ExclusiveBounds implements Rule {

    @Override
    public String name() {
        return "exclusive-bounds";
    }

    @Override
    public void apply(ObjectNode document, Changes changes) {
        Walk.schemas(document, (place, schema) -> {
            mend(place, schema, "exclusiveMinimum", "minimum", changes);
            mend(place, schema, "exclusiveMaximum", "maximum", changes);
        });
    }

    private void mend(Place place, ObjectNode schema, String exclusive, String inclusive, Changes changes) {
        JsonNode flag = schema.path(exclusive);
        if (!flag.isBoolean()) {
            return;
        }
        JsonNode bound = schema.path(inclusive);
        schema.remove(exclusive);
        if (flag.booleanValue() && bound.isNumber()) {
            schema.remove(inclusive);
            schema.set(exclusive, bound);
        }
        changes.record(this, place.then(exclusive).pointer(), flag, schema.get(exclusive));
    }
}
