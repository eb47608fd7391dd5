package dev.lakefront.catalog.openapi;

import java.util.List;
import java.util.Locale;
import java.util.Map;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ObjectNode;

/**
 * Leaves out what cannot be routed, or must not be: path templates that climb out of the API ({@code ..}), carry a
 * query, ambiguous characters or a wildcard ({@code *}: no template of OpenAPI, and an API takes the calls that its
 * document describes, not all), and the methods TRACE and CONNECT.
 */
final class UnusablePaths implements Rule {

    static final String NAME = "unusable-paths";

    private static final List<String> REFUSED_METHODS = List.of("trace", "connect");

    @Override
    public String name() {
        return NAME;
    }

    @Override
    public void apply(ObjectNode document, Changes changes) {
        if (!(document.path("paths") instanceof ObjectNode paths)) {
            return;
        }
        Place root = Place.ROOT.then("paths");
        for (Map.Entry<String, JsonNode> path : List.copyOf(paths.properties())) {
            if (path.getKey().startsWith("x-")) {
                continue;
            }
            if (!usable(path.getKey()) || !path.getValue().isObject()) {
                paths.remove(path.getKey());
                changes.record(this, root.then(path.getKey()).pointer(), path.getValue(), null);
            } else {
                methods(root.then(path.getKey()), (ObjectNode) path.getValue(), changes);
            }
        }
    }

    private void methods(Place place, ObjectNode item, Changes changes) {
        for (String method : REFUSED_METHODS) {
            JsonNode removed = item.remove(method);
            if (removed != null) {
                changes.record(this, place.then(method).pointer(), removed, null);
            }
        }
        for (String method : Kind.METHODS) {
            if (item.has(method) && !item.path(method).isObject()) {
                changes.record(this, place.then(method).pointer(), item.remove(method), null);
            }
        }
    }

    private static boolean usable(String path) {
        return path.startsWith("/") && path.length() <= 2048 && !path.contains("*") && isPlain(path);
    }

    /** Whether servers cannot take the path for another one. */
    static boolean isPlain(String path) {
        String lower = path.toLowerCase(Locale.ROOT);
        return path.chars().noneMatch(c -> c < ' ' || c == 0x7f || c == '\\' || c == '?' || c == '#')
                && !lower.contains("%2f")
                && !lower.contains("%5c")
                && !path.contains("//")
                && List.of(lower.replace("%2e", ".").split("/", -1)).stream()
                        .noneMatch(segment -> segment.equals(".") || segment.equals(".."));
    }
}
