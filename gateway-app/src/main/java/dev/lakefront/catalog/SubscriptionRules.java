package dev.lakefront.catalog;

import java.time.Duration;
import org.jspecify.annotations.Nullable;

/**
 * How one subscribes to a product in the portal.
 *
 * @param maxPerOwner how many subscriptions that have not ended one person can have
 * @param keyLifetime how long a key works; absent means that it does not expire by itself
 */
public record SubscriptionRules(
        Approval approval, int maxPerOwner, @Nullable Duration keyLifetime) {

    /** What holds where the product's file says nothing. */
    public static final SubscriptionRules DEFAULT = new SubscriptionRules(Approval.AUTOMATIC, 5, null);

    /** Who decides. */
    public enum Approval {
        /** Nobody: whoever asks gets a subscription at once. */
        AUTOMATIC,
        /** An approver. */
        MANUAL
    }

    public SubscriptionRules {
        if (maxPerOwner < 1) {
            throw new IllegalArgumentException("max-per-owner is " + maxPerOwner + "; it must be at least 1");
        }
        if (keyLifetime != null && !keyLifetime.isPositive()) {
            throw new IllegalArgumentException("key-lifetime is " + keyLifetime + "; it must be longer than nothing");
        }
    }
}
