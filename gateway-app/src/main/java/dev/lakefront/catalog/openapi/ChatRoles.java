package dev.lakefront.catalog.openapi;

import java.util.ArrayList;
import java.util.List;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ObjectNode;

/** Adds the message roles that chat models take and Databricks documents omit: they list only user and assistant. */
final class ChatRoles implements Rule {

    private static final List<String> ROLES = List.of("system", "user", "assistant", "tool");

    @Override
    public String name() {
        return "chat-roles";
    }

    @Override
    public void apply(ObjectNode document, Changes changes) {
        RequestSchemas.each(
                document,
                (path, place, schema, mediaType, media) ->
                        Wrappers.branches(place, schema).forEach(branch -> roles(branch, changes)));
    }

    private void roles(Wrappers.Branch branch, Changes changes) {
        JsonNode message = branch.schema().path("properties").path("messages").path("items");
        Nodes.object(message.path("properties"), "role").ifPresent(role -> {
            JsonNode listed = role.path("enum");
            List<String> roles = new ArrayList<>(Nodes.strings(listed));
            if (roles.contains("user") && !roles.containsAll(ROLES)) {
                ROLES.stream().filter(word -> !roles.contains(word)).forEach(roles::add);
                role.set("enum", Nodes.texts(roles));
                Place items = branch.place().then("properties").then("messages").then("items");
                Place at = items.then("properties").then("role").then("enum");
                changes.record(this, at.pointer(), listed, role.get("enum"));
            }
        });
    }
}
