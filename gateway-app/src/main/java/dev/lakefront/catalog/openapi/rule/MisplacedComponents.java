package dev.lakefront.catalog.openapi.rule;

import dev.lakefront.catalog.openapi.tree.ComponentNames;
import dev.lakefront.catalog.openapi.tree.LocalRefs;
import dev.lakefront.catalog.openapi.tree.Nodes;
import dev.lakefront.catalog.openapi.tree.Place;
import dev.lakefront.catalog.openapi.tree.Walk;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ObjectNode;

/**
 * Puts shared schemas where OpenAPI has them: a section of {@code components} that it does not know, such as
 * {@code enums}, moves to {@code schemas} when schemas refer to it. Any other becomes an extension.
 */
public final class MisplacedComponents implements Rule {

    private static final Set<String> KNOWN = Set.of(
            "schemas",
            "responses",
            "parameters",
            "examples",
            "requestBodies",
            "headers",
            "securitySchemes",
            "links",
            "callbacks",
            "pathItems");

    @Override
    public String name() {
        return "misplaced-components";
    }

    @Override
    public void apply(ObjectNode document, Changes changes) {
        if (!(document.path("components") instanceof ObjectNode components)) {
            return;
        }
        List<String> unknown = components.properties().stream()
                .map(Map.Entry::getKey)
                .filter(section -> !KNOWN.contains(section) && !section.startsWith("x-"))
                .toList();
        if (unknown.isEmpty()) {
            return;
        }
        Set<String> references = references(document);
        Map<String, String> moved = new HashMap<>();
        for (String section : unknown) {
            JsonNode before = components.remove(section);
            String prefix = LocalRefs.toComponent(section, "");
            boolean schemas = references.stream().anyMatch(reference -> reference.startsWith(prefix));
            String place = schemas && before.isObject() ? "schemas" : "x-" + section;
            changes.record(
                    this,
                    Place.ROOT.then("components").then(section).pointer(),
                    before,
                    Nodes.text("/components/" + place));
            if (place.equals("schemas")) {
                move(before.asObject(), prefix, ComponentNames.section(document, place), moved);
            } else {
                components.set(place, before);
            }
        }
        Walk.schemas(
                document,
                (place, schema) -> Nodes.text(schema, "$ref")
                        .ifPresent(reference -> schema.put("$ref", rewritten(reference, moved))));
    }

    private static Set<String> references(ObjectNode document) {
        Set<String> references = new HashSet<>();
        Walk.schemas(document, (place, schema) -> Nodes.text(schema, "$ref").ifPresent(references::add));
        return references;
    }

    private static void move(ObjectNode from, String prefix, ObjectNode schemas, Map<String, String> moved) {
        from.properties().forEach(entry -> {
            String name = ComponentNames.free(schemas, entry.getKey());
            schemas.set(name, entry.getValue());
            moved.put(prefix + LocalRefs.escape(entry.getKey()), LocalRefs.toComponent("schemas", name));
        });
    }

    /** The reference may point into what was moved. */
    private static String rewritten(String reference, Map<String, String> moved) {
        for (int end = reference.length(); end > 0; end = reference.lastIndexOf('/', end - 1)) {
            String target = moved.get(reference.substring(0, end));
            if (target != null) {
                return target + reference.substring(end);
            }
        }
        return reference;
    }
}
