package dev.lakefront.proxy;

import static dev.lakefront.proxy.FakeBackend.json;
import static dev.lakefront.proxy.FaultyEndpoint.api;
import static dev.lakefront.proxy.FaultyEndpoint.assertProblem;
import static dev.lakefront.proxy.FaultyEndpoint.begin;
import static dev.lakefront.proxy.FaultyEndpoint.call;
import static dev.lakefront.proxy.FaultyEndpoint.workspace;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.lakefront.Gateway;
import io.github.resilience4j.circuitbreaker.CircuitBreaker.State;
import java.net.Socket;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import reactor.core.publisher.Mono;
import reactor.core.publisher.Sinks;

/** When the gateway stops calling an endpoint, and how it finds out that it is well again (U9, U10, U13). */
class CircuitBreakerTests {

    @TempDir
    private static Path folder;

    private static FakeBackend backend;
    private static Gateway gateway;

    @BeforeAll
    static void start() {
        backend = new FakeBackend();
        workspace(folder, "models", backend.url(), "");
        workspace(folder, "gone", "http://127.0.0.1:1", "");
        String breaker = "circuit-breaker: { failure-rate: 50%, window: 12, open: 1s }\n";
        for (String id : List.of("failing", "probed", "full", "left", "reloaded", "other")) {
            api(folder, id, "models", breaker);
        }
        api(folder, "gone", "gone", breaker);
        api(folder, "slow", "models", breaker + "timeouts: { first-byte: 100ms }");
        gateway = Gateway.start(folder);
    }

    @AfterAll
    static void stop() {
        gateway.close();
        backend.close();
    }

    @BeforeEach
    void reset() {
        backend.received().clear();
        backend.answers(json(200, "{}"));
    }

    private static State circuit(String api) {
        return gateway.snapshots().current().apis().get(api).guard().circuit();
    }

    private static void fail(String api, int calls) {
        for (int i = 0; i < calls; i++) {
            assertThat(call(gateway, api).statusCode()).isGreaterThanOrEqualTo(500);
        }
    }

    @Test
    void stopsCallsWhenMostFailedAndStartsAgainWhenTheySucceed() throws Exception {
        for (int i = 0; i < 3; i++) {
            call(gateway, "failing");
        }
        backend.answers(json(500, "{}"));
        fail("failing", 2);
        assertThat(circuit("failing")).isEqualTo(State.CLOSED);
        fail("failing", 1);
        backend.received().clear();

        HttpResponse<String> refused = call(gateway, "failing");

        assertProblem(refused, 503, "backend-circuit-open");
        assertThat(FaultyEndpoint.retryAfter(refused)).isEqualTo(1);
        assertThat(backend.received()).isEmpty();
        backend.answers(json(200, "{}"));
        assertThat(call(gateway, "other").statusCode()).isEqualTo(200);
        Thread.sleep(1000);
        for (int i = 0; i < 3; i++) {
            assertThat(call(gateway, "failing").statusCode()).isEqualTo(200);
        }
        assertThat(circuit("failing")).isEqualTo(State.CLOSED);
    }

    @Test
    void sendsExactlyThreeProbes() throws Exception {
        backend.answers(json(503, "{}"));
        fail("probed", 6);
        Thread.sleep(1100);
        backend.received().clear();
        Sinks.Empty<Void> gate = Sinks.empty();
        backend.answers((request, response) ->
                gate.asMono().then(Mono.from(json(200, "{}").to(request, response))));

        List<CompletableFuture<HttpResponse<String>>> calls = begin(gateway, "probed", 20);

        await().until(() -> calls.stream().filter(CompletableFuture::isDone).count() == 17);
        gate.tryEmitEmpty();
        int passed = 0;
        for (CompletableFuture<HttpResponse<String>> each : calls) {
            passed += each.get().statusCode() == 200 ? 1 : 0;
        }
        assertThat(passed).isEqualTo(3);
        assertThat(backend.received()).hasSize(3);
        assertThat(circuit("probed")).isEqualTo(State.CLOSED);
    }

    @Test
    void countsConnectionsThatFailAndAnswersThatDoNotCome() {
        backend.answers((request, response) -> Mono.never());

        fail("gone", 6);
        fail("slow", 6);

        assertProblem(call(gateway, "gone"), 503, "backend-circuit-open");
        assertProblem(call(gateway, "slow"), 503, "backend-circuit-open");
    }

    @Test
    void takesAFullEndpointOrAWrongBodyForNoFailure() {
        backend.answers(json(429, "{}"));
        for (int i = 0; i < 10; i++) {
            assertThat(call(gateway, "full").statusCode()).isEqualTo(429);
        }
        backend.answers(json(400, "{}"));
        for (int i = 0; i < 10; i++) {
            assertThat(call(gateway, "full").statusCode()).isEqualTo(400);
        }

        assertThat(circuit("full")).isEqualTo(State.CLOSED);
    }

    @Test
    void takesACallerThatLeavesForNoFailure() throws Exception {
        AtomicInteger given = new AtomicInteger();
        AtomicInteger cancelled = new AtomicInteger();
        backend.answers((request, response) -> {
            given.incrementAndGet();
            return response.withConnection(connection -> connection.onDispose(cancelled::incrementAndGet))
                    .neverComplete();
        });
        for (int i = 1; i <= 12; i++) {
            try (Socket socket = new Socket("127.0.0.1", gateway.port())) {
                socket.getOutputStream()
                        .write("POST /left/invocations HTTP/1.1\r\nHost: x\r\nContent-Length: 2\r\n\r\n{}"
                                .getBytes(StandardCharsets.US_ASCII));
                int expected = i;
                await().until(() -> given.get() == expected);
            }
        }

        await().untilAsserted(() -> assertThat(cancelled.get()).isEqualTo(12));
        assertThat(circuit("left")).isEqualTo(State.CLOSED);
    }

    @Test
    void outlivesAReloadThatLeavesItsSettingsAlone() {
        backend.answers(json(500, "{}"));
        fail("reloaded", 6);
        String before = gateway.snapshots().current().id();

        api(
                folder,
                "reloaded",
                "models",
                "circuit-breaker: { failure-rate: 50%, window: 12, open: 1s }\nsummary: Another one.");

        await().until(() -> !gateway.snapshots().current().id().equals(before));
        assertThat(circuit("reloaded")).isEqualTo(State.OPEN);
        String between = gateway.snapshots().current().id();
        api(folder, "reloaded", "models", "circuit-breaker: { window: 7 }");
        await().until(() -> !gateway.snapshots().current().id().equals(between));
        assertThat(circuit("reloaded")).isEqualTo(State.CLOSED);
    }
}
