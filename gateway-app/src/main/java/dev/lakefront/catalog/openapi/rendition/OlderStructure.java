package dev.lakefront.catalog.openapi.rendition;

import dev.lakefront.catalog.openapi.tree.Kind;
import dev.lakefront.catalog.openapi.tree.LocalRefs;
import dev.lakefront.catalog.openapi.tree.Walk;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.JsonNodeFactory;
import tools.jackson.databind.node.ObjectNode;

/** Gives the objects of a 3.1 document that are not schemas the form that OpenAPI 3.0 demands. */
final class OlderStructure {

    private static final int MOST_HOPS = 8;
    private static final String UNSAID = "The response";

    private final ObjectNode document;

    private OlderStructure(ObjectNode document) {
        this.document = document;
    }

    static void convert(ObjectNode document) {
        OlderStructure structure = new OlderStructure(document);
        structure.root();
        structure.inlinePathItems();
        Walk.aroundSchemas(document, (kind, place, object) -> structure.object(kind, object));
    }

    private void root() {
        document.put("openapi", "3.0.3");
        OlderFields.keep(OlderFields.ROOT, document);
        ObjectNode info = document.withObjectProperty("info");
        OlderFields.keep(OlderFields.INFO, info);
        if (!info.has("title")) {
            info.put("title", "API");
        }
        if (!info.has("version")) {
            info.put("version", "0");
        }
        if (info.path("license") instanceof ObjectNode license) {
            license(license);
        }
        if (!document.path("paths").isObject()) {
            document.putObject("paths");
        }
    }

    private static void license(ObjectNode license) {
        String identifier = license.path("identifier").asString("");
        OlderFields.keep(OlderFields.LICENSE, license);
        if (!license.has("name")) {
            license.put("name", identifier.isEmpty() ? "unnamed" : identifier);
        }
        // An identifier may be an expression, which has no page.
        if (identifier.matches("[A-Za-z0-9.-]+") && !license.has("url")) {
            license.put("url", "https://spdx.org/licenses/" + identifier + ".html");
        }
    }

    private void inlinePathItems() {
        for (Map.Entry<String, JsonNode> path :
                List.copyOf(document.path("paths").properties())) {
            for (int hop = 0; hop < MOST_HOPS && path.getValue() instanceof ObjectNode item; hop++) {
                Optional<JsonNode> target = Optional.of(item.path("$ref"))
                        .filter(JsonNode::isString)
                        .flatMap(ref -> LocalRefs.resolve(document, ref.stringValue()));
                if (target.isEmpty() || !(target.get() instanceof ObjectNode shared)) {
                    break;
                }
                item.remove("$ref");
                shared.deepCopy().properties().forEach(entry -> item.putIfAbsent(entry.getKey(), entry.getValue()));
            }
        }
        if (document.path("components") instanceof ObjectNode components) {
            OlderFields.keep(OlderFields.COMPONENTS, components);
        }
    }

    private void object(Kind kind, ObjectNode object) {
        if (kind == Kind.DOCUMENT || kind == Kind.COMPONENTS || kind == Kind.CALLBACK) {
            return;
        }
        if (object.has("$ref")) {
            reference(kind, object);
        }
        if (object.has("$ref")) {
            return;
        }
        OlderFields.keep(kind, object);
        switch (kind) {
            case OPERATION -> answered(object);
            case PARAMETER, HEADER -> described(object);
            case REQUEST_BODY -> {
                if (!object.path("content").isObject()) {
                    object.putObject("content").putObject("*/*");
                }
            }
            case RESPONSE -> object.putIfAbsent("description", JsonNodeFactory.instance.stringNode(UNSAID));
            default -> {
                // the same in both
            }
        }
    }

    /** In 3.1 a reference may have its own description; in 3.0 it stands alone, so the target is written out. */
    private void reference(Kind kind, ObjectNode object) {
        if (object.size() == 1 || kind == Kind.PATH_ITEM) {
            return;
        }
        Optional<JsonNode> target =
                LocalRefs.resolve(document, object.path("$ref").asString(""));
        if (target.isPresent() && target.get() instanceof ObjectNode shared && !shared.has("$ref")) {
            object.remove("$ref");
            if (kind != Kind.EXAMPLE && object.has("summary")) {
                object.set("x-summary", object.remove("summary"));
            }
            shared.deepCopy().properties().forEach(entry -> object.putIfAbsent(entry.getKey(), entry.getValue()));
        } else {
            object.retain("$ref");
        }
    }

    private static void answered(ObjectNode operation) {
        if (operation.path("responses").isEmpty()) {
            operation.putObject("responses").putObject("default").put("description", UNSAID);
        }
    }

    private static void described(ObjectNode parameter) {
        if (parameter.path("in").asString("").equals("path")) {
            parameter.put("required", true);
        }
        if (!parameter.has("schema") && !parameter.has("content")) {
            parameter.putObject("schema");
        }
    }
}
