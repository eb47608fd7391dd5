package dev.lakefront.backend.databricks;

import java.util.Locale;
import java.util.Map;
import java.util.Set;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ArrayNode;
import tools.jackson.databind.node.JsonNodeFactory;
import tools.jackson.databind.node.ObjectNode;

/**
 * What callers may learn about an endpoint.
 *
 * <p>A list of what is let through, not of what is held back: what a workspace adds tomorrow is held back too. Gone are
 * {@code endpoint_url} and {@code data_plane_info}, which lead past the gateway, people's names and addresses, and
 * settings of external models, which name secrets and other companies' accounts.
 */
final class SharedFields {

    private static final Set<String> ENDPOINT = Set.of(
            "name",
            "id",
            "state",
            "config",
            "task",
            "endpoint_type",
            "description",
            "creation_timestamp",
            "last_updated_timestamp",
            "capabilities",
            "tags");

    private static final Set<String> ENTITY = Set.of(
            "name",
            "entity_name",
            "entity_version",
            "model_name",
            "model_version",
            "workload_size",
            "workload_type",
            "scale_to_zero_enabled",
            "foundation_model",
            "external_model",
            "state");

    private static final Map<String, Set<String>> INSIDE = Map.of(
            "state", Set.of("ready", "config_update", "suspend", "deployment"),
            "config", Set.of("served_entities", "served_models", "traffic_config", "config_version"),
            "served_entities", ENTITY,
            "served_models", ENTITY,
            "foundation_model", Set.of("name", "display_name", "description", "docs"),
            "external_model", Set.of("provider", "name", "task"),
            "traffic_config", Set.of("routes"),
            "routes", Set.of("served_entity_name", "served_model_name", "traffic_percentage"),
            "tags", Set.of("key", "value"));

    private final String workspaceHost;

    SharedFields(String workspaceHost) {
        this.workspaceHost = workspaceHost.toLowerCase(Locale.ROOT);
    }

    ObjectNode of(JsonNode endpoint) {
        ObjectNode shared = object(endpoint, ENDPOINT);
        if (shared.path("state") instanceof ObjectNode state) {
            JsonNode update = endpoint.at("/state/update_state");
            if (!state.has("config_update") && update.isString()) {
                state.set("config_update", update);
            }
        }
        shared.put("permission_level", "CAN_QUERY");
        shared.put("route_optimized", false);
        return shared;
    }

    private ObjectNode object(JsonNode source, Set<String> allowed) {
        ObjectNode object = JsonNodeFactory.instance.objectNode();
        for (Map.Entry<String, JsonNode> field : source.properties()) {
            if (allowed.contains(field.getKey()) && !namesTheWorkspace(field.getValue())) {
                object.set(field.getKey(), value(field.getKey(), field.getValue()));
            }
        }
        return object;
    }

    private JsonNode value(String name, JsonNode value) {
        Set<String> allowed = INSIDE.get(name);
        if (allowed == null) {
            return value.deepCopy();
        }
        if (value.isObject()) {
            return object(value, allowed);
        }
        ArrayNode array = JsonNodeFactory.instance.arrayNode();
        for (JsonNode item : value) {
            array.add(item.isObject() ? object(item, allowed) : item.deepCopy());
        }
        return array;
    }

    /** A description or a tag may hold its address. */
    private boolean namesTheWorkspace(JsonNode value) {
        return value.isString() && value.asString().toLowerCase(Locale.ROOT).contains(workspaceHost);
    }
}
