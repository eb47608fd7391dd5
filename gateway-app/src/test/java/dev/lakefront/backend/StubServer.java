package dev.lakefront.backend;

import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.TreeMap;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.function.Function;
import reactor.core.publisher.Mono;
import reactor.netty.DisposableServer;
import reactor.netty.http.server.HttpServer;
import reactor.netty.http.server.HttpServerRequest;

/** A server on a real socket that answers as a test says and remembers what it was asked. */
public final class StubServer implements AutoCloseable {

    /** A request; header names are in lower case. */
    public record Seen(String method, String path, Map<String, String> headers, String body) {

        public String header(String name) {
            return headers.getOrDefault(name, "");
        }
    }

    /** An answer. */
    public record Reply(int status, Map<String, String> headers, byte[] body, Duration delay) {

        public static Reply json(int status, String body) {
            return new Reply(
                    status,
                    Map.of("Content-Type", "application/json"),
                    body.getBytes(StandardCharsets.UTF_8),
                    Duration.ZERO);
        }

        public static Reply redirect(String location) {
            return new Reply(302, Map.of("Location", location), new byte[0], Duration.ZERO);
        }

        public Reply after(Duration pause) {
            return new Reply(status, headers, body, pause);
        }

        public Reply with(String name, String value) {
            Map<String, String> more = new TreeMap<>(headers);
            more.put(name, value);
            return new Reply(status, more, body, delay);
        }
    }

    private final List<Seen> seen = new CopyOnWriteArrayList<>();
    private final DisposableServer server;
    private volatile Function<Seen, Reply> answers;

    public StubServer(Function<Seen, Reply> answers) {
        this.answers = answers;
        this.server = HttpServer.create()
                .host("127.0.0.1")
                .port(0)
                .handle((request, response) -> request.receive()
                        .aggregate()
                        .asString()
                        .defaultIfEmpty("")
                        .flatMap(body -> {
                            Reply reply = reply(request, body);
                            return Mono.delay(reply.delay()).then(Mono.defer(() -> {
                                response.status(reply.status());
                                reply.headers().forEach(response::header);
                                return response.sendByteArray(Mono.just(reply.body()))
                                        .then();
                            }));
                        }))
                .bindNow();
    }

    private Reply reply(HttpServerRequest request, String body) {
        Map<String, String> headers = new TreeMap<>();
        request.requestHeaders()
                .forEach(header -> headers.put(header.getKey().toLowerCase(Locale.ROOT), header.getValue()));
        Seen one = new Seen(request.method().name(), request.uri(), headers, body);
        seen.add(one);
        return answers.apply(one);
    }

    public void answers(Function<Seen, Reply> next) {
        answers = next;
    }

    public List<Seen> seen() {
        return seen;
    }

    public int port() {
        return server.port();
    }

    public URI uri() {
        return URI.create("http://127.0.0.1:" + port());
    }

    @Override
    public void close() {
        server.disposeNow();
    }
}
