package dev.lakefront.usage;

import java.time.Instant;

/**
 * The calls of one key in one minute, or in one hour, added up.
 *
 * @param began when the minute or hour did
 */
public record UsageRow(
        Instant began,
        UsageKey key,
        long calls,
        long requestBytes,
        long responseBytes,
        long inputTokens,
        long outputTokens,
        long rows,
        Latencies latencies) {}
