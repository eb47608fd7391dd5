package dev.lakefront.proxy;

import static dev.lakefront.proxy.FakeBackend.json;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.lakefront.Gateway;
import io.netty.buffer.Unpooled;
import io.netty.handler.codec.http.HttpHeaderNames;
import java.io.IOException;
import java.io.InputStream;
import java.net.Socket;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Duration;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import reactor.core.publisher.Flux;
import reactor.core.publisher.Mono;

/** What becomes of a model server's answer on its way to the caller, over real sockets. */
@Timeout(30)
class ModelAnswerTests {

    private static final String ROWS = "{\"dataframe_records\":[{\"a\":1}]}";

    @TempDir
    private static Path folder;

    private static FakeBackend backend;
    private static Gateway gateway;

    @BeforeAll
    static void start() {
        backend = new FakeBackend();
        Gateway.write(folder, "config/workspaces/models.yaml", """
            type: http
            host: %s
            auth: { type: none }
            limits: { concurrency: 1 }
            """.formatted(backend.url()));
        Gateway.write(folder, "config/products/public.yaml", "title: Public\nsubscription: { required: false }\n");
        Gateway.write(folder, "config/apis/churn.yaml", """
            title: Churn
            workspace: models
            endpoint: churn
            task: tabular
            products: [public]
            timeouts: { first-byte: 5s, total: 700ms }
            """);
        gateway = Gateway.start(folder);
    }

    @AfterAll
    static void stop() {
        gateway.close();
        backend.close();
    }

    @BeforeEach
    void reset() {
        backend.answers(json(200, "{\"predictions\":[1]}"));
    }

    private static HttpResponse<String> call() {
        return gateway.post("/churn/invocations", null, ROWS);
    }

    /** Promises more than it sends, then closes the connection. */
    private static FakeBackend.Answer brokenOff(String contentType) {
        return (request, response) -> response.status(200)
                .header(HttpHeaderNames.CONTENT_TYPE, contentType)
                .header(HttpHeaderNames.CONTENT_LENGTH, "50")
                .header("X-Model", "churn-3")
                .sendGroups(Flux.concat(
                        Mono.just(Mono.just(Unpooled.copiedBuffer("{", StandardCharsets.UTF_8))),
                        Mono.delay(Duration.ofMillis(50)).then(Mono.error(new IOException("gone")))));
    }

    private static FakeBackend.Answer stuckAfter(int status, String begin, String length) {
        return (request, response) -> {
            response.status(status).header(HttpHeaderNames.CONTENT_TYPE, "application/json");
            if (!length.isEmpty()) {
                response.header(HttpHeaderNames.CONTENT_LENGTH, length);
            }
            return response.sendGroups(Flux.concat(
                    Mono.just(Mono.just(Unpooled.copiedBuffer(begin, StandardCharsets.UTF_8))), Mono.never()));
        };
    }

    @Test
    void doesNotHoldBackARefusalOfUnknownLength() throws Exception {
        backend.answers(stuckAfter(403, "{\"error_code\":\"PERMISSION_DENIED\"", ""));

        HttpRequest request = gateway.request("/churn/invocations")
                .POST(HttpRequest.BodyPublishers.ofString(ROWS))
                .build();
        try (HttpClient client = HttpClient.newHttpClient()) {
            HttpResponse<InputStream> response = client.send(request, HttpResponse.BodyHandlers.ofInputStream());

            assertThat(response.statusCode()).isEqualTo(403);
            assertThat(new String(response.body().readNBytes(14), StandardCharsets.UTF_8))
                    .isEqualTo("{\"error_code\":");
            response.body().close();
        }
    }

    @Test
    void blamesTheGatewaysCredentialInARefusalOfUnknownLength() {
        backend.answers((request, response) -> response.status(403)
                .header(HttpHeaderNames.CONTENT_TYPE, "application/json")
                .sendString(Mono.just("{\"error_code\":403,\"message\":\"Invalid access token.\"}")));

        HttpResponse<String> response = call();

        assertThat(response.statusCode()).isEqualTo(502);
        assertThat(response.headers().firstValue("X-Lakefront-Error")).contains("backend-credential-rejected");
    }

    @Test
    void keepsNothingOfAnAnswerThatBrokeOffBeforeItWasPassedOn() {
        backend.answers(brokenOff("application/json"));

        HttpResponse<String> response = call();

        assertThat(response.statusCode()).isEqualTo(502);
        assertThat(response.headers().firstValue("X-Lakefront-Error")).contains("backend-connection-lost");
        assertThat(response.headers().firstValue("X-Model")).isEmpty();
        assertThat(response.headers().allValues("Content-Type")).containsExactly("application/problem+json");
    }

    @Test
    void endsASmallAnswerThatTakesTooLongAsAProblem() {
        backend.answers(stuckAfter(200, "{", "50"));

        HttpResponse<String> response = call();

        assertThat(response.statusCode()).isEqualTo(504);
        assertThat(response.headers().firstValue("X-Lakefront-Error")).contains("backend-timeout");
    }

    @Test
    void breaksOffALongAnswerThatTakesTooLong() throws Exception {
        backend.answers(stuckAfter(200, "[1,", ""));

        HttpRequest request = gateway.request("/churn/invocations")
                .POST(HttpRequest.BodyPublishers.ofString(ROWS))
                .build();
        try (HttpClient client = HttpClient.newHttpClient()) {
            HttpResponse<InputStream> response = client.send(request, HttpResponse.BodyHandlers.ofInputStream());

            assertThat(response.statusCode()).isEqualTo(200);
            assertThatThrownBy(() -> response.body().readAllBytes()).isInstanceOf(IOException.class);
        }
    }

    @Test
    void givesNoPlaceToACallerThatHasNotSentItsBody() throws Exception {
        try (Socket slow = new Socket("127.0.0.1", gateway.port())) {
            slow.getOutputStream()
                    .write(("POST /churn/invocations HTTP/1.1\r\nHost: a\r\nContent-Length: 20\r\n\r\n{\"da")
                            .getBytes(StandardCharsets.US_ASCII));
            slow.getOutputStream().flush();
            // Long enough for the head of that call to be on its way.
            Thread.sleep(200);

            assertThat(call().statusCode()).isEqualTo(200);
        }
    }
}
