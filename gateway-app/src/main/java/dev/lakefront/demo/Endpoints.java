package dev.lakefront.demo;

import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;

/** The workspace's endpoints and the condition that each is in. */
final class Endpoints {

    private final Map<String, DemoModel> models = new LinkedHashMap<>();
    private final Map<String, EndpointCondition> conditions = new ConcurrentHashMap<>();

    Endpoints(List<DemoModel> models) {
        models.forEach(model -> this.models.put(model.card().name(), model));
    }

    Collection<DemoModel> all() {
        return models.values();
    }

    Optional<DemoModel> find(String name) {
        return Optional.ofNullable(models.get(name));
    }

    EndpointCondition condition(String name) {
        return conditions.getOrDefault(name, EndpointCondition.READY);
    }

    void put(String name, EndpointCondition condition) {
        if (!models.containsKey(name)) {
            throw new IllegalArgumentException(
                    "The simulated workspace has no endpoint '" + name + "'. It has " + models.keySet() + ".");
        }
        conditions.put(name, condition);
    }
}
