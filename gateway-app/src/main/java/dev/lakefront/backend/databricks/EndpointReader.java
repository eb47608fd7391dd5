package dev.lakefront.backend.databricks;

import dev.lakefront.backend.Endpoint;
import dev.lakefront.backend.Endpoint.ServedEntity;
import dev.lakefront.backend.Endpoint.State;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;

/** Reads an endpoint from a list or a single answer. Everything but the name may be missing. */
final class EndpointReader {

    private final SharedFields sharedFields;

    EndpointReader(String workspaceHost) {
        this.sharedFields = new SharedFields(workspaceHost);
    }

    Endpoint read(JsonNode json) {
        JsonNode config = json.path("config");
        return new Endpoint(
                json.path("name").asString(),
                text(json, "id"),
                state(json),
                text(json, "task"),
                servedEntities(config),
                config.path("config_version").isIntegralNumber()
                        ? Long.valueOf(config.path("config_version").asLong())
                        : null,
                sharedFields.of(json));
    }

    private static List<ServedEntity> servedEntities(JsonNode config) {
        // Endpoints with models of the workspace registry may still list them under the deprecated name only.
        boolean deprecated = !config.path("served_entities").isArray();
        List<ServedEntity> entities = new ArrayList<>();
        for (JsonNode entity : config.path(deprecated ? "served_models" : "served_entities")) {
            String name = text(entity, "name");
            if (name != null) {
                entities.add(new ServedEntity(
                        name,
                        text(entity, deprecated ? "model_name" : "entity_name"),
                        text(entity, deprecated ? "model_version" : "entity_version")));
            }
        }
        return entities;
    }

    private static State state(JsonNode json) {
        JsonNode state = json.path("state");
        String ready = state.path("ready").asString("");
        // The documentation's samples call it update_state; what the service sends is config_update.
        String update = state.path(state.has("config_update") ? "config_update" : "update_state")
                .asString("");
        if (ready.equals("READY")) {
            return update.equals("IN_PROGRESS") ? State.UPDATING : State.READY;
        }
        if (isStopped(json)) {
            return State.STOPPED;
        }
        if (update.equals("UPDATE_FAILED") || update.equals("UPDATE_CANCELED")) {
            return State.FAILED;
        }
        return ready.equals("NOT_READY") ? State.NOT_READY : State.UNKNOWN;
    }

    private static boolean isStopped(JsonNode json) {
        if (json.at("/state/suspend").asString("").equals("SUSPENDED")) {
            return true;
        }
        JsonNode entities = json.at("/config/served_entities");
        for (JsonNode entity : entities) {
            if (!entity.at("/state/deployment").asString("").equals("DEPLOYMENT_STOPPED")) {
                return false;
            }
        }
        return !entities.isEmpty();
    }

    private static @Nullable String text(JsonNode json, String name) {
        JsonNode value = json.path(name);
        return value.isString() && !value.asString().isEmpty() ? value.asString() : null;
    }
}
