package dev.lakefront.limit;

/**
 * What one call spends of one limit.
 *
 * @param permits at least 1, and at most what the limit holds when it is full: more could never be admitted
 */
public record Charge(LimitKey key, Limit limit, long permits) {

    public Charge {
        if (permits < 1 || permits > limit.calls()) {
            throw new IllegalArgumentException("permits is " + permits + "; limit '" + limit.name() + "' of "
                    + limit.scope() + " admits 1 to " + limit.calls());
        }
    }

    /** One call. */
    public static Charge one(LimitKey key, Limit limit) {
        return new Charge(key, limit, 1);
    }
}
