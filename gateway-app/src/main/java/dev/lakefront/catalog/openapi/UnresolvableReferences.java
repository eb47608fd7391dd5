package dev.lakefront.catalog.openapi;

import java.util.Collections;
import java.util.IdentityHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ObjectNode;

/**
 * Replaces references that leave the document, name nothing in it, or only lead round in a circle by something that
 * constrains nothing. They are never followed: a document must not make the gateway open a file or a connection.
 * Cycles through a schema's parts (a tree, a linked list) are legal and stay.
 */
final class UnresolvableReferences implements Rule {

    private static final Set<String> KEPT = Set.of("title", "description", "deprecated", "summary");

    @Override
    public String name() {
        return "unresolvable-references";
    }

    @Override
    public void apply(ObjectNode document, Changes changes) {
        References references = new References(document);
        Set<JsonNode> doomed = Collections.newSetFromMap(new IdentityHashMap<>());
        Walk.over(document, (kind, place, node) -> {
            if (Nodes.text(node, "$ref").isPresent() && references.resolve(node).isEmpty()) {
                JsonNode before = Excerpt.of(node);
                boolean replaced = replace(kind, node);
                changes.record(this, place.pointer(), before, replaced ? node : null);
                if (!replaced) {
                    doomed.add(node);
                }
            }
            if (kind == Kind.SCHEMA) {
                dynamic(references, place, node, changes);
                mapping(references, place, node, changes);
            }
        });
        remove(document, doomed);
    }

    /** Leaves in place what the rest of the document still needs there; false when it can only be removed. */
    private static boolean replace(Kind kind, ObjectNode node) {
        if (kind == Kind.SCHEMA) {
            node.retain(KEPT);
            return true;
        }
        if (kind == Kind.RESPONSE) {
            node.removeAll().put("description", "Described outside the imported document.");
            return true;
        }
        if (kind == Kind.REQUEST_BODY) {
            node.removeAll().putObject("content").putObject("application/json");
            return true;
        }
        if (kind == Kind.HEADER) {
            node.removeAll().putObject("schema");
            return true;
        }
        return false;
    }

    private static void remove(ObjectNode document, Set<JsonNode> doomed) {
        if (doomed.isEmpty()) {
            return;
        }
        Walk.over(document, (kind, place, node) -> {
            for (Kind.Field field : kind.fields()) {
                if (field.holds() == Kind.Holds.MAP) {
                    Nodes.object(node, field.name()).ifPresent(map -> map.removeIf(doomed::contains));
                } else if (field.holds() == Kind.Holds.LIST) {
                    Nodes.array(node, field.name()).ifPresent(list -> list.removeIf(doomed::contains));
                }
            }
        });
    }

    private void dynamic(References references, Place place, ObjectNode schema, Changes changes) {
        Nodes.text(schema, "$dynamicRef")
                .filter(reference -> references.target(reference).isEmpty())
                .ifPresent(reference -> {
                    JsonNode before = schema.remove("$dynamicRef");
                    changes.record(this, place.then("$dynamicRef").pointer(), before, null);
                });
    }

    private void mapping(References references, Place place, ObjectNode schema, Changes changes) {
        Nodes.object(schema.path("discriminator"), "mapping").ifPresent(mapping -> {
            for (Map.Entry<String, JsonNode> entry : List.copyOf(mapping.properties())) {
                String target = entry.getValue().asString("");
                String reference = target.matches("[A-Za-z0-9._-]+") && !target.endsWith(".json")
                        ? "#/components/schemas/" + target
                        : target;
                if (references.target(reference).isEmpty()) {
                    mapping.remove(entry.getKey());
                    Place at = place.then("discriminator").then("mapping").then(entry.getKey());
                    changes.record(this, at.pointer(), entry.getValue(), null);
                }
            }
        });
    }
}
