package dev.lakefront.subscription;

import org.jspecify.annotations.Nullable;

/** Whether a subscription lets a call to an API pass. */
public sealed interface Access {

    /**
     * It does.
     *
     * @param product the product whose limits and policies hold; absent when the subscription is to the API or to all
     */
    record Granted(@Nullable String product) implements Access {}

    /** It does not. */
    record Refused(Reason reason) implements Access {}

    /** Why a call is turned away, as far as the holder of the key may know. */
    enum Reason {
        /** Rejected or cancelled: answered exactly like an unknown key. */
        REVOKED,
        NOT_ACTIVE_YET,
        SUSPENDED,
        EXPIRED,
        /** The subscription is good, but neither to this API nor to a product that it is in. */
        NOT_SUBSCRIBED
    }
}
