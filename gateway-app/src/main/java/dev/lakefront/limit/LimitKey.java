package dev.lakefront.limit;

/**
 * Whom a limit counts: one counter per limit and key.
 *
 * @param value the id or the address, or for a header its name, a colon and its value; empty for callers without one,
 *     who share one counter. May hold what a caller sent: it is not for logs
 */
public record LimitKey(KeyKind kind, String value) {

    /** Everyone who calls an open product without a key: together they have one share, so that none is unlimited. */
    public static final LimitKey ANONYMOUS = new LimitKey(KeyKind.SUBSCRIPTION, "");

    /** All callers together, with a key or without: for what a workspace allows. No subscription's id is a star. */
    public static final LimitKey EVERYONE = new LimitKey(KeyKind.SUBSCRIPTION, "*");

    public static LimitKey subscription(String id) {
        return new LimitKey(KeyKind.SUBSCRIPTION, id);
    }

    /** Leaves the value out, which may be a caller's address or what it sent. */
    @Override
    public String toString() {
        return switch (kind) {
            case SUBSCRIPTION, API, PRODUCT -> kind + " " + value;
            case CLIENT_ADDRESS, HEADER -> kind.toString();
        };
    }
}
