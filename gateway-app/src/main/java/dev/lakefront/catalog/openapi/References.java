package dev.lakefront.catalog.openapi;

import java.util.Collections;
import java.util.HashMap;
import java.util.IdentityHashMap;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ObjectNode;

/** Resolves references inside one document. Nothing outside it is ever looked at. */
final class References {

    private static final int MAX_HOPS = 100;

    private final ObjectNode document;
    private final Map<String, JsonNode> named = new HashMap<>();

    References(ObjectNode document) {
        this.document = document;
        Walk.schemas(document, (place, schema) -> {
            Nodes.text(schema, "$id").ifPresent(id -> named.putIfAbsent(id, schema));
            Nodes.text(schema, "$anchor").ifPresent(anchor -> named.putIfAbsent("#" + anchor, schema));
            Nodes.text(schema, "$dynamicAnchor").ifPresent(anchor -> named.putIfAbsent("#" + anchor, schema));
        });
    }

    /** What a reference names, one step; empty when it leaves the document or names nothing in it. */
    Optional<JsonNode> target(String reference) {
        JsonNode byName = named.get(reference);
        if (byName != null) {
            return Optional.of(byName);
        }
        return LocalRefs.resolve(document, reference).filter(node -> node.isObject() || node.isBoolean());
    }

    /** The node behind a chain of references; empty when the chain breaks, goes round or is too long. */
    Optional<JsonNode> resolve(JsonNode node) {
        Set<JsonNode> seen = Collections.newSetFromMap(new IdentityHashMap<>());
        JsonNode current = node;
        while (seen.size() < MAX_HOPS && seen.add(current)) {
            Optional<String> reference = Nodes.text(current, "$ref");
            if (reference.isEmpty()) {
                return Optional.of(current);
            }
            Optional<JsonNode> next = target(reference.get());
            if (next.isEmpty()) {
                return Optional.empty();
            }
            current = next.get();
        }
        return Optional.empty();
    }
}
