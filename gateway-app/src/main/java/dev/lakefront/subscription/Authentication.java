package dev.lakefront.subscription;

/** Whose key it is. */
public sealed interface Authentication {

    /**
     * A subscription's, which may still be suspended, expired or to something else.
     *
     * @param keyName which of its keys
     */
    record Known(Subscription subscription, String keyName) implements Authentication {}

    /** A subscription's, but the key itself works no more: its time, or that of its replacement, is over. */
    record Expired(Subscription subscription, String keyName) implements Authentication {}

    /** Nobody's, or that of a subscription that was rejected or cancelled: a stranger can't tell which. */
    record Unknown() implements Authentication {}
}
