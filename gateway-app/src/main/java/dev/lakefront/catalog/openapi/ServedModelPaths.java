package dev.lakefront.catalog.openapi;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ArrayNode;
import tools.jackson.databind.node.ObjectNode;

/**
 * Publishes one stable {@code /invocations} for the versioned paths of a Databricks document, which change with every
 * deployment, and keeps the choice of a served model as {@code /served-models/{served}/invocations}. The review app's
 * {@code feedback} entity is no model and keeps its path.
 */
final class ServedModelPaths implements Rule {

    static final String INVOCATIONS = "/invocations";
    static final String PINNED = "/served-models/{served}/invocations";
    static final String FEEDBACK = "/served-models/feedback/invocations";

    private static final Pattern VERSIONED = Pattern.compile("/served-models/([^/{}]+)/invocations");

    @Override
    public String name() {
        return "served-model-paths";
    }

    /** Whether a path names one served model's version. */
    static boolean versioned(String path) {
        return VERSIONED.matcher(path).matches() && !path.equals(FEEDBACK);
    }

    @Override
    public void apply(ObjectNode document, Changes changes) {
        if (!(document.path("paths") instanceof ObjectNode paths)) {
            return;
        }
        Nodes.object(paths.path(FEEDBACK), "post").ifPresent(post -> feedback(post, changes));
        Map<String, ObjectNode> served = new LinkedHashMap<>();
        Nodes.named(paths).filter(path -> versioned(path.getKey())).forEach(path -> {
            Matcher name = VERSIONED.matcher(path.getKey());
            if (name.matches()) {
                served.put(name.group(1), path.getValue());
            }
        });
        if (!served.isEmpty()) {
            collapse(paths, served, changes);
        }
    }

    private void feedback(ObjectNode post, Changes changes) {
        if (!post.has("operationId")) {
            post.put("operationId", "feedback");
            Place place = Place.ROOT.then("paths").then(FEEDBACK).then("post").then("operationId");
            changes.record(this, place.pointer(), null, post.get("operationId"));
        }
    }

    private void collapse(ObjectNode paths, Map<String, ObjectNode> served, Changes changes) {
        Map<String, JsonNode> rest = new LinkedHashMap<>();
        paths.properties().forEach(path -> rest.put(path.getKey(), path.getValue()));
        Place root = Place.ROOT.then("paths");
        served.keySet().forEach(name -> {
            String path = "/served-models/" + name + INVOCATIONS;
            rest.remove(path);
            changes.record(this, root.then(path).pointer(), Nodes.text(path), Nodes.text(INVOCATIONS));
        });
        ObjectNode stable = merge(new ArrayList<>(served.values()));
        ObjectNode pinned = stable.deepCopy();
        paths.removeAll();
        paths.set(INVOCATIONS, rest.containsKey(INVOCATIONS) ? rest.remove(INVOCATIONS) : stable);
        paths.set(PINNED, rest.containsKey(PINNED) ? rest.remove(PINNED) : pin(pinned, List.copyOf(served.keySet())));
        paths.setAll(rest);
        operationId(paths, INVOCATIONS, "invoke", changes);
        operationId(paths, PINNED, "invoke-served-model", changes);
    }

    private void operationId(ObjectNode paths, String path, String id, Changes changes) {
        Optional<ObjectNode> post = Nodes.object(paths.path(path), "post");
        boolean free = Nodes.named(paths)
                .noneMatch(item -> item.getValue()
                        .path("post")
                        .path("operationId")
                        .asString("")
                        .equals(id));
        if (post.isPresent() && free && !post.get().has("operationId")) {
            post.get().put("operationId", id);
            Place place = Place.ROOT.then("paths").then(path).then("post").then("operationId");
            changes.record(this, place.pointer(), null, post.get().get("operationId"));
        }
    }

    private static ObjectNode merge(List<ObjectNode> items) {
        ObjectNode merged = items.getFirst().deepCopy();
        for (ObjectNode item : items.subList(1, items.size())) {
            item.properties().forEach(entry -> merged.putIfAbsent(entry.getKey(), entry.getValue()));
        }
        Nodes.object(merged, "post").ifPresent(post -> {
            List<JsonNode> operations = items.stream()
                    .map(item -> item.path("post"))
                    .filter(JsonNode::isObject)
                    .toList();
            if (items.size() > 1) {
                post.remove("operationId");
            }
            ServedModelSchemas.merge(post, operations);
        });
        return merged;
    }

    private static ObjectNode pin(ObjectNode item, List<String> served) {
        Nodes.object(item, "post").ifPresent(post -> post.remove("operationId"));
        ArrayNode parameters = Nodes.array(item, "parameters").orElseGet(() -> item.putArray("parameters"));
        ObjectNode parameter = parameters
                .addObject()
                .put("name", "served")
                .put("in", "path")
                .put("required", true)
                .put("description", "The served model to ask, instead of the one that the traffic split chooses.");
        parameter.putObject("schema").put("type", "string").set("examples", Nodes.texts(served));
        return item;
    }
}
