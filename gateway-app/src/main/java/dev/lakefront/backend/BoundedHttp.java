package dev.lakefront.backend;

import dev.lakefront.backend.BackendCallFailed.Reason;
import io.netty.channel.ChannelOption;
import io.netty.handler.codec.http.HttpMethod;
import java.io.ByteArrayOutputStream;
import java.net.URI;
import java.net.UnknownHostException;
import java.time.Duration;
import java.util.HashMap;
import java.util.Locale;
import java.util.Map;
import java.util.concurrent.TimeoutException;
import javax.net.ssl.SSLException;
import org.reactivestreams.Publisher;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.stereotype.Component;
import reactor.core.publisher.Mono;
import reactor.netty.ByteBufFlux;
import reactor.netty.http.client.HttpClient;
import reactor.netty.http.client.HttpClientResponse;
import reactor.netty.resources.ConnectionProvider;

/**
 * Makes the gateway's own requests: bounded in time and size, redirects not followed, its few connections its own, so
 * that callers' traffic can't starve them.
 */
@Component
public final class BoundedHttp implements AutoCloseable {

    /**
     * How long and how much.
     *
     * @param total from the request to the last byte of the answer
     */
    record Bounds(Duration connect, Duration total, int bytes) {

        static final Bounds CONTROL_PLANE = new Bounds(Duration.ofSeconds(2), Duration.ofSeconds(10), 16 << 20);
    }

    private final Bounds bounds;
    private final ConnectionProvider connections;
    private final HttpClient client;

    @Autowired
    public BoundedHttp() {
        this(Bounds.CONTROL_PLANE);
    }

    BoundedHttp(Bounds bounds) {
        this(bounds, pool(), HttpClient::create);
    }

    /** A client for one purpose; {@code make} may change how it finds and connects to hosts. */
    BoundedHttp(
            Bounds bounds,
            ConnectionProvider connections,
            java.util.function.Function<ConnectionProvider, HttpClient> make) {
        this.bounds = bounds;
        this.connections = connections;
        this.client = make.apply(connections)
                .followRedirect(false)
                .option(
                        ChannelOption.CONNECT_TIMEOUT_MILLIS,
                        Math.toIntExact(bounds.connect().toMillis()))
                .responseTimeout(bounds.total());
    }

    private static ConnectionProvider pool() {
        return ConnectionProvider.builder("lakefront-own-calls")
                .maxConnections(8)
                .pendingAcquireTimeout(Duration.ofSeconds(5))
                // Shorter than any load balancer's, so that no request goes out on a connection that is being closed.
                .maxIdleTime(Duration.ofSeconds(5))
                .evictInBackground(Duration.ofSeconds(30))
                .build();
    }

    /** The whole answer, whatever its status. Never blocks; fails with {@link BackendCallFailed}. */
    public Mono<HttpAnswer> send(HttpCall call) {
        return client.headers(headers -> call.headers().forEach(headers::set))
                .request(HttpMethod.valueOf(call.method()))
                .uri(call.uri())
                .send((request, outbound) -> {
                    if (call.body().length == 0) {
                        return outbound;
                    }
                    request.header("Content-Length", Integer.toString(call.body().length));
                    return outbound.sendByteArray(Mono.just(call.body()));
                })
                .response((response, content) -> answer(call, response, content))
                .next()
                .switchIfEmpty(Mono.error(() -> new BackendCallFailed(
                        Reason.UNREACHABLE, host(call.uri()) + " closed the connection unanswered")))
                .timeout(bounds.total())
                .onErrorMap(
                        failure -> !(failure instanceof BackendCallFailed),
                        failure -> new BackendCallFailed(Reason.UNREACHABLE, host(call.uri()) + " " + words(failure)));
    }

    private Publisher<HttpAnswer> answer(HttpCall call, HttpClientResponse response, ByteBufFlux content) {
        Map<String, String> headers = new HashMap<>();
        response.responseHeaders()
                .forEach(header -> headers.putIfAbsent(header.getKey().toLowerCase(Locale.ROOT), header.getValue()));
        String coding = headers.getOrDefault("content-encoding", "identity");
        if (!coding.equalsIgnoreCase("identity")) {
            // Nothing was asked for: inflating it would let a small answer become a large one.
            return Mono.error(new BackendCallFailed(
                    Reason.BAD_ANSWER, host(call.uri()) + " sent a compressed answer, which was not asked for"));
        }
        return content.asByteArray()
                .collect(ByteArrayOutputStream::new, (bytes, chunk) -> append(call, bytes, chunk))
                .map(bytes -> new HttpAnswer(response.status().code(), headers, bytes.toByteArray()));
    }

    private void append(HttpCall call, ByteArrayOutputStream bytes, byte[] chunk) {
        if (bytes.size() + chunk.length > bounds.bytes()) {
            throw new BackendCallFailed(
                    Reason.TOO_LARGE,
                    host(call.uri()) + " sent more than " + bounds.bytes() + " bytes, the most that the gateway takes");
        }
        bytes.writeBytes(chunk);
    }

    private String words(Throwable failure) {
        return switch (failure) {
            case TimeoutException late ->
                "did not answer within " + bounds.total().toSeconds() + " s";
            case io.netty.handler.timeout.TimeoutException late ->
                "did not answer within " + bounds.total().toSeconds() + " s";
            case io.netty.channel.ConnectTimeoutException late ->
                "could not be connected within " + bounds.connect().toMillis() + " ms";
            case java.net.ConnectException refused -> "refused the connection";
            case UnknownHostException unknown -> "is a name that cannot be resolved";
            case SSLException insecure -> "could not be connected by TLS: " + insecure.getMessage();
            default -> "could not be asked (" + failure.getClass().getSimpleName() + ")";
        };
    }

    static String host(URI uri) {
        return uri.getScheme() + "://" + uri.getRawAuthority();
    }

    @Override
    public void close() {
        connections.disposeLater().block(Duration.ofSeconds(2));
    }
}
