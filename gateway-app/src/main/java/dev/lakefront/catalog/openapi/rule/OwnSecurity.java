package dev.lakefront.catalog.openapi.rule;

import dev.lakefront.catalog.openapi.tree.Place;
import dev.lakefront.catalog.openapi.tree.Walk;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ObjectNode;

/** Removes the model server's security: a client shows the gateway a key and never the server's credential. */
public final class OwnSecurity implements Rule {

    @Override
    public String name() {
        return "own-security";
    }

    @Override
    public void apply(ObjectNode document, Changes changes) {
        Walk.over(document, (kind, place, node) -> {
            switch (kind) {
                case DOCUMENT, OPERATION -> remove(place, node, "security", changes);
                case COMPONENTS -> remove(place, node, "securitySchemes", changes);
                default -> {}
            }
        });
    }

    private void remove(Place place, ObjectNode owner, String field, Changes changes) {
        JsonNode removed = owner.remove(field);
        if (removed != null) {
            changes.record(this, place.then(field).pointer(), removed, null);
        }
    }
}
