package dev.lakefront.limit;

import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;
import org.springframework.util.unit.DataSize;

/**
 * Settings of limits that are the gateway's own, not a policy's.
 *
 * @param maxWaiting how many calls are held at a time by limits with {@code wait}; further ones are refused at once
 * @param maxWaitingSize how large the bodies of held calls may be together, of those that were read before
 */
@ConfigurationProperties("lakefront.limit")
record LimitProperties(
        @DefaultValue("5000") int maxWaiting,
        @DefaultValue("64MB") DataSize maxWaitingSize) {

    LimitProperties {
        if (maxWaiting < 0) {
            throw new IllegalArgumentException("lakefront.limit.max-waiting must be at least 0");
        }
        if (maxWaitingSize.isNegative()) {
            throw new IllegalArgumentException("lakefront.limit.max-waiting-size must be at least 0B");
        }
    }
}
