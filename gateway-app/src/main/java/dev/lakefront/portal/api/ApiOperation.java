package dev.lakefront.portal.api;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;

/**
 * One operation of a published document.
 *
 * @param method upper case
 * @param path below the API's own
 * @param item the path item that it stands in
 */
public record ApiOperation(ApiDocument document, String method, String path, JsonNode item, JsonNode node) {

    public String id() {
        return node.path("operationId").asString(method + " " + path);
    }

    public String summary() {
        return node.path("summary").asString(id());
    }

    public String description() {
        return node.path("description").asString("");
    }

    public boolean isDeprecated() {
        return node.path("deprecated").asBoolean(false);
    }

    /** Below the gateway's address. */
    public String fullPath() {
        return document.apiPath() + path;
    }

    /** Those of the path item too; each resolved. */
    public List<JsonNode> parameters() {
        Map<String, JsonNode> parameters = new LinkedHashMap<>();
        for (JsonNode list : List.of(item.path("parameters"), node.path("parameters"))) {
            list.forEach(given -> {
                JsonNode parameter = document.resolve(given);
                if (parameter.isObject()) {
                    parameters.put(
                            parameter.path("in").asString("") + ":"
                                    + parameter.path("name").asString(""),
                            parameter);
                }
            });
        }
        return new ArrayList<>(parameters.values());
    }

    /** Missing where there is none. */
    public JsonNode body() {
        return document.resolve(node.path("requestBody"));
    }

    /** The media type of the body that calls are shown with: JSON where it is one of them; absent where there is no body. */
    public @Nullable String mediaType() {
        List<String> types = new ArrayList<>();
        body().path("content").properties().forEach(type -> types.add(type.getKey()));
        return types.stream()
                .filter(type -> type.startsWith("application/json"))
                .findFirst()
                .or(() -> types.stream().filter(type -> type.contains("json")).findFirst())
                .or(() -> types.stream().findFirst())
                .orElse(null);
    }

    /** Request bodies by their names, in the order of the document. */
    public Map<String, JsonNode> examples() {
        String type = mediaType();
        Map<String, JsonNode> examples = new LinkedHashMap<>();
        if (type == null) {
            return examples;
        }
        JsonNode media = body().path("content").path(type);
        media.path("examples").properties().forEach(entry -> {
            JsonNode value = document.resolve(entry.getValue()).path("value");
            if (!value.isMissingNode()) {
                examples.put(entry.getKey(), value);
            }
        });
        if (examples.isEmpty() && media.has("example")) {
            examples.put("example", media.path("example"));
        }
        return examples;
    }

    /**
     * Its address with examples in the places of its parameters.
     *
     * @param gateway the gateway's own address
     */
    public String url(String gateway) {
        String url = gateway + fullPath();
        StringBuilder query = new StringBuilder();
        for (JsonNode parameter : parameters()) {
            String name = parameter.path("name").asString("");
            String value = sample(parameter);
            switch (parameter.path("in").asString("")) {
                case "path" -> url = url.replace("{" + name + "}", encoded(value));
                case "query" -> {
                    if (parameter.path("required").asBoolean(false)) {
                        query.append(query.isEmpty() ? '?' : '&')
                                .append(encoded(name))
                                .append('=')
                                .append(encoded(value));
                    }
                }
                default -> {
                    // Headers and cookies are no part of an address.
                }
            }
        }
        return url + query;
    }

    private String sample(JsonNode parameter) {
        JsonNode schema = document.resolve(parameter.path("schema"));
        for (JsonNode given : List.of(
                parameter.path("example"),
                schema.path("default"),
                schema.path("examples").path(0),
                schema.path("enum").path(0))) {
            if (given.isValueNode() && !given.isNull()) {
                return given.asString("");
            }
        }
        return parameter.path("name").asString("");
    }

    private static String encoded(String text) {
        return java.net.URLEncoder.encode(text, java.nio.charset.StandardCharsets.UTF_8)
                .replace("+", "%20");
    }
}
