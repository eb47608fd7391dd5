package dev.lakefront.usage;

import java.time.Duration;
import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;

/**
 * How usage is recorded for the portal, and how long it is kept.
 *
 * @param queue the most calls that wait for being added up, which happens ten times a second
 * @param flushEvery how often sums are written; what a crash loses
 * @param cells the most sums in memory, of one minute and key each; while the database is away they wait here
 * @param requests the most requests that wait for being written to the request log, so also the most that are written each
 *     time; above that rate the log is a sample, with the calls that failed in it
 * @param keepMinutes how long usage is known by the minute
 * @param keepHours how long usage is known by the hour
 * @param keepRequests how long a request stays in the request log
 * @param maxRequests the most requests in the request log
 */
@ConfigurationProperties("lakefront.usage")
public record UsageProperties(
        @DefaultValue("65536") int queue,
        @DefaultValue("5s") Duration flushEvery,
        @DefaultValue("20000") int cells,
        @DefaultValue("500") int requests,
        @DefaultValue("2d") Duration keepMinutes,
        @DefaultValue("400d") Duration keepHours,
        @DefaultValue("7d") Duration keepRequests,
        @DefaultValue("100000") int maxRequests) {

    /** More could be lost in a crash than is promised. */
    private static final Duration SELDOM = Duration.ofSeconds(10);

    /** Minutes must outlive the hour that they are added up to, and the batches that come late. */
    private static final Duration SHORTEST = Duration.ofHours(6);

    public UsageProperties {
        requirePositive("queue", queue);
        requirePositive("cells", cells);
        requirePositive("requests", requests);
        requirePositive("max-requests", maxRequests);
        if (!flushEvery.isPositive() || flushEvery.compareTo(SELDOM) >= 0) {
            throw new IllegalArgumentException(
                    "lakefront.usage.flush-every is " + flushEvery + "; it must be more than nothing and below 10s");
        }
        if (keepMinutes.compareTo(SHORTEST) < 0) {
            throw new IllegalArgumentException(
                    "lakefront.usage.keep-minutes is " + keepMinutes + "; it must be at least 6h");
        }
        if (keepHours.compareTo(keepMinutes) < 0) {
            throw new IllegalArgumentException(
                    "lakefront.usage.keep-hours is " + keepHours + "; it must be at least keep-minutes");
        }
        if (!keepRequests.isPositive()) {
            throw new IllegalArgumentException("lakefront.usage.keep-requests must be longer than nothing");
        }
    }

    private static void requirePositive(String name, int value) {
        if (value < 1) {
            throw new IllegalArgumentException("lakefront.usage." + name + " is " + value + "; it must be at least 1");
        }
    }
}
