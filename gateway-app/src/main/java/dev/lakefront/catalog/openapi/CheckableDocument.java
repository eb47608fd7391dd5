package dev.lakefront.catalog.openapi;

import java.util.Set;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ObjectNode;

/**
 * Copies a document so that its schemas can be handed to a validator without surprises: no other base address, no
 * dialect of its own, no reference that leaves the document or leads nowhere.
 *
 * <p>Everything stands at the same JSON pointer as in the original. What is taken away only ever restricts less.
 */
final class CheckableDocument {

    /** An {@code $id} would make {@code #/components/...} mean another place; dynamic ones need a scope we lack. */
    private static final Set<String> ADDRESSES = Set.of(
            "$id",
            "id",
            "$schema",
            "$vocabulary",
            "$anchor",
            "$dynamicAnchor",
            "$dynamicRef",
            "$recursiveAnchor",
            "$recursiveRef");

    /** Where schemas stand. Other members of the root could be read as keywords when it becomes a schema's root. */
    private static final Set<String> HOLDERS = Set.of("components", "paths", "webhooks", "definitions", "$defs");

    private final ObjectNode document;

    private CheckableDocument(ObjectNode document) {
        this.document = document;
    }

    static ObjectNode of(ObjectNode original) {
        ObjectNode copy = original.deepCopy().retain(HOLDERS);
        SubSchemas.replaceOutermost(copy, new CheckableDocument(copy)::clean);
        return copy;
    }

    private JsonNode clean(JsonNode node) {
        if (node instanceof ObjectNode schema) {
            schema.removeIf(JsonNode::isNull);
            ADDRESSES.forEach(keyword -> removeAddress(schema, keyword));
            JsonNode ref = schema.path("$ref");
            if (!ref.isMissingNode() && !isFollowed(ref)) {
                schema.remove("$ref");
            }
            SubSchemas.replace(schema, this::clean);
        }
        return node;
    }

    private static void removeAddress(ObjectNode schema, String keyword) {
        if (schema.path(keyword).isString() || schema.path(keyword).isBoolean()) {
            schema.remove(keyword);
        }
    }

    private boolean isFollowed(JsonNode ref) {
        return ref.isString()
                && LocalRefs.resolve(document, ref.stringValue())
                        .filter(target -> target.isObject() || target.isBoolean())
                        .isPresent();
    }
}
