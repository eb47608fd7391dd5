package dev.lakefront.catalog.openapi;

import java.util.LinkedHashSet;
import java.util.Map;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ObjectNode;

/** Declares the parameters that a path's template names and nobody describes; strict readers refuse a path without. */
final class PathParameters {

    private static final Pattern NAME = Pattern.compile("\\{([^{}/]+)}");

    private PathParameters() {}

    static void complete(ObjectNode document) {
        for (Map.Entry<String, JsonNode> path : document.path("paths").properties()) {
            if (path.getValue() instanceof ObjectNode item && !item.has("$ref")) {
                complete(path.getKey(), item, document);
            }
        }
    }

    private static void complete(String template, ObjectNode item, ObjectNode document) {
        Set<String> shared = declared(item.path("parameters"), document);
        for (Map.Entry<String, JsonNode> entry : item.properties()) {
            if (DocumentWalk.METHODS.contains(entry.getKey()) && entry.getValue() instanceof ObjectNode operation) {
                Set<String> missing = names(template);
                missing.removeAll(shared);
                missing.removeAll(declared(operation.path("parameters"), document));
                missing.forEach(name -> add(operation, name));
            }
        }
    }

    private static void add(ObjectNode operation, String name) {
        ObjectNode parameter = operation.withArrayProperty("parameters").addObject();
        parameter.put("name", name).put("in", "path").put("required", true);
        parameter.putObject("schema").put("type", "string");
    }

    private static Set<String> names(String template) {
        Set<String> names = new LinkedHashSet<>();
        Matcher matcher = NAME.matcher(template);
        while (matcher.find()) {
            names.add(matcher.group(1));
        }
        return names;
    }

    private static Set<String> declared(JsonNode parameters, ObjectNode document) {
        Set<String> names = new LinkedHashSet<>();
        for (JsonNode parameter : parameters) {
            JsonNode resolved = LocalRefs.resolve(document, parameter.path("$ref").asString("")).orElse(parameter);
            if (resolved.path("in").asString("").equals("path")) {
                names.add(resolved.path("name").asString(""));
            }
        }
        return names;
    }
}
