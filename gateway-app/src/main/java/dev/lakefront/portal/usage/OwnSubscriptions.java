package dev.lakefront.portal.usage;

import dev.lakefront.identity.Role;
import dev.lakefront.identity.Visitor;
import dev.lakefront.publication.Snapshots;
import dev.lakefront.store.ConditionalOnPortal;
import dev.lakefront.subscription.StoredSubscription;
import dev.lakefront.subscription.SubscriptionQuery;
import dev.lakefront.subscription.Subscriptions;
import java.util.List;
import java.util.Set;
import java.util.SortedMap;
import java.util.TreeMap;
import org.springframework.stereotype.Component;

/**
 * Knows which subscriptions are a visitor's. Those that files declare name no visitor, so they are the administrators' only,
 * who see all. Blocks.
 */
@Component
@ConditionalOnPortal
class OwnSubscriptions {

    private final Snapshots snapshots;
    private final Subscriptions subscriptions;

    OwnSubscriptions(Snapshots snapshots, Subscriptions subscriptions) {
        this.snapshots = snapshots;
        this.subscriptions = subscriptions;
    }

    /** Their titles by ids; empty for a visitor without one. */
    SortedMap<String, String> of(Visitor visitor) {
        SortedMap<String, String> titles = new TreeMap<>();
        if (visitor.is(Role.ADMINISTRATOR)) {
            snapshots
                    .current()
                    .subscriptions()
                    .all()
                    .forEach(declared -> titles.put(declared.id().value(), declared.title()));
            put(titles, subscriptions.list(new SubscriptionQuery(null, Set.of(), 0, SubscriptionQuery.MAX_LIMIT)));
        } else {
            put(titles, subscriptions.ofOwner(visitor.id()));
        }
        return titles;
    }

    private static void put(SortedMap<String, String> titles, List<StoredSubscription> stored) {
        stored.forEach(subscription -> titles.put(subscription.id().value(), subscription.title()));
    }
}
