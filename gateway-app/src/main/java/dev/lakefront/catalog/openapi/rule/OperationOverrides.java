package dev.lakefront.catalog.openapi.rule;

import dev.lakefront.catalog.Hints;
import dev.lakefront.catalog.openapi.tree.Kind;
import dev.lakefront.catalog.openapi.tree.Nodes;
import dev.lakefront.catalog.openapi.tree.Place;
import java.util.Map;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ObjectNode;

/**
 * Gives operations the ids and summaries that their owner chose. The path may be the original one: a served model's
 * versioned path stands for {@code /invocations}, also after the version has moved on. A path that is not in the
 * document is reported.
 */
public final class OperationOverrides implements Rule {

    private final Map<String, Hints.OperationOverride> overrides;

    public OperationOverrides(Map<String, Hints.OperationOverride> overrides) {
        this.overrides = overrides;
    }

    @Override
    public String name() {
        return "operation-overrides";
    }

    @Override
    public void apply(ObjectNode document, Changes changes) {
        overrides.entrySet().stream().sorted(Map.Entry.comparingByKey()).forEach(override -> {
            String path = published(override.getKey());
            Place place = Place.ROOT.then("paths").then(path);
            JsonNode item = document.path("paths").path(path);
            boolean first = true;
            for (String method : Kind.METHODS) {
                if (item.path(method) instanceof ObjectNode operation) {
                    name(place.then(method), operation, override.getValue(), first ? "" : "-" + method, changes);
                    first = false;
                }
            }
            if (first) {
                changes.record(this, place.pointer(), Nodes.text("override without an operation"), null);
            }
        });
    }

    private void name(
            Place place, ObjectNode operation, Hints.OperationOverride override, String suffix, Changes changes) {
        if (override.id() != null) {
            set(place, operation, "operationId", override.id() + suffix, changes);
        }
        if (override.summary() != null) {
            set(place, operation, "summary", override.summary(), changes);
        }
    }

    private void set(Place place, ObjectNode operation, String field, String value, Changes changes) {
        JsonNode before = operation.get(field);
        JsonNode after = Nodes.text(value);
        if (!after.equals(before)) {
            operation.set(field, after);
            changes.record(this, place.then(field).pointer(), before, after);
        }
    }

    private static String published(String path) {
        return ServedModelPaths.versioned(path) ? ServedModelPaths.INVOCATIONS : path.replace("${", "{");
    }
}
