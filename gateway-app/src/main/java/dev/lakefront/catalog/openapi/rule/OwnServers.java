package dev.lakefront.catalog.openapi.rule;

import dev.lakefront.catalog.openapi.tree.Kind;
import dev.lakefront.catalog.openapi.tree.Walk;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ObjectNode;

/** Removes every {@code servers}: the published document names the gateway's, and a client must not go round it. */
public final class OwnServers implements Rule {

    @Override
    public String name() {
        return "own-servers";
    }

    @Override
    public void apply(ObjectNode document, Changes changes) {
        Walk.over(document, (kind, place, node) -> {
            boolean owner = kind == Kind.DOCUMENT || kind == Kind.PATH_ITEM || kind == Kind.OPERATION;
            String field = kind == Kind.LINK ? "server" : "servers";
            if (owner || kind == Kind.LINK) {
                JsonNode removed = node.remove(field);
                if (removed != null) {
                    changes.record(this, place.then(field).pointer(), removed, null);
                }
            }
        });
    }
}
