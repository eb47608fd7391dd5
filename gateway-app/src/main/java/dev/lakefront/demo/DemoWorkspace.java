package dev.lakefront.demo;

import io.netty.channel.group.ChannelGroup;
import io.netty.channel.group.DefaultChannelGroup;
import io.netty.util.concurrent.GlobalEventExecutor;
import java.net.Inet6Address;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.URI;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.TimeUnit;
import reactor.netty.DisposableServer;
import reactor.netty.http.server.HttpServer;
import reactor.netty.resources.LoopResources;

/**
 * A simulated Databricks workspace with four endpoints ({@code iris}, {@code rag-chatbot}, {@code assistant},
 * {@code embed}) that speaks the wire format of a real one on its own port, for trying Lakefront and for testing it.
 */
public final class DemoWorkspace implements AutoCloseable {

    private final Identity identity;
    private final Credentials credentials;
    private final Endpoints endpoints;
    private final CallCounts counts = new CallCounts();
    private final ReplyWriter writer;
    private final LoopResources loops;
    private final ChannelGroup connections = new DefaultChannelGroup(GlobalEventExecutor.INSTANCE);
    private final DisposableServer server;

    private DemoWorkspace(DemoSettings settings) {
        identity = Identity.draw(settings.random());
        credentials = new Credentials(identity, settings.tokenLifetime(), settings.clock(), settings.random());
        endpoints = new Endpoints(List.of(new IrisModel(), new RagModel(), new AssistantModel(), new EmbedModel()));
        writer = new ReplyWriter(settings.chunkDelay());
        // A thread of its own: a simulated model computes on it, and must not take the gateway's event loops.
        loops = LoopResources.create("demo-workspace", 1, true);
        server = bind(settings);
    }

    /** Starts on the given address. Blocks until the port is bound; fails where it is taken. */
    public static DemoWorkspace start(DemoSettings settings) {
        return new DemoWorkspace(settings);
    }

    /** Where it listens, such as {@code http://127.0.0.1:40123}. */
    public URI host() {
        return uri((InetSocketAddress) server.address());
    }

    /** The personal access token that it accepts. A secret: for the gateway only, not for printing. */
    public String token() {
        return identity.token();
    }

    /** The service principal that its OAuth endpoint knows. */
    public String clientId() {
        return identity.clientId();
    }

    /** The service principal's secret. For the gateway only, not for printing. */
    public String clientSecret() {
        return identity.clientSecret();
    }

    /** What it sends as {@code X-Databricks-Org-Id}. */
    public String workspaceId() {
        return identity.workspaceId();
    }

    /** Puts an endpoint in a condition; calls that follow see it. */
    public void put(String endpoint, EndpointCondition condition) {
        endpoints.put(endpoint, condition);
    }

    /** Revokes every token that the OAuth endpoint has issued; the personal access token stays good. */
    public void revokeIssuedTokens() {
        credentials.revokeIssued();
    }

    /** How many requests came for this path (without query) since the start, refused ones included. */
    public long calls(String path) {
        return counts.of(path);
    }

    /** How many streams a client left before their end. */
    public long abandonedStreams() {
        return writer.abandonedStreams();
    }

    /** Closes the port and every connection; what is in flight is cut. Blocks up to four seconds. */
    @Override
    public void close() {
        server.disposeNow(Duration.ofSeconds(1));
        // Before its loop ends: a connection that outlives its loop stays open, and its client waits for ever.
        connections.close().awaitUninterruptibly(1, TimeUnit.SECONDS);
        loops.disposeLater(Duration.ZERO, Duration.ofSeconds(1)).block(Duration.ofSeconds(2));
    }

    /** Names the address and no secret. */
    @Override
    public String toString() {
        return "DemoWorkspace[" + host() + "]";
    }

    static URI uri(InetSocketAddress address) {
        InetAddress ip =
                address.getAddress().isAnyLocalAddress() ? InetAddress.getLoopbackAddress() : address.getAddress();
        String name = ip instanceof Inet6Address ? "[" + ip.getHostAddress() + "]" : ip.getHostAddress();
        return URI.create("http://" + name + ":" + address.getPort());
    }

    private DisposableServer bind(DemoSettings settings) {
        InetSocketAddress address =
                new InetSocketAddress(InetAddress.ofLiteral(settings.bindAddress()), settings.port());
        Router.Handlers handlers = new Router.Handlers(
                credentials,
                new TokenEndpoint(credentials),
                new Management(endpoints, identity, settings.clock().instant()),
                new Scoring(endpoints, settings.clock()));
        Router router = new Router(
                handlers,
                identity.workspaceId(),
                counts,
                writer,
                settings.random().nextLong());
        try {
            return HttpServer.create()
                    .runOn(loops)
                    .bindAddress(() -> address)
                    .httpRequestDecoder(spec -> spec.maxHeaderSize(64 * 1024).maxInitialLineLength(16 * 1024))
                    .doOnChannelInit((_, channel, _) -> connections.add(channel))
                    .idleTimeout(Duration.ofSeconds(75))
                    .handle(router)
                    .bindNow();
        } catch (RuntimeException e) {
            loops.dispose();
            throw e;
        }
    }
}
