package dev.lakefront.portal.tryit;

import java.time.Duration;
import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;
import org.springframework.util.unit.DataSize;

/**
 * How models are tried in the portal.
 *
 * @param keyLifetime how long a console key works
 * @param callsPerMinute the most calls of one visitor
 * @param timeout how long the gateway waits for an answer on behalf of a page without JavaScript
 * @param maxAnswer the most of such an answer that a page shows
 */
@ConfigurationProperties("lakefront.portal.try-it")
record TryItProperties(
        @DefaultValue("15m") Duration keyLifetime,
        @DefaultValue("30") int callsPerMinute,
        @DefaultValue("60s") Duration timeout,
        @DefaultValue("1MB") DataSize maxAnswer) {

    TryItProperties {
        requirePositive("key-lifetime", keyLifetime.isPositive());
        requirePositive("calls-per-minute", callsPerMinute > 0);
        requirePositive("timeout", timeout.isPositive());
        requirePositive("max-answer", maxAnswer.toBytes() > 0);
    }

    private static void requirePositive(String name, boolean positive) {
        if (!positive) {
            throw new IllegalArgumentException("lakefront.portal.try-it." + name + " must be more than nothing");
        }
    }
}
