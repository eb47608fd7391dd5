package dev.lakefront.policy;

import dev.lakefront.limit.KeyKind;
import dev.lakefront.limit.Limit;
import org.springframework.cloud.gateway.filter.GatewayFilter;

/** What a policy became: something that the walk's limits step asks, or a filter that its policies step runs. */
public sealed interface Policy {

    /**
     * A limit that a call spends.
     *
     * @param key whose calls it counts together
     */
    record LimitPolicy(Limit limit, KeyKind key) implements Policy {}

    /** A filter around the rest of the walk; it must never block. */
    record FilterPolicy(GatewayFilter filter) implements Policy {}
}
