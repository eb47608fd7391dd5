package dev.lakefront.catalog.openapi.rule;

import dev.lakefront.catalog.openapi.tree.Nodes;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ObjectNode;

/** Declares what the document has become after the other rules: OpenAPI 3.1. */
public final class DeclaredVersion implements Rule {

    private static final JsonNode VERSION = Nodes.text("3.1.0");

    @Override
    public String name() {
        return "declared-version";
    }

    @Override
    public void apply(ObjectNode document, Changes changes) {
        JsonNode declared = document.path("openapi");
        if (!declared.asString("").startsWith("3.1.")) {
            Nodes.putFirst(document, "openapi", VERSION);
            changes.record(this, "/openapi", declared.isMissingNode() ? null : declared, VERSION);
        }
    }
}
