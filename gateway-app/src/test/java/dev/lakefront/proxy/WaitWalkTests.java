package dev.lakefront.proxy;

import static dev.lakefront.proxy.FakeBackend.json;
import static dev.lakefront.publication.Eventually.eventually;
import static org.assertj.core.api.Assertions.assertThat;

import dev.lakefront.Gateway;
import dev.lakefront.limit.WaitingRoom;
import dev.lakefront.subscription.KeyDigest;
import dev.lakefront.subscription.SubscriptionKey;
import java.io.IOException;
import java.net.Socket;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.security.SecureRandom;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import reactor.core.publisher.Mono;

/** Calls that a limit holds, over real sockets. */
class WaitWalkTests {

    private static final String BODY = "{\"instances\":[1]}";
    private static final String BATCH =
            SubscriptionKey.issue(new SecureRandom()).reveal();
    private static final String APP = SubscriptionKey.issue(new SecureRandom()).reveal();

    @TempDir
    private static Path folder;

    private static FakeBackend backend;
    private static Gateway gateway;

    @BeforeAll
    static void start() {
        backend = new FakeBackend();
        Gateway.write(folder, "config/workspaces/models.yaml", "type: http\nhost: %s\n".formatted(backend.url()));
        Gateway.write(folder, "config/products/internal.yaml", "title: Internal\n");
        api("steady", "rate-limit: { name: steady, calls: 20, per: 1s, burst: 4, key: api, wait: 1s }");
        api("fair", "rate-limit: { name: fair, calls: 10, per: 1s, burst: 1, key: api, wait: 4s }");
        api("narrow", "concurrency: { max: 1, key: api, wait: 2s }");
        api("single", "concurrency: { max: 1 }");
        subscription("batch", BATCH);
        subscription("app", APP);
        gateway = Gateway.start(folder);
    }

    private static void api(String id, String policy) {
        Gateway.write(
                folder,
                "config/apis/" + id + ".yaml",
                "title: %1$s\nworkspace: models\nendpoint: %1$s\ntask: tabular\nproducts: [internal]\n".formatted(id));
        Gateway.write(folder, "policies/apis/" + id + ".yaml", "inbound:\n  - " + policy + "\n");
    }

    private static void subscription(String id, String key) {
        Gateway.write(folder, "config/subscriptions/" + id + ".yaml", """
            title: %s
            product: internal
            state: active
            keys:
              - { name: primary, hash: "%s" }
            """.formatted(
                        id, KeyDigest.of(key).written()));
    }

    @AfterAll
    static void stop() {
        gateway.close();
        backend.close();
    }

    @BeforeEach
    void reset() {
        backend.answers(json(200, "{\"predictions\":[1]}"));
        backend.received().clear();
    }

    private static CompletableFuture<HttpResponse<String>> send(HttpClient client, String api, String key) {
        HttpRequest request = gateway.request("/" + api + "/invocations")
                .header("X-API-Key", key)
                .POST(HttpRequest.BodyPublishers.ofString(BODY))
                .build();
        return client.sendAsync(request, HttpResponse.BodyHandlers.ofString());
    }

    private static int waiting() {
        return gateway.bean(WaitingRoom.class).waiting();
    }

    @Test
    void makesASteadyStreamOfABurstAndRefusesAtOnceWhatWouldTakeTooLong()
            throws ExecutionException, InterruptedException {
        try (HttpClient client =
                HttpClient.newBuilder().version(HttpClient.Version.HTTP_1_1).build()) {
            long start = System.nanoTime();
            List<CompletableFuture<HttpResponse<String>>> calls = IntStream.range(0, 40)
                    .mapToObj(i -> send(client, "steady", BATCH))
                    .toList();
            int admitted = 0;
            List<String> refused = new ArrayList<>();
            for (CompletableFuture<HttpResponse<String>> call : calls) {
                HttpResponse<String> response = call.get();
                if (response.statusCode() == 200) {
                    admitted++;
                } else {
                    refused.add(response.headers().firstValue("Retry-After").orElse(""));
                }
            }
            Duration took = Duration.ofNanos(System.nanoTime() - start);

            // Four at once, and one every 50 ms for a second; the calls themselves arrive over some time.
            assertThat(admitted).isBetween(20, 5 + (int) (took.toMillis() / 50));
            assertThat(refused).hasSize(40 - admitted).allMatch(seconds -> seconds.equals("2") || seconds.equals("1"));
            assertThat(took).isBetween(Duration.ofMillis(950), Duration.ofSeconds(5));
            assertThat(waiting()).isZero();
        }
    }

    @Test
    void letsAnotherSubscriptionGoBeforeTheRestOfABatch() throws Throwable {
        try (HttpClient client =
                HttpClient.newBuilder().version(HttpClient.Version.HTTP_1_1).build()) {
            List<CompletableFuture<HttpResponse<String>>> batch = IntStream.range(0, 30)
                    .mapToObj(i -> send(client, "fair", BATCH))
                    .toList();
            eventually(() -> assertThat(waiting()).isGreaterThan(20));

            HttpResponse<String> app = gateway.send(gateway.request("/fair/invocations")
                    .header("X-API-Key", APP)
                    .header("X-Who", "app")
                    .POST(HttpRequest.BodyPublishers.ofString(BODY)));

            assertThat(app.statusCode()).isEqualTo(200);
            CompletableFuture.allOf(batch.toArray(CompletableFuture[]::new)).get();
        }
        List<FakeBackend.Received> after = backend.received().stream()
                .dropWhile(call -> call.header("X-Who") == null)
                .toList();
        assertThat(after).hasSizeGreaterThan(10);
    }

    @Test
    void takesOutACallerThatLeavesAndGivesItsPlaceToTheNext() throws Throwable {
        backend.answers(
                (request, response) -> Mono.delay(Duration.ofSeconds(20)).then());
        Socket first = open("narrow");
        eventually(() -> assertThat(backend.received()).hasSize(1));
        Socket second = open("narrow");
        eventually(() -> assertThat(waiting()).isEqualTo(1));

        second.close();
        eventually(() -> assertThat(waiting()).isZero());

        backend.answers(json(200, "{}"));
        try (HttpClient client =
                HttpClient.newBuilder().version(HttpClient.Version.HTTP_1_1).build()) {
            CompletableFuture<HttpResponse<String>> third = send(client, "narrow", APP);
            eventually(() -> assertThat(waiting()).isEqualTo(1));
            first.close();
            assertThat(third.get().statusCode()).isEqualTo(200);
        }
        assertThat(backend.received()).hasSize(2);
    }

    @Test
    void givesPlacesBackHoweverACallEnds() throws Throwable {
        backend.answers(json(500, "{}"));
        for (int i = 0; i < 3; i++) {
            assertThat(gateway.post("/single/invocations", APP, BODY).statusCode())
                    .isEqualTo(500);
        }
        backend.answers(
                (request, response) -> Mono.delay(Duration.ofSeconds(20)).then());
        Socket leaving = open("single");
        eventually(() -> assertThat(backend.received()).hasSize(4));
        HttpResponse<String> refused = gateway.post("/single/invocations", APP, BODY);
        assertThat(refused.statusCode()).isEqualTo(429);
        assertThat(refused.headers().firstValue("X-Lakefront-Error")).contains("concurrency-limit-exceeded");
        assertThat(refused.headers().firstValue("Retry-After")).contains("1");

        leaving.close();

        backend.answers(json(200, "{}"));
        eventually(
                () -> assertThat(gateway.post("/single/invocations", APP, BODY).statusCode())
                        .isEqualTo(200));
    }

    private static Socket open(String api) throws IOException {
        Socket socket = new Socket("127.0.0.1", gateway.port());
        socket.getOutputStream()
                .write(("POST /" + api + "/invocations HTTP/1.1\r\nHost: x\r\nX-API-Key: " + APP
                                + "\r\nContent-Type: application/json\r\nContent-Length: " + BODY.length()
                                + "\r\n\r\n" + BODY)
                        .getBytes(StandardCharsets.ISO_8859_1));
        socket.getOutputStream().flush();
        return socket;
    }
}
