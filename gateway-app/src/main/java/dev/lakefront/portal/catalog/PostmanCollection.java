package dev.lakefront.portal.catalog;

import dev.lakefront.portal.api.ApiDocument;
import dev.lakefront.portal.api.ApiOperation;
import dev.lakefront.portal.api.ApiPage;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.SerializationFeature;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.databind.node.ArrayNode;
import tools.jackson.databind.node.ObjectNode;

/**
 * An API as a collection that Postman, Bruno and Insomnia import. The key is a variable, left empty.
 *
 * @see <a href="https://schema.postman.com/collection/json/v2.1.0/draft-07/collection.json">Collection format 2.1</a>
 */
final class PostmanCollection {

    private static final JsonMapper PRETTY =
            JsonMapper.builder().enable(SerializationFeature.INDENT_OUTPUT).build();

    private PostmanCollection() {}

    static byte[] of(ApiPage page, ApiDocument document) {
        ObjectNode collection = PRETTY.createObjectNode();
        ObjectNode info = collection.putObject("info");
        info.put("name", page.title());
        info.put("description", page.api().api().caption());
        info.put("schema", "https://schema.getpostman.com/json/collection/v2.1.0/collection.json");
        ArrayNode items = collection.putArray("item");
        document.operations().forEach(operation -> addTo(items, operation));
        if (page.needsKey()) {
            authorise(collection);
        }
        ArrayNode variables = collection.putArray("variable");
        variables.addObject().put("key", "baseUrl").put("value", page.publicUrl());
        variables.addObject().put("key", "LAKEFRONT_KEY").put("value", "").put("type", "string");
        return PRETTY.writeValueAsBytes(collection);
    }

    private static void authorise(ObjectNode collection) {
        ArrayNode settings = collection.putObject("auth").put("type", "apikey").putArray("apikey");
        setting(settings, "key", "X-API-Key");
        setting(settings, "value", "{{LAKEFRONT_KEY}}");
        setting(settings, "in", "header");
    }

    private static void setting(ArrayNode settings, String key, String value) {
        settings.addObject().put("key", key).put("value", value).put("type", "string");
    }

    /** One request for each format of the body: that is what people choose between. */
    private static void addTo(ArrayNode items, ApiOperation operation) {
        Map<String, JsonNode> examples = operation.examples();
        if (examples.size() < 2) {
            items.add(item(
                    operation.summary(),
                    operation,
                    examples.values().stream().findFirst().orElse(null)));
            return;
        }
        ObjectNode folder = items.addObject().put("name", operation.summary());
        ArrayNode inner = folder.putArray("item");
        examples.forEach((name, body) -> inner.add(item(operation.summary() + " (" + name + ")", operation, body)));
    }

    private static ObjectNode item(String name, ApiOperation operation, @Nullable JsonNode body) {
        ObjectNode item = PRETTY.createObjectNode().put("name", name);
        ObjectNode request = item.putObject("request").put("method", operation.method());
        ArrayNode headers = request.putArray("header");
        String type = operation.mediaType();
        if (type != null && body != null) {
            headers.addObject().put("key", "Content-Type").put("value", type);
            ObjectNode raw = request.putObject("body").put("mode", "raw");
            raw.put("raw", body.isString() ? body.stringValue() : PRETTY.writeValueAsString(body));
            raw.putObject("options").putObject("raw").put("language", "json");
        }
        String address = operation.url("{{baseUrl}}");
        ObjectNode url = request.putObject("url").put("raw", address);
        url.putArray("host").add("{{baseUrl}}");
        ArrayNode path = url.putArray("path");
        String below = address.substring("{{baseUrl}}".length());
        int query = below.indexOf('?');
        for (String segment :
                (query < 0 ? below : below.substring(0, query)).substring(1).split("/")) {
            path.add(segment);
        }
        if (query >= 0) {
            ArrayNode parameters = url.putArray("query");
            for (String pair : below.substring(query + 1).split("&")) {
                int equals = pair.indexOf('=');
                parameters.addObject().put("key", pair.substring(0, equals)).put("value", pair.substring(equals + 1));
            }
        }
        request.put("description", operation.description());
        return item;
    }
}
