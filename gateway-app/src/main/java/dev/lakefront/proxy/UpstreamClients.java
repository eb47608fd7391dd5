package dev.lakefront.proxy;

import io.netty.channel.ChannelOption;
import java.net.URI;
import java.time.Duration;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import org.springframework.beans.factory.DisposableBean;
import org.springframework.stereotype.Component;
import reactor.netty.http.HttpProtocol;
import reactor.netty.http.client.HttpClient;
import reactor.netty.resources.ConnectionProvider;

/**
 * One HTTP client and one bounded connection pool for each workspace.
 *
 * <p>HTTP/1.1 only; redirects are never followed; idle connections are dropped before the usual load balancer drops
 * them, and live ones after ten minutes so that a changed address is noticed. {@link AdmitStep} lets in no more calls
 * than a pool has connections, so that a pool's own queue never grows.
 */
@Component
class UpstreamClients implements DisposableBean {

    private record Key(URI origin, Duration connectTimeout) {}

    private final ProxyProperties properties;
    private final Map<Key, HttpClient> clients = new ConcurrentHashMap<>();
    private final Map<Key, ConnectionProvider> pools = new ConcurrentHashMap<>();

    UpstreamClients(ProxyProperties properties) {
        this.properties = properties;
    }

    /** The client for the server at this address; made once, then shared. */
    HttpClient client(URI origin, Duration connectTimeout) {
        Key key = new Key(origin, connectTimeout);
        HttpClient known = clients.get(key);
        return known != null ? known : clients.computeIfAbsent(key, this::create);
    }

    private HttpClient create(Key key) {
        ConnectionProvider pool = pools.computeIfAbsent(key, this::pool);
        return HttpClient.create(pool)
                .protocol(HttpProtocol.HTTP11)
                .followRedirect(false)
                .compress(false)
                .keepAlive(true)
                .option(ChannelOption.CONNECT_TIMEOUT_MILLIS, Math.toIntExact(key.connectTimeout.toMillis()))
                .option(ChannelOption.TCP_NODELAY, true)
                .headers(headers -> headers.remove("user-agent"));
    }

    private ConnectionProvider pool(Key key) {
        int connections = properties.connectionsPerBackend();
        return ConnectionProvider.builder("lakefront-" + key.origin.getHost())
                .maxConnections(connections)
                .pendingAcquireMaxCount(connections)
                .pendingAcquireTimeout(properties.acquireTimeout())
                .maxIdleTime(properties.idleTimeout())
                .maxLifeTime(Duration.ofMinutes(10))
                .evictInBackground(Duration.ofSeconds(20))
                // A workspace that is no longer declared leaves nothing behind.
                .disposeInactivePoolsInBackground(Duration.ofMinutes(1), Duration.ofMinutes(5))
                .lifo()
                .build();
    }

    @Override
    public void destroy() {
        pools.values().forEach(ConnectionProvider::dispose);
    }
}
