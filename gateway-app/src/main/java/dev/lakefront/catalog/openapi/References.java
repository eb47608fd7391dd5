package dev.lakefront.catalog.openapi;

import java.net.URLDecoder;
import java.nio.charset.StandardCharsets;
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
        if (!reference.startsWith("#/")) {
            return Optional.empty();
        }
        JsonNode node = document;
        for (String token : reference.substring(2).split("/", -1)) {
            Optional<String> name = decode(token);
            if (name.isEmpty()) {
                return Optional.empty();
            }
            node = node.isArray() ? element(node, name.get()) : node.path(name.get());
        }
        return node.isObject() || node.isBoolean() ? Optional.of(node) : Optional.empty();
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

    private static JsonNode element(JsonNode array, String index) {
        boolean number = !index.isEmpty() && index.length() < 8 && index.chars().allMatch(c -> c >= '0' && c <= '9');
        return array.path(number ? Integer.parseInt(index) : -1);
    }

    private static Optional<String> decode(String token) {
        try {
            String plain =
                    token.contains("%") ? URLDecoder.decode(token.replace("+", "%2B"), StandardCharsets.UTF_8) : token;
            return Optional.of(plain.replace("~1", "/").replace("~0", "~"));
        } catch (IllegalArgumentException e) {
            return Optional.empty();
        }
    }
}
