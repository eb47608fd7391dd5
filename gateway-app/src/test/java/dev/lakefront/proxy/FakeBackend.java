package dev.lakefront.proxy;

import io.netty.handler.codec.http.HttpHeaderNames;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.atomic.AtomicReference;
import org.reactivestreams.Publisher;
import reactor.core.publisher.Mono;
import reactor.netty.DisposableServer;
import reactor.netty.http.server.HttpServer;
import reactor.netty.http.server.HttpServerRequest;
import reactor.netty.http.server.HttpServerResponse;

/** A model server on a real socket: records what it was sent and answers as the test says. */
public final class FakeBackend implements AutoCloseable {

    /** One request as it arrived. */
    public record Received(String method, String uri, List<String> headers, String body) {

        public String header(String name) {
            String prefix = name.toLowerCase(java.util.Locale.ROOT) + ": ";
            return headers.stream()
                    .filter(line -> line.toLowerCase(java.util.Locale.ROOT).startsWith(prefix))
                    .map(line -> line.substring(prefix.length()))
                    .findFirst()
                    .orElse(null);
        }
    }

    /** Answers one request whose body was read. */
    public interface Answer {
        Publisher<Void> to(Received request, HttpServerResponse response);
    }

    private final AtomicReference<Answer> answer = new AtomicReference<>(json(200, "{\"predictions\":[1]}"));
    private final List<Received> received = new CopyOnWriteArrayList<>();
    private final DisposableServer server;

    public FakeBackend() {
        this.server = HttpServer.create()
                .host("127.0.0.1")
                .port(0)
                .handle(this::handle)
                .bindNow();
    }

    /** An answer with this status and JSON body. */
    public static Answer json(int status, String body) {
        return (request, response) -> response.status(status)
                .header(HttpHeaderNames.CONTENT_TYPE, "application/json")
                .header(HttpHeaderNames.CONTENT_LENGTH, Integer.toString(body.getBytes(StandardCharsets.UTF_8).length))
                .sendString(Mono.just(body));
    }

    private Publisher<Void> handle(HttpServerRequest request, HttpServerResponse response) {
        List<String> headers = request.requestHeaders().entries().stream()
                .map(entry -> entry.getKey() + ": " + entry.getValue())
                .toList();
        return request.receive().aggregate().asString().defaultIfEmpty("").flatMap(body -> {
            Received one = new Received(request.method().name(), request.uri(), headers, body);
            received.add(one);
            return Mono.from(answer.get().to(one, response));
        });
    }

    public void answers(Answer next) {
        answer.set(next);
    }

    public List<Received> received() {
        return received;
    }

    public Received last() {
        return received.getLast();
    }

    public String url() {
        return "http://127.0.0.1:" + server.port();
    }

    @Override
    public void close() {
        server.disposeNow();
    }
}
