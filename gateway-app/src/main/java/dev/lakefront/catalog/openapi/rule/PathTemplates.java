package dev.lakefront.catalog.openapi.rule;

import dev.lakefront.catalog.openapi.tree.Nodes;
import dev.lakefront.catalog.openapi.tree.Place;
import java.util.LinkedHashMap;
import java.util.Map;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ObjectNode;

/** Mends shell-style templates: {@code /models/${name}} means {@code /models/{name}}; no server has the dollar. */
public final class PathTemplates implements Rule {

    @Override
    public String name() {
        return "path-templates";
    }

    @Override
    public void apply(ObjectNode document, Changes changes) {
        if (!(document.path("paths") instanceof ObjectNode paths)) {
            return;
        }
        Map<String, JsonNode> mended = new LinkedHashMap<>();
        boolean changed = false;
        for (Map.Entry<String, JsonNode> path : paths.properties()) {
            String plain = path.getKey().replace("${", "{");
            if (!plain.equals(path.getKey()) && !paths.has(plain)) {
                changed = true;
                Place place = Place.ROOT.then("paths").then(path.getKey());
                changes.record(this, place.pointer(), Nodes.text(path.getKey()), Nodes.text(plain));
                mended.put(plain, path.getValue());
            } else {
                mended.put(path.getKey(), path.getValue());
            }
        }
        if (changed) {
            paths.removeAll();
            paths.setAll(mended);
        }
    }
}
