package dev.lakefront.resilience;

import java.time.Duration;

/**
 * What an API's file says about failures.
 *
 * @param hold how long calls wait for an endpoint that is not ready; zero means not at all
 */
public record ResilienceSettings(RetrySettings retry, BreakerSettings breaker, Duration hold) {

    public static final ResilienceSettings STANDARD =
            new ResilienceSettings(RetrySettings.STANDARD, BreakerSettings.STANDARD, Duration.ofMinutes(5));

    public ResilienceSettings {
        if (hold.isNegative() || hold.compareTo(Duration.ofHours(1)) > 0) {
            throw new IllegalArgumentException("hold is " + hold.toSeconds() + "s; it must be 0s to 1h");
        }
    }
}
