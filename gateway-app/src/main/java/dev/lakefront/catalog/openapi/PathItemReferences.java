package dev.lakefront.catalog.openapi;

import java.util.Map;
import java.util.Optional;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ObjectNode;

/** Writes path items that stand in components into the paths that refer to them, so that each operation has a place. */
final class PathItemReferences implements Rule {

    @Override
    public String name() {
        return "path-item-references";
    }

    @Override
    public void apply(ObjectNode document, Changes changes) {
        References references = new References(document);
        Budget budget = new Budget();
        for (Map.Entry<String, ObjectNode> path :
                Nodes.named(document.path("paths")).toList()) {
            ObjectNode item = path.getValue();
            Optional<JsonNode> target = item.has("$ref") ? references.resolve(item) : Optional.empty();
            if (target.isPresent() && target.get() instanceof ObjectNode described) {
                JsonNode before = Excerpt.of(item);
                item.remove("$ref");
                budget.copy(described)
                        .ifPresent(copy ->
                                copy.properties().forEach(entry -> item.putIfAbsent(entry.getKey(), entry.getValue())));
                Place place = Place.ROOT.then("paths").then(path.getKey());
                changes.record(this, place.pointer(), before, item);
            }
        }
    }
}
