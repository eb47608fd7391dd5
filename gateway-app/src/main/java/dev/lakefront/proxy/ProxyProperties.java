package dev.lakefront.proxy;

import java.time.Duration;
import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;

/**
 * Settings of the request path.
 *
 * @param connectionsPerBackend the most connections to one server, and so the most calls in flight there
 * @param acquireTimeout how long a call waits for a connection
 * @param idleTimeout after how long an unused connection is dropped; below that of the load balancer in front of the
 *     server
 */
@ConfigurationProperties("lakefront.proxy")
record ProxyProperties(
        @DefaultValue("500") int connectionsPerBackend,
        @DefaultValue("1s") Duration acquireTimeout,
        @DefaultValue("30s") Duration idleTimeout) {

    ProxyProperties {
        if (connectionsPerBackend < 1) {
            throw new IllegalArgumentException("lakefront.proxy.connections-per-backend must be at least 1");
        }
    }
}
