package dev.lakefront.portal.usage;

import dev.lakefront.portal.limits.LeftOfLimits;
import dev.lakefront.portal.limits.LimitLeft;
import dev.lakefront.publication.Snapshots;
import dev.lakefront.store.ConditionalOnPortal;
import dev.lakefront.subscription.NoSuchSubscription;
import dev.lakefront.subscription.StoredSubscription;
import dev.lakefront.subscription.Subscription;
import dev.lakefront.subscription.SubscriptionId;
import dev.lakefront.subscription.SubscriptionQuery;
import dev.lakefront.subscription.SubscriptionState;
import dev.lakefront.subscription.Subscriptions;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;

/** What is left of the quotas of the subscriptions that a page is about. */
@Component
@ConditionalOnPortal
class OwnQuotas {

    /** Whoever has more, or sees everybody's, chooses one. */
    private static final int MOST = 8;

    /** The quotas of one subscription. */
    record Quotas(String title, List<LimitLeft> limits) {}

    private final Snapshots snapshots;
    private final Subscriptions subscriptions;
    private final LeftOfLimits left;

    OwnQuotas(Snapshots snapshots, Subscriptions subscriptions, LeftOfLimits left) {
        this.snapshots = snapshots;
        this.subscriptions = subscriptions;
        this.left = left;
    }

    /**
     * Blocks.
     *
     * @param chosen one subscription that the visitor may see; absent for all of the visitor's own
     */
    List<Quotas> of(Reach reach, @Nullable String chosen) {
        return asked(reach, chosen).stream()
                .map(subscription -> new Quotas(
                        subscription.title(),
                        left.of(subscription).stream().filter(LimitLeft::quota).toList()))
                .filter(quotas -> !quotas.limits().isEmpty())
                .toList();
    }

    private List<Subscription> asked(Reach reach, @Nullable String chosen) {
        if (chosen != null) {
            return active(chosen).stream().toList();
        }
        return reach.everything()
                ? List.of()
                : subscriptions
                        .list(new SubscriptionQuery(reach.visitor(), Set.of(SubscriptionState.ACTIVE), 0, MOST))
                        .stream()
                        .map(StoredSubscription::forCalls)
                        .toList();
    }

    private Optional<Subscription> active(String id) {
        Optional<SubscriptionId> stored = SubscriptionId.stored(id);
        Optional<Subscription> found = stored.isPresent()
                ? stored.flatMap(this::stored)
                : snapshots.current().subscriptions().all().stream()
                        .filter(declared -> declared.id().value().equals(id))
                        .findFirst();
        return found.filter(subscription -> subscription.state() == SubscriptionState.ACTIVE);
    }

    private Optional<Subscription> stored(SubscriptionId id) {
        try {
            return Optional.of(subscriptions.find(id).forCalls());
        } catch (NoSuchSubscription unknown) {
            return Optional.empty();
        }
    }
}
