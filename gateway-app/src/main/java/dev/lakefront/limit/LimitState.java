package dev.lakefront.limit;

import java.time.Duration;

/**
 * How much of a limit is left for a caller, after the call that asked.
 *
 * @param remaining how much of its unit could follow at once; never negative
 * @param reset until at least one more than that could; zero when the limit is full, and for calls in flight
 */
public record LimitState(Limit limit, long remaining, Duration reset) {}
