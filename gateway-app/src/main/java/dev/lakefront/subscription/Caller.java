package dev.lakefront.subscription;

import org.jspecify.annotations.Nullable;

/**
 * Who makes a call, once it is let in.
 *
 * @param subscriptionId absent for a call without a key
 * @param productId the product whose limits and policies hold for the call; absent when none does
 */
public record Caller(
        @Nullable String subscriptionId, @Nullable String productId) {

    private static final Caller ANONYMOUS = new Caller(null, null);

    public static Caller of(Subscription subscription, Access.Granted granted) {
        return new Caller(subscription.id().value(), granted.product());
    }

    /** Nobody in particular. */
    public static Caller anonymous() {
        return ANONYMOUS;
    }

    /** Nobody in particular, let in by an open product. */
    public static Caller anonymous(String product) {
        return new Caller(null, product);
    }
}
