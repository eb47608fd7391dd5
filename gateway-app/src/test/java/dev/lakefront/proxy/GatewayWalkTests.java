package dev.lakefront.proxy;

import static dev.lakefront.proxy.FakeBackend.json;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.micrometer.core.instrument.MeterRegistry;
import java.io.IOException;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import reactor.core.publisher.Mono;

/** The whole walk over real sockets: one test for each way a call can go. */
class GatewayWalkTests extends GatewayWalk {

    @Test
    void callsTheModelServer() {
        HttpResponse<String> response = gateway.post("/churn/invocations", KEY, ROWS);

        assertThat(response.statusCode()).isEqualTo(200);
        assertThat(response.body()).isEqualTo("{\"predictions\":[1]}");
        assertThat(response.headers().firstValue("X-Lakefront-Error")).isEmpty();
        assertThat(backend.last().uri()).isEqualTo("/invocations");
        assertThat(backend.last().body()).isEqualTo(ROWS);
        assertThat(backend.last().header("Authorization")).isEqualTo(SECRET);
    }

    @Test
    void answersUnknownPathsAndWrongMethods() {
        assertProblem(gateway.post("/nobody/invocations", KEY, ROWS), 404, "operation-not-found");
        assertProblem(gateway.post("/CHURN/invocations", KEY, ROWS), 404, "operation-not-found");
        HttpResponse<String> wrongMethod = gateway.get("/churn/invocations", KEY);
        assertProblem(wrongMethod, 405, "method-not-allowed");
        assertThat(wrongMethod.headers().firstValue("Allow")).contains("POST");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "//churn/invocations",
                "/churn/%2e%2e/churn/invocations",
                "/churn;x=1/invocations",
                "/churn/..%2finvocations",
                "/churn/invocations/",
                "/churn%00/invocations",
                "/churn\\invocations",
                "/./churn/invocations",
                "http://evil/churn/invocations",
                "/churn/%c0%ae/invocations"
            })
    void refusesAmbiguousPaths(String target) throws IOException {
        assertThat(raw("POST " + target + " HTTP/1.1\r\nHost: x\r\nX-API-Key: " + KEY + "\r\nContent-Length: 0\r\n"
                        + "Connection: close\r\n\r\n"))
                .startsWith("HTTP/1.1 400");
        assertThat(backend.received()).isEmpty();
    }

    @Test
    void refusesWhatALimitDoesNotAdmit() {
        assertThat(gateway.post("/churn/invocations", OTHER, ROWS).statusCode()).isEqualTo(200);
        HttpResponse<String> second = gateway.post("/churn/invocations", OTHER, ROWS);
        assertThat(second.statusCode()).isEqualTo(200);
        assertThat(second.headers().firstValue("RateLimit")).get().asString().startsWith("\"two\";r=0;t=");
        backend.received().clear();

        HttpResponse<String> third = gateway.post("/churn/invocations", OTHER, ROWS);

        assertProblem(third, 429, "rate-limit-exceeded");
        assertThat(Long.parseLong(third.headers().firstValue("Retry-After").orElseThrow()))
                .isBetween(1L, 3600L);
        assertThat(third.headers().firstValue("RateLimit-Policy")).contains("\"two\";q=2;w=3600");
        // Another subscription is not held to it.
        assertThat(gateway.post("/churn/invocations", KEY, ROWS).statusCode()).isEqualTo(200);
    }

    @Test
    void neverExceedsWhatTheWorkspaceAllows() throws Exception {
        HttpRequest call = gateway.request("/small/invocations")
                .POST(HttpRequest.BodyPublishers.ofString(ROWS))
                .build();
        CountDownLatch arrived = new CountDownLatch(1);
        backend.answers((request, response) -> {
            arrived.countDown();
            return Mono.delay(Duration.ofSeconds(2)).then();
        });
        var first = java.net.http.HttpClient.newHttpClient().sendAsync(call, HttpResponse.BodyHandlers.ofString());
        assertThat(arrived.await(3, TimeUnit.SECONDS)).isTrue();

        HttpResponse<String> second = gateway.post("/small/invocations", null, ROWS);

        assertThat(second.headers().firstValue("X-Lakefront-Error")).contains("backend-busy");
        assertThat(second.headers().firstValue("Retry-After")).contains("1");
        assertThat(first.get().headers().firstValue("X-Lakefront-Error")).contains("backend-timeout");
        backend.answers(json(200, "{}"));
        // The refused call has spent nothing of the hour's two.
        assertThat(gateway.post("/small/invocations", null, ROWS).statusCode()).isEqualTo(200);
        HttpResponse<String> third = gateway.post("/small/invocations", null, ROWS);
        assertThat(third.headers().firstValue("X-Lakefront-Error")).contains("rate-limit-exceeded");
        assertThat(third.body()).contains("workspace");
    }

    @Test
    void appliesPoliciesInBothDirections() {
        backend.answers((request, response) -> response.header("X-Powered-By", "snakes")
                .header("served-model-name", "churn-3")
                .sendString(Mono.just("{}")));

        HttpResponse<String> response = gateway.send(gateway.request("/churn/invocations")
                .header("X-API-Key", KEY)
                .header("X-Secret-Of-Client", "x")
                .POST(HttpRequest.BodyPublishers.ofString(ROWS)));

        assertThat(backend.last().header("X-Team")).isEqualTo("retention");
        assertThat(backend.last().header("X-Secret-Of-Client")).isNull();
        assertThat(response.headers().firstValue("X-Served-By")).contains("lakefront");
        assertThat(response.headers().firstValue("X-Powered-By")).isEmpty();
        assertThat(response.headers().firstValue("served-model-name")).contains("churn-3");
    }

    @Test
    void refusesTooLargeBodiesAnnouncedOrNot() {
        String large = "x".repeat(2000);

        assertProblem(gateway.post("/other/invocations", null, large), 413, "body-too-large");
        HttpResponse<String> chunked = gateway.send(gateway.request("/other/invocations")
                .POST(HttpRequest.BodyPublishers.ofInputStream(
                        () -> new java.io.ByteArrayInputStream(large.getBytes(StandardCharsets.UTF_8)))));
        assertThat(chunked.statusCode()).isEqualTo(413);
        assertThat(backend.received()).isEmpty();
    }

    @Test
    void passesChunkedBodiesOn() {
        HttpResponse<String> response = gateway.send(gateway.request("/churn/invocations")
                .header("X-API-Key", KEY)
                .POST(HttpRequest.BodyPublishers.ofInputStream(
                        () -> new java.io.ByteArrayInputStream(ROWS.getBytes(StandardCharsets.UTF_8)))));

        assertThat(response.statusCode()).isEqualTo(200);
        assertThat(backend.last().body()).isEqualTo(ROWS);
    }

    @Test
    void passesSixteenMegabytesInBothDirections() {
        String large = "[" + "1,".repeat(7 * 1024 * 1024) + "1]";
        backend.answers((request, response) -> response.sendString(Mono.just(request.body())));

        HttpResponse<String> response = gateway.post("/churn/invocations", KEY, large);

        assertThat(response.statusCode()).isEqualTo(200);
        assertThat(response.body()).hasSameSizeAs(large);
    }

    @Test
    void echoesASafeRequestIdAndReplacesAnother() {
        HttpResponse<String> safe = gateway.send(gateway.request("/open/invocations")
                .header("X-Request-Id", "order-4711-abc")
                .POST(HttpRequest.BodyPublishers.ofString(ROWS)));
        assertThat(safe.headers().firstValue("X-Request-Id")).contains("order-4711-abc");
        assertThat(backend.last().header("X-Request-Id")).isEqualTo("order-4711-abc");

        HttpResponse<String> unsafe = gateway.send(gateway.request("/open/invocations")
                .header("X-Request-Id", "a b")
                .POST(HttpRequest.BodyPublishers.ofString(ROWS)));
        assertThat(unsafe.headers().firstValue("X-Request-Id").orElseThrow()).hasSize(36);
    }

    @Test
    void metersEveryCallOnceHoweverItEnds() {
        MeterRegistry registry = gateway.bean(MeterRegistry.class);
        // Calls of earlier tests have ended by now.
        await().during(Duration.ofMillis(200)).until(() -> true);
        double before = calls(registry);

        gateway.post("/churn/invocations", KEY, ROWS);
        gateway.post("/churn/invocations", "lf_unknown", ROWS);
        backend.answers(json(500, "{}"));
        gateway.post("/churn/invocations", KEY, ROWS);

        // A call is recorded when its end is through, which its caller may see a moment earlier.
        await().untilAsserted(() -> assertThat(calls(registry) - before).isEqualTo(3));
        assertThat(registry.get("lakefront.requests")
                        .tag("problem", "subscription-key-invalid")
                        .timer()
                        .count())
                .isPositive();
    }

    private static double calls(MeterRegistry registry) {
        return registry.find("lakefront.requests").timers().stream()
                .mapToDouble(timer -> timer.count())
                .sum();
    }
}
