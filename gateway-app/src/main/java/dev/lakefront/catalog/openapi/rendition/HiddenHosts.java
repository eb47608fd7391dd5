package dev.lakefront.catalog.openapi.rendition;

import dev.lakefront.catalog.Facade;
import java.net.URI;
import java.util.ArrayList;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.JsonNodeFactory;
import tools.jackson.databind.node.ObjectNode;

/**
 * Replaces the workspace's host wherever a document mentions it, in descriptions, examples and extensions too, by the
 * address of the gateway.
 */
final class HiddenHosts {

    private final Facade facade;
    private final List<Pattern> addresses = new ArrayList<>();
    private final List<Pattern> names = new ArrayList<>();

    HiddenHosts(Facade facade) {
        this.facade = facade;
        for (String host : facade.hiddenHosts()) {
            String port = "(?::\\d{1,5})";
            String quoted = "(?i)(?<![\\w.-])" + Pattern.quote(host);
            addresses.add(Pattern.compile("(?i)(?:https?|wss?)://(?:[^\\s/@]{1,100}@)?" + Pattern.quote(host) + port
                    + "?(?![\\w-])(?:/serving-endpoints/[\\w.-]+)?"));
            // A host without a dot may be a word of the language; only with a port is it surely a host.
            names.add(Pattern.compile(quoted + (host.contains(".") ? port + "?(?![\\w-])" : port)));
        }
    }

    /** A copy of the document without the hosts. */
    ObjectNode removeFrom(ObjectNode document) {
        return addresses.isEmpty() ? document.deepCopy() : (ObjectNode) clean(document);
    }

    private JsonNode clean(JsonNode node) {
        if (node.isObject()) {
            ObjectNode copy = JsonNodeFactory.instance.objectNode();
            node.properties().forEach(entry -> copy.set(clean(entry.getKey()), clean(entry.getValue())));
            return copy;
        }
        if (node.isArray()) {
            List<JsonNode> elements = new ArrayList<>();
            node.forEach(element -> elements.add(clean(element)));
            return JsonNodeFactory.instance.arrayNode().addAll(elements);
        }
        return node.isString() ? JsonNodeFactory.instance.stringNode(clean(node.stringValue())) : node;
    }

    private String clean(String text) {
        String cleaned = text;
        for (Pattern address : addresses) {
            cleaned = address.matcher(cleaned).replaceAll(Matcher.quoteReplacement(facade.serverUrl()));
        }
        for (Pattern name : names) {
            cleaned = name.matcher(cleaned).replaceAll(Matcher.quoteReplacement(publicHost()));
        }
        return cleaned;
    }

    private String publicHost() {
        return URI.create(facade.publicUrl()).getRawAuthority();
    }
}
