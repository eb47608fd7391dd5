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

        /**
         * Whether a subscription to something may have it lower: only where its calls are counted alone, and by what it
         * is to itself. The limits of an API hold for all products alike.
         *
         * @param to a product, an API, or everything
         */
        public boolean canBeLowered(PolicyScope to) {
            return key.equals(CountedBy.SUBSCRIPTION)
                    && (limit.scope().equals(new PolicyScope.Global().path())
                            || limit.scope().equals(to.path()));
        }

        /** The same with another limit. */
        LimitPolicy with(Limit other) {
            return new LimitPolicy(other, key, longestWait);
        }

        public LimitPolicy {
            if (longestWait.isNegative() || longestWait.compareTo(LONGEST_WAIT) > 0) {
                throw new IllegalArgumentException("wait is " + longestWait.toMillis() + "ms; it must be at most 5m");
            }
        }
    }

    /** A filter around the rest of the walk; it must never block. */
    record FilterPolicy(GatewayFilter filter) implements Policy {}
}
