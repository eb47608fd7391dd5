package dev.lakefront.catalog.openapi;

import java.util.LinkedHashSet;
import java.util.Map;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ArrayNode;
import tools.jackson.databind.node.ObjectNode;

/** Declares the path parameters that a template names and no one describes, and marks all of them as required. */
final class PathParameters implements Rule {

    private static final Pattern PARAMETER = Pattern.compile("\\{([^{}/]+)}");

    @Override
    public String name() {
        return "path-parameters";
    }

    @Override
    public void apply(ObjectNode document, Changes changes) {
        References references = new References(document);
        Nodes.named(document.path("paths")).forEach(path -> {
            Place place = Place.ROOT.then("paths").then(path.getKey());
            Set<String> shared = require(references, place, path.getValue(), changes);
            for (String method : Kind.METHODS) {
                Nodes.object(path.getValue(), method).ifPresent(operation -> {
                    Set<String> declared = require(references, place.then(method), operation, changes);
                    declared.addAll(shared);
                    declare(path, declared, place.then(method), operation, changes);
                });
            }
        });
    }

    /** The path parameters declared here; each is required afterwards, as OpenAPI demands. */
    private Set<String> require(References references, Place place, ObjectNode owner, Changes changes) {
        Set<String> names = new LinkedHashSet<>();
        JsonNode parameters = owner.path("parameters");
        for (int i = 0; i < parameters.size() && parameters.isArray(); i++) {
            JsonNode parameter = references.resolve(parameters.get(i)).orElse(parameters.get(i));
            if (parameter instanceof ObjectNode described
                    && described.path("in").asString("").equals("path")) {
                names.add(described.path("name").asString(""));
                if (!described.path("required").asBoolean(false)) {
                    changes.record(
                            this,
                            place.then("parameters").then(i).then("required").pointer(),
                            described.get("required"),
                            described.put("required", true).get("required"));
                }
            }
        }
        return names;
    }

    private void declare(
            Map.Entry<String, ObjectNode> path,
            Set<String> declared,
            Place place,
            ObjectNode operation,
            Changes changes) {
        Matcher template = PARAMETER.matcher(path.getKey());
        while (template.find()) {
            String name = template.group(1);
            if (declared.add(name)) {
                ArrayNode parameters =
                        Nodes.array(operation, "parameters").orElseGet(() -> operation.putArray("parameters"));
                ObjectNode parameter = parameters
                        .addObject()
                        .put("name", name)
                        .put("in", "path")
                        .put("required", true);
                parameter.putObject("schema").put("type", "string");
                changes.record(
                        this,
                        place.then("parameters").then(parameters.size() - 1).pointer(),
                        null,
                        parameter);
            }
        }
    }
}
