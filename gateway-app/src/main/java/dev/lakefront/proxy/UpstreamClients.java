package dev.lakefront.proxy;

import dev.lakefront.backend.Workspace;
import dev.lakefront.backend.WorkspaceId;
import dev.lakefront.publication.PublishedApi;
import dev.lakefront.resilience.Permit;
import io.netty.channel.ChannelOption;
import io.netty.util.HashedWheelTimer;
import io.netty.util.concurrent.DefaultThreadFactory;
import io.netty.util.concurrent.FastThreadLocal;
import java.net.InetSocketAddress;
import java.net.URI;
import java.time.Duration;
import java.util.HashMap;
import java.util.Map;
import java.util.Queue;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.TimeUnit;
import org.springframework.beans.factory.DisposableBean;
import org.springframework.stereotype.Component;
import reactor.netty.http.Http11SslContextSpec;
import reactor.netty.http.HttpProtocol;
import reactor.netty.http.client.HttpClient;
import reactor.netty.resources.ConnectionProvider;
import reactor.netty.resources.ConnectionProvider.MeterRegistrar;
import reactor.netty.transport.AddressUtils;

/**
 * One HTTP client and one bounded connection pool for each workspace and event loop.
 *
 * <p>HTTP/1.1 only; redirects are never followed; idle connections are dropped before the usual load balancer drops
 * them, and live ones after ten minutes so that a changed address is noticed. {@link AdmitStep} lets in no more calls
 * than a pool has connections, so that a pool's own queue never grows.
 */
@Component
class UpstreamClients implements DisposableBean {

    /** Fine enough for time-outs of seconds, and one wake-up of one thread for all of them. */
    private static final Duration TICK = Duration.ofMillis(20);

    private static final Duration HANDSHAKE = Duration.ofSeconds(3);

    private record Key(WorkspaceId workspace, URI host, Duration connectTimeout) {}

    private final ProxyProperties properties;
    private final PoolMeters meters;
    private final RunningAttempts running;
    private final Queue<ConnectionProvider> pools = new ConcurrentLinkedQueue<>();
    private final HashedWheelTimer timer = new HashedWheelTimer(
            new DefaultThreadFactory("lakefront-timeouts", true), TICK.toMillis(), TimeUnit.MILLISECONDS);

    /** Each event loop has its own: a connection of another one's would cost two changes of thread a call. */
    private final FastThreadLocal<Map<Key, HttpClient>> clients = new FastThreadLocal<>() {
        @Override
        protected Map<Key, HttpClient> initialValue() {
            return new HashMap<>();
        }
    };

    UpstreamClients(ProxyProperties properties, PoolMeters meters, RunningAttempts running) {
        this.properties = properties;
        this.meters = meters;
        this.running = running;
    }

    /** The client for the API's workspace, made once for each event loop. */
    HttpClient client(PublishedApi api) {
        Workspace workspace = api.workspace();
        Key key = new Key(workspace.id(), workspace.host(), api.connectTimeout());
        return clients.get().computeIfAbsent(key, this::create);
    }

    /** What minds the time-outs of one more attempt of a call that began then. */
    Attempt attempt(PublishedApi api, Permit permit, long begun) {
        return new Attempt(
                running,
                permit,
                timer,
                api.firstByteTimeout(),
                api.idleTimeout(),
                begun + api.totalTimeout().toNanos());
    }

    private HttpClient create(Key key) {
        ConnectionProvider pool = pool(key);
        pools.add(pool);
        boolean secure = "https".equals(key.host.getScheme());
        // Given as an address, it is not worked out of a whole URL for each call.
        InetSocketAddress address = AddressUtils.createUnresolved(key.host.getHost(), Workspace.port(key.host));
        HttpClient client = HttpClient.create(pool)
                .protocol(HttpProtocol.HTTP11)
                .followRedirect(false)
                .compress(false)
                .keepAlive(true)
                .remoteAddress(() -> address)
                .option(ChannelOption.CONNECT_TIMEOUT_MILLIS, Math.toIntExact(key.connectTimeout.toMillis()))
                .option(ChannelOption.TCP_NODELAY, true);
        return secure
                ? client.secure(
                        tls -> tls.sslContext(Http11SslContextSpec.forClient()).handshakeTimeout(HANDSHAKE))
                : client;
    }

    private ConnectionProvider pool(Key key) {
        int connections = properties.connectionsPerBackend();
        MeterRegistrar registrar = meters.registrar();
        return ConnectionProvider.builder(key.host.getAuthority())
                .maxConnections(connections)
                .pendingAcquireMaxCount(connections)
                .pendingAcquireTimeout(properties.acquireTimeout())
                .maxIdleTime(properties.idleTimeout())
                .maxLifeTime(Duration.ofMinutes(10))
                .evictInBackground(Duration.ofSeconds(20))
                // A workspace that is no longer declared leaves nothing behind.
                .disposeInactivePoolsInBackground(Duration.ofMinutes(1), Duration.ofMinutes(5))
                .lifo()
                .metrics(true, () -> registrar)
                .build();
    }

    @Override
    public void destroy() {
        pools.forEach(ConnectionProvider::dispose);
        timer.stop();
    }
}
