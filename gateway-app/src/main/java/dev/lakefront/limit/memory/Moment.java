package dev.lakefront.limit.memory;

/**
 * One point in time, on two clocks.
 *
 * @param nanos since the limiter began; monotonic, so that a clock that is set grants and takes nothing
 * @param epochMillis on the wall clock, which alone knows days and months
 */
record Moment(long nanos, long epochMillis) {}
