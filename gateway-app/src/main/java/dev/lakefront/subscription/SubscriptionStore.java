package dev.lakefront.subscription;

import java.time.LocalDate;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/**
 * Port to where subscriptions of the portal are kept. Blocks; to be called within a transaction, which also covers the
 * number that each change gets in the {@link ChangeFeed}.
 */
public interface SubscriptionStore {

    /** Adds or replaces a subscription with its keys, as one change. The days of last use are left as they are. */
    void save(StoredSubscription subscription);

    Optional<StoredSubscription> find(SubscriptionId id);

    /** As {@link #find}, and keeps others from changing it until the transaction ends. */
    Optional<StoredSubscription> lock(SubscriptionId id);

    /** Newest first. */
    List<StoredSubscription> list(SubscriptionQuery query);

    /** Those in one of these states whose last day is before this one. */
    List<StoredSubscription> due(LocalDate today, Set<SubscriptionState> states);
}
