package dev.lakefront.subscription;

import java.util.EnumSet;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * Which stored subscriptions to list, newest first.
 *
 * @param ownerId absent means everybody's
 * @param states none means all
 * @param offset how many to pass over
 * @param limit how many at most
 */
public record SubscriptionQuery(@Nullable String ownerId, Set<SubscriptionState> states, int offset, int limit) {

    /** As many as one answer may hold. */
    public static final int MAX_LIMIT = 1000;

    public SubscriptionQuery {
        states = Set.copyOf(states);
        if (offset < 0 || limit < 1 || limit > MAX_LIMIT) {
            throw new IllegalArgumentException("offset is " + offset + " and limit is " + limit
                    + "; offset must not be negative, limit must be 1 to " + MAX_LIMIT);
        }
    }

    /** All of one owner. */
    public static SubscriptionQuery of(String ownerId) {
        return new SubscriptionQuery(ownerId, Set.of(), 0, MAX_LIMIT);
    }

    /** Everybody's in one state. */
    public static SubscriptionQuery in(SubscriptionState state) {
        return new SubscriptionQuery(null, EnumSet.of(state), 0, MAX_LIMIT);
    }
}
