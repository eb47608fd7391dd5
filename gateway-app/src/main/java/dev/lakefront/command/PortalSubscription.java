package dev.lakefront.command;

import java.util.LinkedHashMap;
import java.util.Map;
import java.util.function.UnaryOperator;
import java.util.stream.Collectors;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.databind.node.ArrayNode;
import tools.jackson.databind.node.ObjectNode;

/** Reads what the management API says of subscriptions. */
final class PortalSubscription {

    static final String PATH = "/subscriptions";

    private PortalSubscription() {}

    static String path(String id) {
        return PATH + "/" + RunningGateway.encoded(id);
    }

    /** All parts of a list as one: its {@code items}. */
    static ObjectNode all(RunningGateway gateway, String path, Map<String, String> query) {
        ObjectNode whole = JsonMapper.shared().createObjectNode();
        ArrayNode items = whole.putArray("items");
        Map<String, String> asked = new LinkedHashMap<>(query);
        JsonNode next;
        do {
            JsonNode part = gateway.get(path, asked);
            part.path("items").forEach(items::add);
            next = part.path("next");
            asked.put("after", next.asString(""));
        } while (next.isString());
        return whole;
    }

    static TextTable table(Iterable<JsonNode> subscriptions) {
        TextTable table =
                new TextTable("ID", "TITLE", "SOURCE", "SCOPE", "STATE", "OWNER", "EXPIRES", "LIMITS", "KEYS");
        subscriptions.forEach(one -> table.row(
                word(one, "id"),
                word(one, "title"),
                word(one, "source"),
                scope(one.path("scope")),
                word(one, "state"),
                owner(one.path("owner")),
                word(one, "expires"),
                limits(one.path("limits")),
                String.valueOf(one.path("keys").size())));
        return table;
    }

    static TextTable keys(Iterable<JsonNode> keys) {
        TextTable table = new TextTable("NAME", "PREFIX", "CREATED", "EXPIRES", "LAST USED");
        keys.forEach(key -> table.row(
                word(key, "name"),
                word(key, "prefix"),
                word(key, "created"),
                word(key, "expires"),
                word(key, "last_used")));
        return table;
    }

    private static String scope(JsonNode scope) {
        String id = word(scope, "id");
        return id.isEmpty() ? word(scope, "kind") : word(scope, "kind") + ":" + id;
    }

    /** As they are typed. */
    private static String limits(JsonNode limits) {
        return limits.properties().stream()
                .map(limit -> limit.getKey() + "=" + limit.getValue().asString())
                .collect(Collectors.joining(" "));
    }

    private static String owner(JsonNode owner) {
        UnaryOperator<String> word = name -> word(owner, name);
        return word.apply("id").isEmpty() ? word.apply("team") : word.apply("id");
    }

    /** Empty for null. */
    static String word(JsonNode node, String member) {
        return node.path(member).asString("");
    }
}
