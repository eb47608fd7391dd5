package dev.lakefront.server;

import java.time.Duration;
import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;

/**
 * How the gateway stops.
 *
 * @param delay how long it goes on serving after it has said that it is not ready any more; as long as load balancers
 *     need to notice. Nothing by default, so that stopping at a desk is quick
 * @param timeout how long calls under way may take once nothing new is let in
 * @param streamTimeout the same for answers that are streams of events
 */
@ConfigurationProperties("lakefront.drain")
record DrainProperties(
        @DefaultValue("0s") Duration delay,
        @DefaultValue("30s") Duration timeout,
        @DefaultValue("30s") Duration streamTimeout) {

    DrainProperties {
        notNegative("delay", delay);
        notNegative("timeout", timeout);
        notNegative("stream-timeout", streamTimeout);
    }

    Duration longest() {
        return timeout.compareTo(streamTimeout) > 0 ? timeout : streamTimeout;
    }

    private static void notNegative(String name, Duration value) {
        if (value.isNegative()) {
            throw new IllegalArgumentException("lakefront.drain." + name + " must not be negative");
        }
    }
}
