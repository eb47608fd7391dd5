package dev.lakefront.subscription;

import java.util.EnumSet;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * Which stored subscriptions to list.
 *
 * @param ownerId absent means everybody's
 * @param states none means all
 * @param scope absent means any
 * @param after the id before the first, in the order of ids; absent means that the newest come first
 * @param offset how many to pass over
 * @param limit how many at most
 */
public record SubscriptionQuery(
        @Nullable String ownerId,
        Set<SubscriptionState> states,
        @Nullable Scope scope,
        @Nullable String after,
        int offset,
        int limit) {

    /** As many as one answer may hold; a query may ask for one more, to know whether there are more. */
    public static final int MAX_LIMIT = 1000;

    public SubscriptionQuery {
        states = Set.copyOf(states);
        if (offset < 0 || limit < 1 || limit > MAX_LIMIT + 1) {
            throw new IllegalArgumentException("offset is " + offset + " and limit is " + limit
                    + "; offset must not be negative, limit must be 1 to " + MAX_LIMIT);
        }
    }

    /** A part of those with any scope, newest first. */
    public SubscriptionQuery(@Nullable String ownerId, Set<SubscriptionState> states, int offset, int limit) {
        this(ownerId, states, null, null, offset, limit);
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
