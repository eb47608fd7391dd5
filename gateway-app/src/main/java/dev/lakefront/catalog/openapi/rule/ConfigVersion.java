package dev.lakefront.catalog.openapi.rule;

import dev.lakefront.catalog.openapi.tree.Nodes;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ObjectNode;

/**
 * Moves the endpoint's configuration version out of {@code info.version}: it counts deployments, and a published
 * version that changes when the interface does not would make every client regenerate.
 */
public final class ConfigVersion implements Rule {

    static final String KEPT_AS = "x-databricks-config-version";

    @Override
    public String name() {
        return "config-version";
    }

    @Override
    public void apply(ObjectNode document, Changes changes) {
        ObjectNode described = Nodes.object(document, "info").orElseGet(() -> document.putObject("info"));
        if (described.has(KEPT_AS)) {
            return;
        }
        JsonNode version = described.get("version");
        described.put("version", "1");
        if (version != null) {
            described.set(KEPT_AS, version);
        }
        changes.record(this, "/info/version", version, described.get("version"));
    }
}
