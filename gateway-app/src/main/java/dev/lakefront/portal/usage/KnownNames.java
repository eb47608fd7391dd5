package dev.lakefront.portal.usage;

import dev.lakefront.publication.Snapshot;
import dev.lakefront.publication.Snapshots;
import dev.lakefront.store.ConditionalOnPortal;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
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
        Map<String, String> titles = subscriptions();
        return reach.own().stream()
                .map(id -> new Choice(id, titles.getOrDefault(id, id)))
                .toList();
    }

    /** Titles by ids. */
    Map<String, String> subscriptions() {
        Snapshot snapshot = snapshots.current();
        return snapshot.subscriptions().all().stream()
                .collect(Collectors.toMap(
                        subscription -> subscription.id().value(), subscription -> subscription.title()));
    }
}
