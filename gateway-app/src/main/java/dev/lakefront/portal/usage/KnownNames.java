package dev.lakefront.portal.usage;

import dev.lakefront.publication.Snapshots;
import dev.lakefront.store.ConditionalOnPortal;
import java.util.List;
import org.springframework.stereotype.Component;

/** What people call APIs and subscriptions, and which there are to choose from. */
@Component
@ConditionalOnPortal
class KnownNames {

    /** One entry of a list to choose from. */
    record Choice(String value, String text) {}

    private final Snapshots snapshots;

    KnownNames(Snapshots snapshots) {
        this.snapshots = snapshots;
    }

    List<Choice> apis() {
        return snapshots.current().apis().values().stream()
                .map(api -> new Choice(api.api().id(), api.api().title()))
                .toList();
    }

    List<Choice> keys(Reach reach) {
        return reach.titles().entrySet().stream()
                .map(own -> new Choice(own.getKey(), own.getValue()))
                .toList();
    }
}
