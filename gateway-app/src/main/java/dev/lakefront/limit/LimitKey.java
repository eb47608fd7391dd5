package dev.lakefront.limit;

/**
 * Whom a limit counts: one counter per limit and key.
 *
 * @param value the subscription's id; empty for callers without a subscription, who share one counter
 */
public record LimitKey(KeyKind kind, String value) {

    /** Everyone who calls an open product without a key: together they have one share, so that none is unlimited. */
    public static final LimitKey ANONYMOUS = new LimitKey(KeyKind.SUBSCRIPTION, "");

    /** All callers together, with a key or without: for what a workspace allows. No subscription's id is a star. */
    public static final LimitKey EVERYONE = new LimitKey(KeyKind.SUBSCRIPTION, "*");

    public static LimitKey subscription(String id) {
        return new LimitKey(KeyKind.SUBSCRIPTION, id);
    }
}
