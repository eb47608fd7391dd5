package dev.lakefront.demo;

import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.UUID;
import tools.jackson.databind.node.ArrayNode;
import tools.jackson.databind.node.ObjectNode;

/** Writes an endpoint's entry as the list and the single GET of the management API show it. */
final class EndpointEntry {

    private static final String CREATOR = "demo@example.com";

    private final EndpointCard card;
    private final EndpointCondition condition;
    private final long created;

    EndpointEntry(EndpointCard card, EndpointCondition condition, Instant created) {
        this.card = card;
        this.condition = condition;
        this.created = created.toEpochMilli();
    }

    /** The reduced entry of the list. */
    ObjectNode brief() {
        ObjectNode entry = head();
        ArrayNode entities = entry.putObject("config").putArray("served_entities");
        card.entities().forEach(entity -> entities.add(entity.brief()));
        return entry;
    }

    /** The whole entry. */
    ObjectNode detailed() {
        ObjectNode entry = head();
        ObjectNode config = entry.putObject("config");
        ArrayNode entities = config.putArray("served_entities");
        card.entities().forEach(entity -> entities.add(detailed(entity)));
        if (!(card.mainEntity() instanceof Entity.Foundation)) {
            ArrayNode routes = config.putObject("traffic_config").putArray("routes");
            card.entities()
                    .forEach(entity -> routes.addObject()
                            .put("served_entity_name", entity.name())
                            .put("served_model_name", entity.name())
                            .put("traffic_percentage", entity.traffic()));
            config.put("config_version", card.configVersion());
        }
        return entry;
    }

    /** A pay-per-token endpoint has fewer keys than the others: no id, no creator. */
    private ObjectNode head() {
        ObjectNode entry = Json.object().put("name", card.name());
        entry.put("creation_timestamp", created).put("last_updated_timestamp", created);
        entry.put("permission_level", "CAN_QUERY");
        ObjectNode state = entry.putObject("state")
                .put("ready", condition == EndpointCondition.READY ? "READY" : "NOT_READY")
                .put("config_update", "NOT_UPDATING");
        if (!card.task().isEmpty()) {
            entry.put("task", card.task());
        }
        switch (card.mainEntity()) {
            case Entity.Foundation _ -> {
                entry.put("endpoint_type", "FOUNDATION_MODEL_API");
                entry.putObject("capabilities").put("function_calling", false);
            }
            case Entity.External _ -> owned(entry, state).put("endpoint_type", "EXTERNAL_MODEL");
            case Entity.Registered _ -> owned(entry, state);
        }
        return entry;
    }

    private ObjectNode owned(ObjectNode entry, ObjectNode state) {
        state.put("suspend", "NOT_SUSPENDED");
        byte[] seed = ("endpoint " + card.name()).getBytes(StandardCharsets.UTF_8);
        return entry.put("id", UUID.nameUUIDFromBytes(seed).toString().replace("-", ""))
                .put("creator", CREATOR)
                .put("creator_display_name", CREATOR)
                .put("creator_kind", "User")
                .put("description", "")
                .put("resource_credential_strategy", "EMBEDDED_CREDENTIALS")
                .put("route_optimized", false);
    }

    private ObjectNode detailed(Entity entity) {
        ObjectNode node = entity.brief();
        if (entity instanceof Entity.Registered) {
            node.put("workload_size", "Small").put("workload_type", "CPU").put("scale_to_zero_enabled", false);
            node.put("creator", CREATOR).put("creation_timestamp", created);
            node.set("state", deployment());
        }
        return node;
    }

    private ObjectNode deployment() {
        return switch (condition) {
            case READY -> state("DEPLOYMENT_READY", "");
            case NOT_READY -> state("DEPLOYMENT_RECOVERING", "");
            case STOPPED -> state("DEPLOYMENT_STOPPED", "Stopped");
        };
    }

    private static ObjectNode state(String deployment, String message) {
        return Json.object().put("deployment", deployment).put("deployment_state_message", message);
    }
}
