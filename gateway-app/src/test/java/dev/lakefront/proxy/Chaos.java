package dev.lakefront.proxy;

import dev.lakefront.Gateway;
import dev.lakefront.subscription.KeyDigest;
import dev.lakefront.subscription.SubscriptionKey;
import dev.lakefront.usage.UsageRecord.Outcome;
import io.netty.buffer.Unpooled;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.Socket;
import java.net.http.HttpRequest;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.security.SecureRandom;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Collections;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.atomic.AtomicInteger;
import org.reactivestreams.Publisher;
import reactor.core.publisher.Flux;
import reactor.core.publisher.Mono;
import reactor.netty.http.server.HttpServerResponse;

/** A gateway whose backend and callers misbehave in every way that ends a call, in an order that a seed decides. */
public final class Chaos implements AutoCloseable {

    private static final String KEY = SubscriptionKey.issue(new SecureRandom()).reveal();
    private static final String LIMITED_KEY =
            SubscriptionKey.issue(new SecureRandom()).reveal();
    private static final int THREADS = 8;

    /** One way for a call to go, and how it has to be counted. */
    private enum Way {
        FINE(Outcome.SUCCEEDED),
        STREAM(Outcome.SUCCEEDED),
        LEFT_AFTER_ANSWER(Outcome.SUCCEEDED),
        LEFT_AFTER_STREAM(Outcome.SUCCEEDED),
        OWN_PAGE(Outcome.SUCCEEDED),
        ROTATED(Outcome.SUCCEEDED),
        MODEL_ERROR(Outcome.FAILED),
        RESET(Outcome.FAILED),
        SLOW(Outcome.FAILED),
        TORN_STREAM(Outcome.FAILED),
        MODEL_REFUSES(Outcome.REFUSED),
        NO_KEY(Outcome.REFUSED),
        LIMITED(Outcome.REFUSED),
        TOO_LARGE(Outcome.REFUSED),
        UNKNOWN_PATH(Outcome.REFUSED),
        WRONG_METHOD(Outcome.REFUSED),
        BAD_PATH(Outcome.REFUSED),
        LEFT_WAITING(Outcome.CANCELLED),
        LEFT_SENDING(Outcome.CANCELLED),
        LEFT_IN_STREAM(Outcome.CANCELLED);

        private final Outcome outcome;

        Way(Outcome outcome) {
            this.outcome = outcome;
        }
    }

    private final FakeBackend backend = new FakeBackend();
    private final AtomicInteger hanging = new AtomicInteger();
    private final Path folder;
    private final Gateway gateway;

    public Chaos(Path folder, String... properties) {
        this(folder, false, properties);
    }

    /** With the portal, if so. */
    public Chaos(Path folder, boolean portal, String... properties) {
        this.folder = folder;
        backend.answers(this::answer);
        Gateway.write(folder, "token", "old-token");
        Gateway.write(folder, "config/workspaces/models.yaml", """
            type: http
            host: %s
            auth: { type: header, name: Authorization, value: "${file:%s}" }
            """.formatted(backend.url(), folder.resolve("token")));
        Gateway.write(folder, "config/products/limited.yaml", "title: Limited\n");
        Gateway.write(folder, "config/products/internal.yaml", "title: Internal\n");
        Gateway.write(
                folder,
                "policies/products/limited.yaml",
                "inbound:\n  - rate-limit: { name: one, calls: 1, per: 1h, key: subscription }\n");
        api("churn", "internal");
        api("scarce", "limited");
        subscription("internal", KEY);
        subscription("limited", LIMITED_KEY);
        gateway = portal ? Gateway.startWithPortal(folder, properties) : Gateway.start(folder, properties);
    }

    private void api(String id, String product) {
        Gateway.write(folder, "config/apis/" + id + ".yaml", """
            title: %s
            workspace: models
            endpoint: %s
            task: tabular
            products: [%s]
            timeouts: { first-byte: 700ms }
            request: { max-size: 1KB }
            circuit-breaker: { failure-rate: 100%% }
            """.formatted(id, id, product));
    }

    private void subscription(String product, String key) {
        Gateway.write(folder, "config/subscriptions/" + product + ".yaml", """
            title: App
            product: %s
            keys: [{ name: primary, hash: "%s" }]
            """.formatted(
                        product, KeyDigest.of(key).written()));
    }

    public Gateway gateway() {
        return gateway;
    }

    /** Makes so many calls of every kind, and answers how many have to be counted under each outcome. */
    public Map<Outcome, Long> run(long seed, int each) {
        // The gateway holds the old token until the backend refuses it.
        Gateway.write(folder, "token", "new-token");
        gateway.post("/scarce/invocations", LIMITED_KEY, "{}");
        Map<Outcome, Long> expected = new EnumMap<>(Outcome.class);
        expected.put(Outcome.SUCCEEDED, 1L);
        List<Way> ways = new ArrayList<>();
        for (Way way : Way.values()) {
            ways.addAll(Collections.nCopies(each, way));
            expected.merge(way.outcome, (long) each, Long::sum);
        }
        Collections.shuffle(ways, new Random(seed));
        try (ExecutorService callers = Executors.newFixedThreadPool(THREADS)) {
            List<Future<?>> calls = new ArrayList<>();
            ways.forEach(way -> calls.add(callers.submit(() -> call(way))));
            for (Future<?> call : calls) {
                call.get();
            }
        } catch (InterruptedException | ExecutionException failed) {
            throw new IllegalStateException(failed);
        }
        return expected;
    }

    private void call(Way way) {
        switch (way) {
            case OWN_PAGE -> gateway.get("/v1/models", KEY);
            case NO_KEY -> gateway.post("/churn/invocations", null, "{}");
            case LIMITED -> gateway.post("/scarce/invocations", LIMITED_KEY, "{}");
            case TOO_LARGE -> gateway.post("/churn/invocations", KEY, "x".repeat(2000));
            case UNKNOWN_PATH -> gateway.post("/nobody/invocations", KEY, "{}");
            case WRONG_METHOD -> gateway.get("/churn/invocations", KEY);
            case BAD_PATH ->
                gateway.send(gateway.request("/churn/%2e%2e/invocations").POST(body(way)));
            case LEFT_WAITING, LEFT_SENDING, LEFT_IN_STREAM, LEFT_AFTER_ANSWER, LEFT_AFTER_STREAM -> leave(way);
            default -> {
                try {
                    gateway.send(gateway.request("/churn/invocations")
                            .header("X-API-Key", KEY)
                            .POST(body(way)));
                } catch (UncheckedIOException torn) {
                    if (way != Way.TORN_STREAM) {
                        throw torn;
                    }
                }
            }
        }
    }

    private static HttpRequest.BodyPublisher body(Way way) {
        return HttpRequest.BodyPublishers.ofString(way.name());
    }

    /** Hangs up once the call is certain to have come as far as its name says. */
    private void leave(Way way) {
        try (Socket socket = new Socket("127.0.0.1", gateway.port())) {
            socket.setSoTimeout(5000);
            String body = way.name();
            int more = way == Way.LEFT_SENDING ? 100 : 0;
            int before = hanging.get();
            String head = "POST /churn/invocations HTTP/1.1\r\nHost: x\r\nX-API-Key: " + KEY + "\r\nContent-Length: "
                    + (body.length() + more) + "\r\n\r\n";
            socket.getOutputStream().write((head + body).getBytes(StandardCharsets.US_ASCII));
            socket.getOutputStream().flush();
            switch (way) {
                case LEFT_IN_STREAM -> readUntil(socket, "data: 1\n\n");
                case LEFT_AFTER_ANSWER -> readUntil(socket, "{\"predictions\":[1]}");
                case LEFT_AFTER_STREAM -> readUntil(socket, "\r\n0\r\n\r\n");
                case LEFT_WAITING -> {
                    for (int i = 0; hanging.get() == before && i < 500; i++) {
                        Thread.sleep(5);
                    }
                }
                // Nothing shows that the head was read; the gateway needs a moment for it.
                default -> Thread.sleep(300);
            }
        } catch (IOException | InterruptedException failed) {
            throw new IllegalStateException(failed);
        }
    }

    private static void readUntil(Socket socket, String end) throws IOException {
        StringBuilder text = new StringBuilder();
        while (text.indexOf(end) < 0) {
            int next = socket.getInputStream().read();
            if (next < 0) {
                throw new IOException("the answer ended early: " + text);
            }
            text.append((char) next);
        }
    }

    private Publisher<Void> answer(FakeBackend.Received request, HttpServerResponse response) {
        return switch (request.body()) {
            case "ROTATED" ->
                FakeBackend.json(request.header("Authorization").equals("new-token") ? 200 : 401, "{}")
                        .to(request, response);
            case "MODEL_ERROR" -> FakeBackend.json(500, "{}").to(request, response);
            case "MODEL_REFUSES" -> FakeBackend.json(400, "{}").to(request, response);
            case "RESET" ->
                response.withConnection(connection -> connection.channel().close())
                        .neverComplete();
            case "SLOW" -> Mono.delay(Duration.ofSeconds(3)).then();
            case "LEFT_WAITING" -> {
                hanging.incrementAndGet();
                yield Mono.never();
            }
            case "STREAM", "LEFT_AFTER_STREAM" -> events(response, Flux.just("data: 1\n\n", "data: [DONE]\n\n"));
            case "LEFT_IN_STREAM" -> events(response, Flux.just("data: 1\n\n").concatWith(Flux.never()));
            case "TORN_STREAM" ->
                events(
                        response,
                        Flux.just("data: 1\n\n")
                                .concatWith(
                                        Mono.delay(Duration.ofMillis(50)).then(Mono.error(new IOException("torn")))));
            default -> FakeBackend.json(200, "{\"predictions\":[1]}").to(request, response);
        };
    }

    private static Publisher<Void> events(HttpServerResponse response, Flux<String> events) {
        return response.header("Content-Type", "text/event-stream")
                .sendGroups(events.map(event -> Mono.just(Unpooled.copiedBuffer(event, StandardCharsets.US_ASCII))));
    }

    @Override
    public void close() {
        gateway.close();
        backend.close();
    }
}
