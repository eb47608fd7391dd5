package dev.lakefront.publication;

import dev.lakefront.backend.EnvironmentWorkspace;
import dev.lakefront.backend.Workspace;
import dev.lakefront.subscription.Subscription;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import org.springframework.core.annotation.Order;
import org.springframework.core.env.Environment;
import org.springframework.stereotype.Component;

/** Fronts the workspace that Databricks' own environment variables name. */
@Component
@Order(0)
class EnvironmentFallback implements FallbackWorkspace {

    private static final List<String> VARIABLES =
            List.of("DATABRICKS_HOST", "DATABRICKS_TOKEN", "DATABRICKS_CLIENT_ID", "DATABRICKS_CLIENT_SECRET");

    private final Environment environment;
    private final StarterKey starterKey;

    EnvironmentFallback(Environment environment, StarterKey starterKey) {
        this.environment = environment;
        this.starterKey = starterKey;
    }

    @Override
    public Optional<Workspace> workspace() {
        Map<String, String> variables = new TreeMap<>();
        for (String name : VARIABLES) {
            variables.put(name, environment.getProperty(name, ""));
        }
        return EnvironmentWorkspace.from(variables);
    }

    @Override
    public Optional<Subscription> subscription() {
        return Optional.of(starterKey.subscription("starter", "Whoever started this gateway"));
    }
}
