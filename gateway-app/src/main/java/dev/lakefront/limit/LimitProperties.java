package dev.lakefront.limit;

import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;

/**
 * Settings of limits that are the gateway's own, not a policy's.
 *
 * @param maxWaiting how many calls are held at a time by limits with {@code wait}; further ones are refused at once
 */
@ConfigurationProperties("lakefront.limit")
record LimitProperties(@DefaultValue("5000") int maxWaiting) {

    LimitProperties {
        if (maxWaiting < 0) {
            throw new IllegalArgumentException("lakefront.limit.max-waiting must be at least 0");
        }
    }
}
