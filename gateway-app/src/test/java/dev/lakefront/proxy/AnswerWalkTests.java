package dev.lakefront.proxy;

import static dev.lakefront.proxy.FakeBackend.json;
import static org.assertj.core.api.Assertions.assertThat;

import dev.lakefront.Gateway;
import java.io.IOException;
import java.io.InputStream;
import java.net.Socket;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.springframework.boot.test.system.CapturedOutput;
import org.springframework.boot.test.system.OutputCaptureExtension;
import reactor.core.publisher.Flux;
import reactor.core.publisher.Mono;

/** The walk back: answers, streams and failures of the model server, as callers see them. */
class AnswerWalkTests extends GatewayWalk {

    @Test
    void passesTheModelsOwnErrorsOnAsTheyCame() {
        backend.answers(json(400, "{\"error_code\":\"BAD_REQUEST\",\"message\":\"Model is missing inputs ['b'].\"}"));

        HttpResponse<String> response = gateway.post("/churn/invocations", KEY, ROWS);

        assertThat(response.statusCode()).isEqualTo(400);
        assertThat(response.body()).contains("Model is missing inputs");
        assertThat(response.headers().firstValue("X-Lakefront-Error")).isEmpty();
    }

    @Test
    void namesABackendThatDoesNotAnswerInTime() {
        backend.answers((request, response) -> Mono.delay(Duration.ofSeconds(2)).then());

        HttpResponse<String> response =
                gateway.send(gateway.request("/other/invocations").POST(HttpRequest.BodyPublishers.ofString(ROWS)));

        assertThat(response.statusCode()).isEqualTo(504);
        assertThat(response.headers().firstValue("X-Lakefront-Error")).contains("backend-timeout");
    }

    @Test
    void namesABackendThatBreaksOff() {
        backend.answers((request, response) -> response.withConnection(
                        connection -> connection.channel().close())
                .neverComplete());

        HttpResponse<String> response = gateway.post("/churn/invocations", KEY, ROWS);

        assertThat(response.statusCode()).isEqualTo(502);
        assertThat(response.headers().firstValue("X-Lakefront-Error")).contains("backend-connection-lost");
    }

    @Test
    void renewsARejectedCredentialOnceAndReplaysTheCall() {
        Gateway.write(folder, "token", "another-token\n");
        backend.answers((request, response) -> request.header("Authorization").equals("another-token")
                ? json(200, "{\"predictions\":[2]}").to(request, response)
                : json(401, "{\"error_code\":401,\"message\":\"Credential was not sent\"}")
                        .to(request, response));

        HttpResponse<String> response = gateway.post("/churn/invocations", KEY, ROWS);

        assertThat(response.statusCode()).isEqualTo(200);
        assertThat(response.body()).contains("[2]");
        assertThat(backend.last().body()).isEqualTo(ROWS);
        Gateway.write(folder, "token", SECRET + "\n");
        backend.answers((request, answer) -> request.header("Authorization").equals(SECRET)
                ? json(200, "{}").to(request, answer)
                : json(401, "{}").to(request, answer));
        assertThat(gateway.post("/churn/invocations", KEY, ROWS).statusCode()).isEqualTo(200);
    }

    @Test
    void doesNotBlameTheCallerForTheGatewaysCredential() {
        backend.answers(json(403, "{\"error_code\":403,\"message\":\"Invalid access token.\"}"));

        HttpResponse<String> response = gateway.post("/churn/invocations", KEY, ROWS);

        assertThat(response.statusCode()).isEqualTo(502);
        assertThat(response.headers().firstValue("X-Lakefront-Error")).contains("backend-credential-rejected");
    }

    @Test
    void passesAPermissionErrorOn() {
        backend.answers(json(403, "{\"error_code\":\"PERMISSION_DENIED\",\"message\":\"No.\"}"));

        HttpResponse<String> response = gateway.post("/churn/invocations", KEY, ROWS);

        assertThat(response.statusCode()).isEqualTo(403);
        assertThat(response.body()).contains("PERMISSION_DENIED");
    }

    @Test
    void flushesEveryEventOfAStream() throws Exception {
        backend.answers((request, response) -> response.header("Content-Type", "text/event-stream")
                .sendGroups(each(Flux.just("data: 1\n\n", "data: 2\n\n", "data: [DONE]\n\n")
                        .delayElements(Duration.ofMillis(150)))));
        long start = System.nanoTime();

        HttpResponse<InputStream> response = java.net.http.HttpClient.newHttpClient()
                .send(
                        gateway.request("/churn/invocations")
                                .header("X-API-Key", KEY)
                                .POST(HttpRequest.BodyPublishers.ofString(ROWS))
                                .build(),
                        HttpResponse.BodyHandlers.ofInputStream());
        byte[] first = response.body().readNBytes(9);
        Duration untilFirst = Duration.ofNanos(System.nanoTime() - start);
        String rest = new String(response.body().readAllBytes(), StandardCharsets.UTF_8);

        assertThat(new String(first, StandardCharsets.UTF_8)).isEqualTo("data: 1\n\n");
        assertThat(rest).isEqualTo("data: 2\n\ndata: [DONE]\n\n");
        assertThat(untilFirst)
                .isLessThan(Duration.ofNanos(System.nanoTime() - start).minusMillis(150));
    }

    @Test
    void endsABrokenStreamWithAnErrorAndNoDone() throws Exception {
        backend.answers((request, response) -> response.header("Content-Type", "text/event-stream")
                .sendGroups(each(Flux.concat(
                        Flux.just("data: 1\n\n"),
                        Mono.delay(Duration.ofMillis(100)).<String>then(Mono.error(new IOException("torn")))))));

        String response = raw(
                "POST /churn/invocations HTTP/1.1\r\nHost: x\r\nX-API-Key: " + KEY + "\r\nContent-Length: 2\r\n\r\n{}");

        assertThat(response).contains("data: 1").contains("data: {\"error\":").contains("backend-connection-lost");
        assertThat(response).doesNotContain("[DONE]").doesNotEndWith("0\r\n\r\n");
    }

    @Test
    @ExtendWith(OutputCaptureExtension.class)
    void writesNoKeyAndNoTokenIntoTheLog(CapturedOutput output) throws Exception {
        backend.answers((request, response) -> response.header("Content-Type", "text/event-stream")
                .sendGroups(each(Flux.concat(
                        Flux.just("data: 1\n\n"),
                        Mono.delay(Duration.ofMillis(50)).<String>then(Mono.error(new IOException("torn")))))));
        raw("POST /churn/invocations?subscription-key=" + KEY + " HTTP/1.1\r\nHost: x\r\nContent-Length: 2\r\n\r\n{}");
        backend.answers(json(401, "{}"));
        gateway.post("/churn/invocations", KEY, ROWS);
        gateway.post("/churn/invocations", "lf_mistyped-key-0123456789", ROWS);

        assertThat(output.getAll()).contains("A call failed");
        assertThat(output.getAll()).doesNotContain(KEY, SECRET, "lf_mistyped");
    }

    @Test
    void cancelsTheModelServersCallWhenTheCallerLeaves() throws Exception {
        CountDownLatch cancelled = new CountDownLatch(1);
        backend.answers((request, response) -> response.header("Content-Type", "text/event-stream")
                .sendGroups(each(Flux.interval(Duration.ofMillis(20))
                        .map(tick -> "data: " + tick + "\n\n")
                        .doFinally(signal -> cancelled.countDown()))));

        try (Socket socket = new Socket("127.0.0.1", gateway.port())) {
            socket.getOutputStream()
                    .write(("POST /churn/invocations HTTP/1.1\r\nHost: x\r\nX-API-Key: " + KEY
                                    + "\r\nContent-Length: 2\r\n\r\n{}")
                            .getBytes(StandardCharsets.US_ASCII));
            socket.getInputStream().readNBytes(200);
        }

        assertThat(cancelled.await(3, TimeUnit.SECONDS)).isTrue();
    }

    /** Each text flushed on its own. */
    private static Flux<Mono<io.netty.buffer.ByteBuf>> each(Flux<String> texts) {
        return texts.map(text -> Mono.just(io.netty.buffer.Unpooled.copiedBuffer(text, StandardCharsets.UTF_8)));
    }
}
