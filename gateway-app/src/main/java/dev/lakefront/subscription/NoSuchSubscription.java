package dev.lakefront.subscription;

/** Says that a subscription, or a key of one, does not exist. Answer it like somebody else's: with 404. */
public final class NoSuchSubscription extends RuntimeException {

    private static final long serialVersionUID = 1L;

    /** For what can be no id, or no name of a key. */
    public NoSuchSubscription() {
        super("there is no such subscription or key in the portal's database");
    }

    NoSuchSubscription(SubscriptionId id) {
        super("there is no subscription '" + id + "' in the portal's database");
    }

    NoSuchSubscription(SubscriptionId id, String keyName) {
        super("subscription '" + id + "' has no key '" + keyName + "'");
    }
}
