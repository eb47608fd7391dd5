package dev.lakefront.demo;

import java.util.List;
import java.util.Optional;

/**
 * What is fixed about one endpoint: its name, its task and what it serves.
 *
 * @param task empty for a classic custom model, which has none
 * @param entities the first one takes the traffic
 */
record EndpointCard(String name, String task, int configVersion, List<Entity> entities) {

    EndpointCard {
        entities = List.copyOf(entities);
        if (entities.isEmpty()) {
            throw new IllegalArgumentException("Endpoint " + name + " serves nothing; it needs one entity at least.");
        }
    }

    Entity mainEntity() {
        return entities.getFirst();
    }

    Optional<Entity> entity(String served) {
        return entities.stream().filter(entity -> entity.name().equals(served)).findFirst();
    }
}
