package dev.lakefront.resilience;

import java.time.Duration;

/**
 * When an endpoint that fails is left alone, as the API's file says.
 *
 * @param failureRate in percent, from which on it opens
 * @param window of how many calls the rate is worked out
 * @param open how long no call is let through before some are tried
 */
public record BreakerSettings(int failureRate, int window, Duration open) {

    public static final BreakerSettings STANDARD = new BreakerSettings(50, 20, Duration.ofSeconds(15));

    public BreakerSettings {
        if (failureRate < 1 || failureRate > 100) {
            throw new IllegalArgumentException("failure-rate is " + failureRate + "%; it must be 1% to 100%");
        }
        if (window < 2 || window > 1000) {
            throw new IllegalArgumentException("window is " + window + "; it must be 2 to 1000 calls");
        }
        if (open.compareTo(Duration.ofMillis(100)) < 0 || open.compareTo(Duration.ofHours(1)) > 0) {
            throw new IllegalArgumentException("open is " + open.toMillis() + "ms; it must be 100ms to 1h");
        }
    }
}
