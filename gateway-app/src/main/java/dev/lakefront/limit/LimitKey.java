package dev.lakefront.limit;

/**
 * Whom a limit counts: one counter per limit and key.
 *
 * @param value the subscription's id; empty for callers without a subscription, who share one counter
 */
public record LimitKey(KeyKind kind, String value) {

    /** Everyone who calls an open product without a key: together they have one share, so that none is unlimited. */
    public static final LimitKey ANONYMOUS = new LimitKey(KeyKind.SUBSCRIPTION, "");

    public static LimitKey subscription(String id) {
        return new LimitKey(KeyKind.SUBSCRIPTION, id);
    }
}
