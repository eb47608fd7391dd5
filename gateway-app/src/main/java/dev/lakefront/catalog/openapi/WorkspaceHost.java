package dev.lakefront.catalog.openapi;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ArrayNode;
import tools.jackson.databind.node.ObjectNode;

/**
 * Takes the workspace's host out of every text of a Databricks document, be it a link, a description or an example:
 * callers must not learn where the model really lives. Must run while the servers still name it.
 */
final class WorkspaceHost implements Rule {

    /** Never resolves (RFC 2606), so that nothing is sent anywhere by mistake, and a URL stays a URL. */
    static final String INSTEAD = "workspace.invalid";

    private static final String WORKSPACES = "(?<![A-Za-z0-9.-])[A-Za-z0-9][A-Za-z0-9.-]{0,252}\\.(?:"
            + "azuredatabricks\\.net|(?:cloud|gcp)\\.databricks\\.com|cloud\\.databricks\\.(?:us|mil)"
            + "|databricks\\.azure\\.(?:us|cn))";

    private static final int MAX_HOSTS = 64;

    /** Scheme, optional user, host: tolerant, as the address may not be a valid one. */
    private static final Pattern ADDRESS = Pattern.compile("(?:[A-Za-z][A-Za-z0-9+.-]*:)?//(?:[^/?#@]*@)?([^/?#:]+)");

    @Override
    public String name() {
        return "workspace-host";
    }

    @Override
    public void apply(ObjectNode document, Changes changes) {
        Set<String> hosts = new TreeSet<>();
        Walk.over(
                document,
                (kind, place, node) -> node.path("servers").forEach(server -> addHost(BasePath.url(server), hosts)));
        String alternatives = hosts.stream()
                .map(host -> before(host) + Pattern.quote(host) + "(?![A-Za-z0-9-])")
                .collect(Collectors.joining("|"));
        Pattern names = Pattern.compile(
                alternatives.isEmpty() ? WORKSPACES : alternatives + "|" + WORKSPACES, Pattern.CASE_INSENSITIVE);
        scrub(document, Place.ROOT, names, changes);
    }

    /** A name without dots is also a word of the language, so it counts only where an address has its host. */
    private static String before(String host) {
        return host.contains(".") || host.contains(":") || host.equals("localhost") ? "(?<![A-Za-z0-9.-])" : "(?<=//)";
    }

    private static void addHost(String url, Set<String> hosts) {
        Matcher address = ADDRESS.matcher(url.strip());
        if (hosts.size() < MAX_HOSTS && address.lookingAt() && !address.group(1).equalsIgnoreCase(INSTEAD)) {
            hosts.add(address.group(1));
        }
    }

    private void scrub(JsonNode node, Place place, Pattern names, Changes changes) {
        if (node instanceof ArrayNode array) {
            for (int i = 0; i < array.size(); i++) {
                JsonNode clean = clean(array.get(i), place.then(i), names, changes);
                array.set(i, clean);
            }
        } else if (node instanceof ObjectNode object) {
            Map<String, JsonNode> renamed = new LinkedHashMap<>();
            for (Map.Entry<String, JsonNode> entry : List.copyOf(object.properties())) {
                String key = names.matcher(entry.getKey()).replaceAll(INSTEAD);
                renamed.put(key, clean(entry.getValue(), place.then(entry.getKey()), names, changes));
                if (!key.equals(entry.getKey())) {
                    changes.record(
                            this, place.then(entry.getKey()).pointer(), Nodes.text(entry.getKey()), Nodes.text(key));
                }
            }
            object.removeAll();
            object.setAll(renamed);
        }
    }

    private JsonNode clean(JsonNode value, Place place, Pattern names, Changes changes) {
        if (!value.isString()) {
            scrub(value, place, names, changes);
            return value;
        }
        Matcher found = names.matcher(value.stringValue());
        if (!found.find()) {
            return value;
        }
        JsonNode clean = Nodes.text(found.replaceAll(INSTEAD));
        changes.record(this, place.pointer(), value, clean);
        return clean;
    }
}
