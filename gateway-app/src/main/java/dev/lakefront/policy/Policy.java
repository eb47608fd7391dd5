package dev.lakefront.policy;

import dev.lakefront.limit.CountedBy;
import dev.lakefront.limit.Limit;
import java.time.Duration;
import org.springframework.cloud.gateway.filter.GatewayFilter;

/** What a policy became: something that the walk's limits step asks, or a filter that its policies step runs. */
public sealed interface Policy {

    /**
     * A limit that a call spends.
     *
     * @param key whose calls it counts together
     * @param longestWait how long a call is held until it may go, at most {@link #LONGEST_WAIT}; zero refuses at once
     */
    record LimitPolicy(Limit limit, CountedBy key, Duration longestWait) implements Policy {

        /** Longer than this hardly a caller goes on waiting. */
        public static final Duration LONGEST_WAIT = Duration.ofMinutes(5);

        public LimitPolicy {
            if (longestWait.isNegative() || longestWait.compareTo(LONGEST_WAIT) > 0) {
                throw new IllegalArgumentException("wait is " + longestWait.toMillis() + "ms; it must be at most 5m");
            }
        }
    }

    /** A filter around the rest of the walk; it must never block. */
    record FilterPolicy(GatewayFilter filter) implements Policy {}
}
