package dev.lakefront.catalog.openapi;

import java.util.Map;
import java.util.Optional;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ObjectNode;

/** Writes path items that stand in components into the paths that refer to them: each operation gets a place and an id. */
final class PathItemReferences implements Rule {

    @Override
    public String name() {
        return "path-item-references";
    }

    @Override
    public void apply(ObjectNode document, Changes changes) {
        References references = new References(document);
        for (Map.Entry<String, ObjectNode> path : Nodes.objects(document.path("paths")).toList()) {
            ObjectNode item = path.getValue();
            Optional<JsonNode> target = item.has("$ref") ? references.resolve(item) : Optional.empty();
            if (target.isPresent() && target.get() instanceof ObjectNode described) {
                JsonNode before = item.deepCopy();
                item.remove("$ref");
                described.deepCopy().properties().forEach(entry -> item.putIfAbsent(entry.getKey(), entry.getValue()));
                Place place = Place.ROOT.then("paths").then(path.getKey());
                changes.record(this, place.pointer(), before, item);
            }
        }
    }
}
