package dev.lakefront.redis;

/** Redis was not asked, because it does not answer at the moment. */
public final class RedisUnavailable extends RuntimeException {

    private static final long serialVersionUID = 1L;

    RedisUnavailable(String message) {
        // One for each call of an outage: a trace would cost more than the call, and tell nothing.
        super(message, null, false, false);
    }
}
