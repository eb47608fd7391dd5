package dev.lakefront.portal.tryit;

import dev.lakefront.store.ConditionalOnPortal;
import io.netty.handler.ssl.SslContext;
import io.netty.handler.ssl.SslContextBuilder;
import io.netty.handler.ssl.util.InsecureTrustManagerFactory;
import java.io.ByteArrayOutputStream;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.List;
import java.util.stream.Stream;
import javax.net.ssl.SSLException;
import org.jspecify.annotations.Nullable;
import org.springframework.boot.web.server.reactive.context.ReactiveWebServerInitializedEvent;
import org.springframework.context.ApplicationListener;
import org.springframework.core.env.Environment;
import org.springframework.core.io.buffer.DataBuffer;
import org.springframework.core.io.buffer.DataBufferUtils;
import org.springframework.http.HttpHeaders;
import org.springframework.http.HttpMethod;
import org.springframework.http.client.reactive.ReactorClientHttpConnector;
import org.springframework.stereotype.Component;
import org.springframework.web.reactive.function.client.ClientResponse;
import org.springframework.web.reactive.function.client.WebClient;
import reactor.core.publisher.Mono;
import reactor.netty.http.client.HttpClient;

/**
 * Calls the gateway from within, for visitors whose browser runs no script: through its own port, so that such a call is
 * checked, limited and counted like any other.
 */
@Component
@ConditionalOnPortal
class LoopbackCall implements ApplicationListener<ReactiveWebServerInitializedEvent> {

    private static final List<String> EVERYWHERE = List.of("", "0.0.0.0", "::");

    private final TryItProperties properties;
    private final Environment environment;
    private volatile @Nullable WebClient gateway;

    LoopbackCall(TryItProperties properties, Environment environment) {
        this.properties = properties;
        this.environment = environment;
    }

    /** The management port starts as well, and is another's. */
    @Override
    public void onApplicationEvent(ReactiveWebServerInitializedEvent started) {
        if (!"management".equals(started.getApplicationContext().getServerNamespace())) {
            gateway = client(started.getWebServer().getPort());
        }
    }

    private WebClient client(int port) {
        boolean encrypted = Stream.of("bundle", "key-store", "certificate")
                .anyMatch(setting -> environment.containsProperty("server.ssl." + setting));
        HttpClient client = HttpClient.create().responseTimeout(properties.timeout());
        if (encrypted) {
            client = client.secure(tls -> tls.sslContext(ownCertificate()));
        }
        String address = environment.getProperty("server.address", "");
        String host = EVERYWHERE.contains(address) ? "127.0.0.1" : address;
        return WebClient.builder()
                .clientConnector(new ReactorClientHttpConnector(client))
                .baseUrl((encrypted ? "https://" : "http://") + (host.contains(":") ? "[" + host + "]" : host) + ":"
                        + port)
                .build();
    }

    /** It names the gateway's public host, which is not how a process calls itself. */
    private static SslContext ownCertificate() {
        try {
            return SslContextBuilder.forClient()
                    .trustManager(InsecureTrustManagerFactory.INSTANCE)
                    .build();
        } catch (SSLException unusable) {
            throw new IllegalStateException("TLS towards the gateway's own port cannot be set up", unusable);
        }
    }

    /**
     * One call; what goes wrong is an answer as well.
     *
     * @param path encoded, with its query
     * @param body absent for a call without one
     */
    Mono<Answer> call(String method, String path, HttpHeaders headers, @Nullable String body) {
        WebClient client = gateway;
        if (client == null) {
            return Mono.just(Answer.failed("The gateway is still starting. Try again."));
        }
        long began = System.nanoTime();
        WebClient.RequestBodySpec request = client.method(HttpMethod.valueOf(method))
                .uri(base -> URI.create(base.build() + path))
                .headers(all -> all.putAll(headers));
        WebClient.RequestHeadersSpec<?> ready = body == null ? request : request.bodyValue(body);
        Duration timeout = properties.timeout();
        return ready.exchangeToMono(response -> received(response, began))
                .timeout(timeout)
                .onErrorResume(failure -> Mono.just(Answer.failed("No answer came within " + timeout.toSeconds()
                        + " s, or the connection broke. Try again, or with your own client.")));
    }

    private Mono<Answer> received(ClientResponse response, long began) {
        long firstByte = millisSince(began);
        long most = properties.maxAnswer().toBytes();
        return DataBufferUtils.takeUntilByteCount(response.bodyToFlux(DataBuffer.class), most + 1)
                .collect(ByteArrayOutputStream::new, LoopbackCall::append)
                .map(bytes -> {
                    boolean cut = bytes.size() > most;
                    String text = bytes.toString(StandardCharsets.UTF_8);
                    return Answer.received(
                            response.statusCode().value(),
                            response.headers().asHttpHeaders(),
                            cut ? text.substring(0, text.length() - 1) : text,
                            cut,
                            firstByte,
                            millisSince(began));
                });
    }

    private static void append(ByteArrayOutputStream bytes, DataBuffer buffer) {
        byte[] piece = new byte[buffer.readableByteCount()];
        buffer.read(piece);
        DataBufferUtils.release(buffer);
        bytes.writeBytes(piece);
    }

    private static long millisSince(long began) {
        return Duration.ofNanos(System.nanoTime() - began).toMillis();
    }
}
