package dev.lakefront.server;

import java.time.Duration;
import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;
import org.springframework.util.unit.DataSize;

/**
 * What a caller's connection may take of the gateway.
 *
 * @param maxConnections the most connections of callers; one more is closed at once
 * @param maxCalls the most calls under way at a time; one more is the problem {@code overloaded}
 * @param bodyMemory the most that request bodies held in memory may take together, counted double because they are
 *     copied; more is the problem {@code overloaded}. Nothing (0) means a quarter of the heap
 * @param idleTimeout after how long without a call a connection is closed
 * @param headTimeout how long the head of a request may take from its first byte
 * @param bodyIdleTimeout how long the gateway waits for the next piece of a request's body
 * @param bodyTimeout how long it waits for pieces of one body altogether; time in which the model server is the slow one
 *     does not count
 * @param writeTimeout how long a caller may take for {@link ReaderWatch#LEAST_TAKEN} bytes of its answer
 */
@ConfigurationProperties("lakefront.server")
record ServerProperties(
        @DefaultValue("10000") int maxConnections,
        @DefaultValue("5000") int maxCalls,
        @DefaultValue("0B") DataSize bodyMemory,
        @DefaultValue("60s") Duration idleTimeout,
        @DefaultValue("10s") Duration headTimeout,
        @DefaultValue("30s") Duration bodyIdleTimeout,
        @DefaultValue("2m") Duration bodyTimeout,
        @DefaultValue("30s") Duration writeTimeout) {

    ServerProperties {
        atLeastOne("max-connections", maxConnections);
        atLeastOne("max-calls", maxCalls);
        if (bodyMemory.isNegative()) {
            throw new IllegalArgumentException("lakefront.server.body-memory must not be negative");
        }
        positive("idle-timeout", idleTimeout);
        positive("head-timeout", headTimeout);
        positive("body-idle-timeout", bodyIdleTimeout);
        positive("body-timeout", bodyTimeout);
        positive("write-timeout", writeTimeout);
    }

    /** In bytes. */
    long bodyBudget() {
        return bodyMemory.toBytes() > 0
                ? bodyMemory.toBytes()
                : Runtime.getRuntime().maxMemory() / 4;
    }

    private static void atLeastOne(String name, int value) {
        if (value < 1) {
            throw new IllegalArgumentException("lakefront.server." + name + " must be at least 1, not " + value);
        }
    }

    private static void positive(String name, Duration value) {
        if (!value.isPositive()) {
            throw new IllegalArgumentException("lakefront.server." + name + " must be more than nothing, not " + value);
        }
    }
}
