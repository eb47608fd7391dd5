package dev.lakefront.portal.usage;

import dev.lakefront.identity.Role;
import dev.lakefront.identity.Visitor;
import dev.lakefront.publication.Snapshots;
import dev.lakefront.store.ConditionalOnPortal;
import java.util.Set;
import java.util.stream.Collectors;
import org.springframework.stereotype.Component;

/** Subscriptions that files declare name no visitor, so they are the administrators' only. */
@Component
@ConditionalOnPortal
class FileSubscriptions implements OwnSubscriptions {

    private final Snapshots snapshots;

    FileSubscriptions(Snapshots snapshots) {
        this.snapshots = snapshots;
    }

    @Override
    public Set<String> of(Visitor visitor) {
        return visitor.is(Role.ADMINISTRATOR)
                ? snapshots.current().subscriptions().all().stream()
                        .map(subscription -> subscription.id().value())
                        .collect(Collectors.toSet())
                : Set.of();
    }
}
