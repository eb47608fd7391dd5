package dev.lakefront.subscription;

import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/**
 * Port to the order in which stored subscriptions changed. Numbers become visible in their order: whoever has seen one has
 * seen all before it. Blocks.
 */
public interface ChangeFeed {

    /** The number of the last change; 0 before the first. */
    long latest();

    /**
     * What changed after one number, up to another.
     *
     * @return the subscriptions' ids, or nothing at all when the feed no longer goes back that far
     */
    Optional<Set<SubscriptionId>> between(long after, long upTo);

    /** Those of these ids that there are; all of them when the set is empty. */
    List<StoredSubscription> read(Set<SubscriptionId> ids);

    /** Forgets the order of changes before this moment. Who has not seen them reads everything anew. */
    void forgetBefore(Instant moment);
}
