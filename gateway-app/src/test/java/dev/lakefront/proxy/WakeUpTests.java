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
import dev.lakefront.resilience.WakingRoom;
import io.github.resilience4j.circuitbreaker.CircuitBreaker.State;
import java.net.Socket;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** An endpoint that starts from zero: one call knocks, the others wait, and all know where they are (U19). */
class WakeUpTests {

    private static final String SLEEPS =
            "{\"error_code\":\"TEMPORARILY_UNAVAILABLE\"," + "\"message\":\"Endpoint with name 'x' is not ready.\"}";

    @TempDir
    private static Path folder;

    private static FakeBackend backend;
    private static Gateway gateway;

    @BeforeAll
    static void start() {
        backend = new FakeBackend();
        Gateway.write(folder, "token", "workspace-token\n");
        workspace(folder, "models", backend.url(), "");
        Gateway.write(folder, "config/workspaces/models.yaml", """
            type: databricks
            host: %s
            auth: { type: token, token: "${file:%s}" }
            """.formatted(backend.url(), folder.resolve("token")));
        for (String id : List.of("waking", "crowded", "orphaned")) {
            api(folder, id, "models", "");
        }
        api(folder, "short", "models", "hold: 2500ms");
        api(folder, "none", "models", "hold: 0s");
        api(folder, "stateful", "models", "stateful: true");
        gateway = Gateway.start(folder, "--lakefront.proxy.connections-per-backend=2");
    }

    @AfterAll
    static void stop() {
        gateway.close();
        backend.close();
    }

    @BeforeEach
    void sleep() {
        backend.received().clear();
        backend.answers(json(503, SLEEPS));
    }

    private static WakingRoom room(String api) {
        return gateway.snapshots().current().apis().get(api).guard().wakingRoom();
    }

    private static void awaitWaiting(String api, int calls) {
        await().until(() -> room(api).isWaking() && room(api).waiting() == calls);
    }

    @Test
    void wakesTheEndpointWithOneCallAndLetsAllThroughThen() throws Exception {
        CompletableFuture<HttpResponse<String>> probe = begin(gateway, "waking");
        awaitWaiting("waking", 0);

        List<CompletableFuture<HttpResponse<String>>> others = begin(gateway, "waking", 5);

        awaitWaiting("waking", 5);
        assertThat(backend.received().size()).as("only the probe has called").isLessThanOrEqualTo(3);
        backend.answers(json(200, "{\"predictions\":[1]}"));
        assertThat(probe.get().statusCode()).isEqualTo(200);
        long served = 0;
        for (CompletableFuture<HttpResponse<String>> other : others) {
            // More than the workspace takes at once are told so; that is another matter than sleep.
            served += other.get().statusCode() == 200
                            || FaultyEndpoint.code(other.get()).equals("backend-busy")
                    ? 1
                    : 0;
        }
        assertThat(served).isEqualTo(5);
        assertThat(room("waking").isWaking()).isFalse();
        assertThat(gateway.snapshots().current().apis().get("waking").guard().circuit())
                .isEqualTo(State.CLOSED);
    }

    @Test
    void holdsNoPlaceOfTheWorkspaceWhileItWaits() throws Exception {
        CompletableFuture<HttpResponse<String>> probe = begin(gateway, "waking");
        awaitWaiting("waking", 0);
        List<CompletableFuture<HttpResponse<String>>> others = begin(gateway, "waking", 4);
        awaitWaiting("waking", 4);

        assertThat(call(gateway, "none").statusCode())
                .as("another API of the workspace")
                .isEqualTo(503);
        assertThat(backend.last().uri()).endsWith("/none/invocations");

        backend.answers(json(200, "{}"));
        assertThat(probe.get().statusCode()).isEqualTo(200);
        CompletableFuture.allOf(others.toArray(CompletableFuture[]::new)).get();
    }

    @Test
    void saysWhenToComeBackWhenAllSeatsAreTaken() throws Exception {
        CompletableFuture<HttpResponse<String>> probe = begin(gateway, "crowded");
        awaitWaiting("crowded", 0);
        List<CompletableFuture<HttpResponse<String>>> others = begin(gateway, "crowded", 100);
        awaitWaiting("crowded", 100);

        HttpResponse<String> refused = call(gateway, "crowded");

        assertProblem(refused, 503, "endpoint-waking");
        assertThat(FaultyEndpoint.retryAfter(refused)).isBetween(1L, 30L);
        backend.answers(json(200, "{}"));
        assertThat(probe.get().statusCode()).isEqualTo(200);
        CompletableFuture.allOf(others.toArray(CompletableFuture[]::new)).get();
    }

    @Test
    void makesAnotherTheProbeWhenTheProbesCallerLeaves() throws Exception {
        try (Socket socket = new Socket("127.0.0.1", gateway.port())) {
            socket.getOutputStream()
                    .write("POST /orphaned/invocations HTTP/1.1\r\nHost: x\r\nContent-Length: 2\r\n\r\n{}"
                            .getBytes(StandardCharsets.US_ASCII));
            awaitWaiting("orphaned", 0);
            begin(gateway, "orphaned");
            awaitWaiting("orphaned", 1);
        }

        awaitWaiting("orphaned", 0);
        backend.answers(json(200, "{}"));
        await().until(() -> !room("orphaned").isWaking());
        assertThat(call(gateway, "orphaned").statusCode()).isEqualTo(200);
    }

    @Test
    void givesUpWhenTheHoldIsOver() throws Exception {
        CompletableFuture<HttpResponse<String>> probe = begin(gateway, "short");
        awaitWaiting("short", 0);

        CompletableFuture<HttpResponse<String>> other = begin(gateway, "short");

        assertProblem(probe.get(), 503, "endpoint-not-ready");
        assertProblem(other.get(), 503, "endpoint-not-ready");
        assertThat(FaultyEndpoint.retryAfter(other.get())).isBetween(1L, 20L);
        assertThat(room("short").isWaking()).isFalse();
    }

    @ParameterizedTest
    @CsvSource({"none", "stateful"})
    void passesTheRefusalOnWhereNobodyIsToWait(String api) {
        HttpResponse<String> response = call(gateway, api);

        assertThat(response.statusCode()).isEqualTo(503);
        assertThat(response.body()).isEqualTo(SLEEPS);
        assertThat(response.headers().firstValue("X-Lakefront-Condition")).contains("not-ready");
        assertThat(backend.received()).hasSize(1);
    }
}
