package dev.lakefront.proxy;

import static dev.lakefront.proxy.FakeBackend.json;
import static dev.lakefront.proxy.FaultyEndpoint.api;
import static dev.lakefront.proxy.FaultyEndpoint.assertProblem;
import static dev.lakefront.proxy.FaultyEndpoint.call;
import static dev.lakefront.proxy.FaultyEndpoint.workspace;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.lakefront.Gateway;
import java.io.ByteArrayInputStream;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Clock;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.ArrayDeque;
import java.util.List;
import java.util.Queue;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** What the gateway does with a refusal that says when to come back, by what the API has asked for (U10). */
class RetryTests {

    @TempDir
    private static Path folder;

    private static FakeBackend backend;
    private static Gateway gateway;

    @BeforeAll
    static void start() {
        backend = new FakeBackend();
        workspace(folder, "models", backend.url(), "");
        String patient = "retry: { attempts: 3, on: [connect-failure, 429, 503], backoff: 10ms..5s }\n";
        api(folder, "patient", "models", patient);
        api(folder, "brief", "models", patient + "timeouts: { total: 900ms }");
        api(folder, "stateful", "models", patient + "stateful: true");
        api(folder, "standard", "models", "");
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
        // What an earlier test was told must not keep this one's calls back.
        await().until(() -> gateway.snapshots().current().apis().values().stream()
                .allMatch(api -> api.guard().paused().isZero()));
    }

    private static FakeBackend.Answer refusal(int status, String retryAfter) {
        return (request, response) ->
                json(status, "{\"message\":\"full\"}").to(request, response.header("Retry-After", retryAfter));
    }

    /** One after the other; the last for all that follow. */
    private static void answer(FakeBackend.Answer... answers) {
        Queue<FakeBackend.Answer> queue = new ArrayDeque<>(List.of(answers));
        backend.answers(
                (request, response) -> (queue.size() > 1 ? queue.remove() : queue.element()).to(request, response));
    }

    @ParameterizedTest
    @ValueSource(ints = {429, 503})
    void comesBackWhenItWasToldTo(int status) {
        answer(refusal(status, "1"), json(200, "{\"n\":2}"));
        long start = System.nanoTime();

        HttpResponse<String> response = call(gateway, "patient");

        assertThat(response.body()).isEqualTo("{\"n\":2}");
        assertThat(backend.received()).hasSize(2);
        assertThat(backend.last().body()).isEqualTo(FaultyEndpoint.ROWS);
        assertThat((System.nanoTime() - start) / 1_000_000).isGreaterThanOrEqualTo(1000);
        assertThat(response.headers().firstValue("X-Lakefront-Condition"))
                .as("what the first answer said")
                .isEmpty();
    }

    @Test
    void readsADateAsWell() {
        String date = DateTimeFormatter.RFC_1123_DATE_TIME.format(
                Clock.systemUTC().instant().plusSeconds(2).atOffset(ZoneOffset.UTC));
        answer(refusal(429, date), json(200, "{\"n\":2}"));

        assertThat(call(gateway, "patient").body()).isEqualTo("{\"n\":2}");
    }

    @Test
    void passesTheLastRefusalOnAsItCame() {
        answer(refusal(429, "1"));

        HttpResponse<String> response = call(gateway, "patient");

        assertThat(response.statusCode()).isEqualTo(429);
        assertThat(response.body()).isEqualTo("{\"message\":\"full\"}");
        assertThat(response.headers().firstValue("Retry-After")).contains("1");
        assertThat(FaultyEndpoint.code(response)).isEqualTo("none");
        assertThat(backend.received()).hasSize(3);
    }

    @ParameterizedTest
    @ValueSource(strings = {"standard", "stateful", "brief"})
    void passesARefusalOnWhereTheApiDoesNotWaitThatLong(String api) {
        answer(refusal(429, "1"));

        HttpResponse<String> response = call(gateway, api);

        assertThat(response.statusCode()).isEqualTo(429);
        assertThat(FaultyEndpoint.code(response)).isEqualTo("none");
        assertThat(backend.received()).hasSize(1);
    }

    @Test
    void passesARefusalOnThatDoesNotSayWhenToComeBack() {
        answer(json(429, "{\"message\":\"for good\"}"));

        assertThat(call(gateway, "patient").body()).isEqualTo("{\"message\":\"for good\"}");
        assertThat(backend.received()).hasSize(1);
        answer(json(200, "{}"));
        assertThat(call(gateway, "patient").statusCode())
                .as("nobody is kept back")
                .isEqualTo(200);
    }

    @Test
    void neverSendsAStreamedBodyASecondTime() {
        answer(refusal(503, "1"), json(200, "{}"));
        byte[] rows = FaultyEndpoint.ROWS.getBytes(StandardCharsets.UTF_8);

        HttpResponse<String> response = gateway.send(gateway.request("/patient/invocations")
                .POST(HttpRequest.BodyPublishers.ofInputStream(() -> new ByteArrayInputStream(rows))));

        assertThat(response.statusCode()).isEqualTo(503);
        assertThat(backend.received()).hasSize(1);
    }

    @ParameterizedTest
    @ValueSource(ints = {400, 404, 500, 502, 504})
    void neverRepeatsACallThatMayHaveBeenWorkedOn(int status) {
        answer(refusal(status, "1"));

        assertThat(call(gateway, "patient").statusCode()).isEqualTo(status);
        assertThat(backend.received()).hasSize(1);
    }

    /** The endpoint is left alone by everyone, for as long as it said; other endpoints are not. */
    @ParameterizedTest
    @ValueSource(ints = {429, 503})
    void answersForAnEndpointThatAskedToBeLeftAlone(int status) throws Exception {
        answer(refusal(status, "2"));
        assertThat(call(gateway, "standard").statusCode()).isEqualTo(status);
        answer(json(200, "{}"));

        HttpResponse<String> second = call(gateway, "standard");

        assertProblem(second, 429, "backend-overloaded");
        assertThat(FaultyEndpoint.retryAfter(second)).isBetween(1L, 2L);
        assertThat(backend.received()).hasSize(1);
        assertThat(call(gateway, "patient").statusCode()).isEqualTo(200);
        // Who waits as told is let through.
        Thread.sleep(FaultyEndpoint.retryAfter(second) * 1000);
        assertThat(call(gateway, "standard").statusCode()).isEqualTo(200);
    }
}
