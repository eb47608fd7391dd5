package dev.lakefront.subscription;

import static dev.lakefront.subscription.SubscriptionState.ACTIVE;
import static dev.lakefront.subscription.SubscriptionState.CANCELLED;
import static dev.lakefront.subscription.SubscriptionState.EXPIRED;
import static dev.lakefront.subscription.SubscriptionState.REJECTED;
import static dev.lakefront.subscription.SubscriptionState.SUBMITTED;
import static dev.lakefront.subscription.SubscriptionState.SUSPENDED;

import java.util.EnumSet;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;

/**
 * What can happen to a subscription, in which states, and the state that it leads to. This table is the whole life of a
 * subscription: it begins {@link SubscriptionState#SUBMITTED}, and nothing leads out of rejected, cancelled and expired.
 */
public enum Transition {
    APPROVE(ACTIVE, SUBMITTED),
    REJECT(REJECTED, SUBMITTED),
    SUSPEND(SUSPENDED, ACTIVE),
    RESUME(ACTIVE, SUSPENDED),
    CANCEL(CANCELLED, SUBMITTED, ACTIVE, SUSPENDED),
    EXPIRE(EXPIRED, SUBMITTED, ACTIVE, SUSPENDED);

    private final SubscriptionState to;
    private final Set<SubscriptionState> from;

    Transition(SubscriptionState to, SubscriptionState first, SubscriptionState... rest) {
        this.to = to;
        this.from = EnumSet.of(first, rest);
    }

    /** Where it leads; empty when it cannot happen in this state. */
    public Optional<SubscriptionState> from(SubscriptionState state) {
        return from.contains(state) ? Optional.of(to) : Optional.empty();
    }

    /** The word for people and the audit log. */
    public String word() {
        return name().toLowerCase(Locale.ROOT);
    }
}
