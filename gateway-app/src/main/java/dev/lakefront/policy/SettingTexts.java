package dev.lakefront.policy;

import dev.lakefront.document.Document;
import dev.lakefront.document.References;
import dev.lakefront.document.Report;
import java.util.Map;
import java.util.Optional;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.databind.node.ArrayNode;
import tools.jackson.databind.node.ObjectNode;
import tools.jackson.databind.node.StringNode;

/** Looks at every text among the settings of a policy: replaces references, refuses what would be run per call. */
final class SettingTexts {

    private final References references;

    SettingTexts(References references) {
        this.references = references;
    }

    /** Reports every text with {@code $(...)} in it; true when there is none. */
    boolean refuseExpressions(Document item, Report report) {
        long before = report.errors();
        refuseExpressions(item.content(), "", item, report);
        return report.errors() == before;
    }

    private static void refuseExpressions(JsonNode node, String pointer, Document item, Report report) {
        if (node.isString() && node.asString().contains("$(")) {
            item.error(
                    report,
                    pointer,
                    "LF1404",
                    "'$(...)' would be worked out anew for each call, which this version"
                            + " cannot do; write a fixed text, or a reference such as ${value:name}");
        }
        for (Map.Entry<String, JsonNode> property : node.properties()) {
            refuseExpressions(property.getValue(), below(pointer, property.getKey()), item, report);
        }
        for (int i = 0; node.isArray() && i < node.size(); i++) {
            refuseExpressions(node.get(i), pointer + "/" + i, item, report);
        }
    }

    /** The content with every reference replaced; empty when one could not be. All of them are tried. */
    Optional<JsonNode> resolve(Document item, Report report) {
        Resolution resolution = new Resolution(item, report);
        JsonNode resolved = resolution.resolve(item.content(), "");
        return resolution.complete ? Optional.of(resolved) : Optional.empty();
    }

    private static String below(String pointer, String key) {
        return pointer + "/" + key.replace("~", "~0").replace("/", "~1");
    }

    /** One pass over one item. */
    private final class Resolution {

        private final Document item;
        private final Report report;
        private boolean complete = true;

        Resolution(Document item, Report report) {
            this.item = item;
            this.report = report;
        }

        JsonNode resolve(JsonNode node, String pointer) {
            if (node.isString() && node.asString().contains("${")) {
                Optional<String> text = references.resolve(node.asString(), item, pointer, report);
                complete &= text.isPresent();
                return text.<JsonNode>map(StringNode::new).orElse(node);
            }
            if (node.isObject()) {
                ObjectNode object = JsonMapper.shared().createObjectNode();
                node.properties()
                        .forEach(property -> object.set(
                                property.getKey(), resolve(property.getValue(), below(pointer, property.getKey()))));
                return object;
            }
            if (node.isArray()) {
                ArrayNode array = JsonMapper.shared().createArrayNode();
                for (int i = 0; i < node.size(); i++) {
                    array.add(resolve(node.get(i), pointer + "/" + i));
                }
                return array;
            }
            return node;
        }
    }
}
