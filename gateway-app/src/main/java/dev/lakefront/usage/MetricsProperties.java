package dev.lakefront.usage;

import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;

/**
 * How much the meters tell apart.
 *
 * @param apis the most APIs with meters of their own; calls of all others are counted together as {@code _other}. One
 *     API makes about twenty time series, so 500 of them stay near 10,000, which one Prometheus server takes with ease; 10,000
 *     APIs would make 200,000
 * @param apiHistograms whether {@code lakefront.requests} has buckets for each API as well: seven times as many series
 */
@ConfigurationProperties("lakefront.metrics")
record MetricsProperties(
        @DefaultValue("500") int apis,
        @DefaultValue("false") boolean apiHistograms) {

    MetricsProperties {
        if (apis < 0) {
            throw new IllegalArgumentException("lakefront.metrics.apis must be at least 0");
        }
    }
}
