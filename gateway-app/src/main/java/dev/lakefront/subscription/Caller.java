package dev.lakefront.subscription;

import dev.lakefront.limit.LoweredLimits;
import org.jspecify.annotations.Nullable;

/**
 * Who makes a call, once it is let in.
 *
 * @param subscriptionId absent for a call without a key
 * @param keyName which of the subscription's keys it carried; absent for a call without one
 * @param productId the product whose limits and policies hold for the call; absent when none does
 * @param limits those that its subscription has lower than others
 */
public record Caller(
        @Nullable String subscriptionId,
        @Nullable String keyName,
        @Nullable String productId,
        LoweredLimits limits) {

    private static final Caller ANONYMOUS = new Caller(null, null, null, LoweredLimits.NONE);

    public static Caller of(Authentication.Known known, Access.Granted granted) {
        Subscription subscription = known.subscription();
        return new Caller(subscription.id().value(), known.keyName(), granted.product(), subscription.limits());
    }

    /** Nobody in particular. */
    public static Caller anonymous() {
        return ANONYMOUS;
    }

    /** Nobody in particular, let in by an open product. */
    public static Caller anonymous(String product) {
        return new Caller(null, null, product, LoweredLimits.NONE);
    }
}
