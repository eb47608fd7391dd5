package dev.lakefront.limit;

import java.time.Duration;

/**
 * How much of a limit is left for a caller, after the call that asked.
 *
 * @param remaining how many calls could follow at once
 * @param reset until at least one more than that could; zero when the limit is full
 */
public record LimitState(Limit limit, long remaining, Duration reset) {}
