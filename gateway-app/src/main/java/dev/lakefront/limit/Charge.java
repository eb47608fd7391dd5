package dev.lakefront.limit;

/**
 * What one call spends of one limit.
 *
 * @param permits at least 1
 */
public record Charge(LimitKey key, Limit limit, long permits) {

    public Charge {
        if (permits < 1) {
            throw new IllegalArgumentException("permits is " + permits + "; it must be at least 1");
        }
    }

    /** One call. */
    public static Charge one(LimitKey key, Limit limit) {
        return new Charge(key, limit, 1);
    }
}
