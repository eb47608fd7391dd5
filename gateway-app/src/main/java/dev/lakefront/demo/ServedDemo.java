package dev.lakefront.demo;

import dev.lakefront.backend.Workspace;
import dev.lakefront.identity.Demonstration;
import dev.lakefront.publication.Snapshots;
import java.util.Collection;
import org.springframework.stereotype.Component;

/** Tells whether the simulated workspace is all that the gateway serves. */
@Component
class ServedDemo implements Demonstration {

    private final DemoFallback fallback;
    private final Snapshots snapshots;

    ServedDemo(DemoFallback fallback, Snapshots snapshots) {
        this.fallback = fallback;
        this.snapshots = snapshots;
    }

    @Override
    public boolean isOn() {
        Collection<Workspace> served = snapshots.current().workspaces().values();
        return fallback.started()
                && served.stream().allMatch(workspace -> workspace.id().equals(DemoFallback.ID))
                && !served.isEmpty();
    }
}
