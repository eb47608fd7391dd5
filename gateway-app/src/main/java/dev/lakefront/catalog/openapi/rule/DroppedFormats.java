package dev.lakefront.catalog.openapi.rule;

import dev.lakefront.catalog.Format;
import dev.lakefront.catalog.openapi.tree.Nodes;
import dev.lakefront.catalog.openapi.tree.Place;
import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ArrayNode;
import tools.jackson.databind.node.ObjectNode;

/** Leaves out the request formats that the owner does not want published, where others remain. */
public final class DroppedFormats implements Rule {

    private final Set<String> dropped;

    public DroppedFormats(Set<Format> dropped) {
        this.dropped = dropped.stream().map(Format::word).collect(Collectors.toUnmodifiableSet());
    }

    @Override
    public String name() {
        return "dropped-formats";
    }

    @Override
    public void apply(ObjectNode document, Changes changes) {
        if (dropped.isEmpty()) {
            return;
        }
        RequestSchemas.each(document, (path, place, schema, mediaType, media) -> {
            for (String keyword : List.of("oneOf", "anyOf")) {
                Nodes.array(schema, keyword).ifPresent(branches -> drop(place.then(keyword), branches, changes));
            }
            Nodes.object(mediaType, "examples").ifPresent(examples -> examples.remove(dropped));
        });
    }

    private void drop(Place place, ArrayNode branches, Changes changes) {
        long left = branches.valueStream().filter(branch -> !isDropped(branch)).count();
        if (left == 0) {
            return;
        }
        for (int i = branches.size() - 1; i >= 0; i--) {
            if (isDropped(branches.get(i))) {
                changes.record(this, place.then(i).pointer(), branches.remove(i), null);
            }
        }
    }

    private boolean isDropped(JsonNode branch) {
        return branch.path("properties").propertyNames().stream().anyMatch(dropped::contains);
    }
}
