package dev.lakefront.subscription;

import org.jspecify.annotations.Nullable;

/**
 * Who makes a change, for the audit log.
 *
 * @param id the visitor's id, the same at each visit
 * @param address where the request came from; absent for the gateway itself
 */
public record Actor(String id, String name, @Nullable String address) {

    /** The gateway, for what it does by itself: automatic approval, expiry. */
    public static final Actor GATEWAY = new Actor("gateway", "Lakefront", null);
}
