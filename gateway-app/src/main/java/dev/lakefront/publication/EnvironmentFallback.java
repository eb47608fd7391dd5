package dev.lakefront.publication;

import dev.lakefront.backend.EnvironmentWorkspace;
import dev.lakefront.backend.Workspace;
import dev.lakefront.subscription.Subscription;
import java.util.Optional;
import org.springframework.core.annotation.Order;
import org.springframework.stereotype.Component;

/** Fronts the workspace that Databricks' own environment variables name. */
@Component
@Order(0)
class EnvironmentFallback implements FallbackWorkspace {

    private final StarterKey starterKey;

    EnvironmentFallback(StarterKey starterKey) {
        this.starterKey = starterKey;
    }

    @Override
    public Optional<Workspace> workspace() {
        return EnvironmentWorkspace.from(System.getenv());
    }

    @Override
    public Optional<Subscription> subscription() {
        return Optional.of(starterKey.subscription("starter", "Whoever started this gateway"));
    }
}
