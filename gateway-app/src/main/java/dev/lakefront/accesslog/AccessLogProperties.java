package dev.lakefront.accesslog;

import java.nio.file.Path;
import java.time.Duration;
import org.jspecify.annotations.Nullable;
import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;

/**
 * The access log's settings.
 *
 * @param enabled whether a line is written for each call
 * @param file where to, appended; absent means standard output
 * @param clientAddress whether lines say from which address a call came, which is personal data in many places
 * @param queue the most lines that wait for being written; further ones are dropped and counted
 * @param flushEvery how long a line may wait at most before it is written
 */
@ConfigurationProperties("lakefront.access-log")
record AccessLogProperties(
        @DefaultValue("true") boolean enabled,
        @Nullable Path file,
        @DefaultValue("false") boolean clientAddress,
        @DefaultValue("16384") int queue,
        @DefaultValue("100ms") Duration flushEvery) {

    AccessLogProperties {
        if (queue < 1) {
            throw new IllegalArgumentException("lakefront.access-log.queue must be at least 1");
        }
        if (!flushEvery.isPositive()) {
            throw new IllegalArgumentException("lakefront.access-log.flush-every must be longer than nothing");
        }
    }
}
