package dev.lakefront.resilience;

import java.time.Duration;

/**
 * The port to tell other replicas that an endpoint is to be left alone. What they announce comes back through
 * {@link EndpointGuards#pause}.
 *
 * <p>Thread-safe; never blocks and never fails: a replica that is not told finds out by itself.
 */
@FunctionalInterface
public interface PauseBroadcast {

    /** @param endpoint as {@link EndpointGuards#pause} takes it */
    void announce(String endpoint, Duration length);
}
