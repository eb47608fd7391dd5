package dev.lakefront.backend;

import java.util.List;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.node.ObjectNode;

/**
 * A model-serving endpoint as its workspace describes it.
 *
 * @param id the workspace's own; foundation models have none
 * @param task for example {@code llm/v1/chat}; absent for classic models and feature specs
 * @param configVersion changes with each deployment, where the workspace tells
 * @param description the workspace's description, less everything that names the workspace or a person
 */
public record Endpoint(
        String name,
        @Nullable String id,
        State state,
        @Nullable String task,
        List<ServedEntity> servedEntities,
        @Nullable Long configVersion,
        ObjectNode description) {

    /** Whether an endpoint answers. */
    public enum State {
        READY,
        /** It answers, and is about to be replaced by another configuration. */
        UPDATING,
        NOT_READY,
        STOPPED,
        /** It does not answer, because its last deployment failed. */
        FAILED,
        UNKNOWN;

        /** Whether calls are answered now. */
        public boolean isServing() {
            return this == READY || this == UPDATING;
        }
    }

    /**
     * What answers behind an endpoint.
     *
     * @param name by which it can be called directly
     * @param entity the model or feature spec, with its version where it has one
     */
    public record ServedEntity(
            String name, @Nullable String entity, @Nullable String version) {}

    public Endpoint {
        servedEntities = List.copyOf(servedEntities);
        description = description.deepCopy();
    }

    /** A copy that the caller may change. */
    @Override
    public ObjectNode description() {
        return description.deepCopy();
    }
}
