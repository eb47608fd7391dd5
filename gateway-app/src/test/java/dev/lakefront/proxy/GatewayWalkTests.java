package dev.lakefront.proxy;

import static dev.lakefront.proxy.FakeBackend.json;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.lakefront.Gateway;
import dev.lakefront.subscription.KeyDigest;
import dev.lakefront.subscription.SubscriptionKey;
import io.micrometer.core.instrument.MeterRegistry;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.net.Socket;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.security.SecureRandom;
import java.time.Duration;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.springframework.boot.test.system.CapturedOutput;
import org.springframework.boot.test.system.OutputCaptureExtension;
import reactor.core.publisher.Flux;
import reactor.core.publisher.Mono;

/** The whole walk over real sockets: one test for each way a call can go. */
class GatewayWalkTests {

    private static final String ROWS = "{\"dataframe_records\":[{\"a\":1}]}";
    private static final String SECRET = "workspace-secret-token";

    private static final String KEY = SubscriptionKey.issue(new SecureRandom()).reveal();
    private static final String SUSPENDED =
            SubscriptionKey.issue(new SecureRandom()).reveal();
    private static final String EXPIRED =
            SubscriptionKey.issue(new SecureRandom()).reveal();
    private static final String CANCELLED =
            SubscriptionKey.issue(new SecureRandom()).reveal();
    private static final String SUBMITTED =
            SubscriptionKey.issue(new SecureRandom()).reveal();
    private static final String OTHER =
            SubscriptionKey.issue(new SecureRandom()).reveal();

    @TempDir
    private static Path folder;

    private static FakeBackend backend;
    private static Gateway gateway;

    @BeforeAll
    static void start() {
        backend = new FakeBackend();
        Gateway.write(folder, "token", SECRET + "\n");
        Gateway.write(folder, "config/gateway.yaml", "subscription-keys: { query: true }\n");
        Gateway.write(folder, "config/workspaces/models.yaml", """
            type: http
            host: %s
            auth: { type: header, name: Authorization, value: "${file:%s}" }
            """.formatted(backend.url(), folder.resolve("token")));
        Gateway.write(folder, "config/workspaces/small.yaml", """
            type: http
            host: %s
            auth: { type: none }
            limits: { requests: 2/h, concurrency: 1 }
            timeouts: { first-byte: 400ms }
            """.formatted(backend.url()));
        Gateway.write(
                folder,
                "config/apis/small.yaml",
                "title: Small\nworkspace: small\nendpoint: small\ntask: tabular\nproducts: [public]\n");
        Gateway.write(folder, "config/products/internal.yaml", "title: Internal\n");
        Gateway.write(folder, "config/products/limited.yaml", "title: Limited\n");
        Gateway.write(folder, "config/products/public.yaml", "title: Public\nsubscription: { required: false }\n");
        api("churn", "products: [internal, limited]");
        api("open", "products: [public]");
        api("other", "products: [public]\nrequest: { max-size: 1KB }\ntimeouts: { first-byte: 300ms, total: 600ms }");
        Gateway.write(
                folder,
                "policies/products/limited.yaml",
                "inbound:\n  - rate-limit: { name: two, calls: 2, per: 1h, key: subscription }\n");
        Gateway.write(folder, "policies/apis/churn.yaml", """
            inbound:
              - set-header: { X-Team: retention }
              - remove-header: [X-Secret-Of-Client]
            outbound:
              - set-header: { X-Served-By: lakefront }
              - remove-header: [X-Powered-By]
            """);
        subscription("mobile", "product: internal", "active", KEY);
        subscription("suspended", "product: internal", "suspended", SUSPENDED);
        subscription("expired", "product: internal", "active\nexpires: \"2020-01-31\"", EXPIRED);
        subscription("cancelled", "product: internal", "cancelled", CANCELLED);
        subscription("submitted", "product: internal", "submitted", SUBMITTED);
        subscription("elsewhere", "product: limited", "active", OTHER);
        gateway = Gateway.start(folder, "--lakefront.proxy.connections-per-backend=40");
    }

    private static void api(String id, String more) {
        Gateway.write(
                folder,
                "config/apis/" + id + ".yaml",
                "title: " + id + "\nworkspace: models\nendpoint: " + id + "\ntask: tabular\n" + more + "\n");
    }

    private static void subscription(String id, String scope, String state, String key) {
        Gateway.write(folder, "config/subscriptions/" + id + ".yaml", """
            title: %s
            %s
            state: %s
            keys:
              - { name: primary, hash: "%s" }
            """.formatted(
                        id, scope, state, KeyDigest.of(key).written()));
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

    private static void assertProblem(HttpResponse<String> response, int status, String code) {
        assertThat(response.statusCode()).as(response.body()).isEqualTo(status);
        assertThat(response.headers().firstValue("X-Lakefront-Error")).contains(code);
        assertThat(response.headers().firstValue("Content-Type")).contains("application/problem+json");
        assertThat(response.body()).contains("\"code\":\"" + code + "\"").contains("\"request_id\"");
        assertThat(backend.received()).isEmpty();
    }

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

    @ParameterizedTest
    @CsvSource({"Ocp-Apim-Subscription-Key, ''", "X-API-Key, ''", "api-key, ''", "Authorization, 'Bearer '"})
    void takesTheKeyFromEveryCarrierAndNeverForwardsIt(String header, String prefix) {
        HttpResponse<String> response = gateway.send(gateway.request("/churn/invocations")
                .header(header, prefix + KEY)
                .POST(HttpRequest.BodyPublishers.ofString(ROWS)));

        assertThat(response.statusCode()).isEqualTo(200);
        assertThat(backend.last().toString()).doesNotContain(KEY);
    }

    @Test
    void takesTheKeyAsBasicPasswordAndFromTheQueryWhereThatIsOn() {
        String basic = java.util.Base64.getEncoder().encodeToString(("token:" + KEY).getBytes(StandardCharsets.UTF_8));

        assertThat(gateway.send(gateway.request("/churn/invocations")
                                .header("Authorization", "Basic " + basic)
                                .POST(HttpRequest.BodyPublishers.ofString(ROWS)))
                        .statusCode())
                .isEqualTo(200);
        assertThat(gateway.send(gateway.request("/churn/invocations?x=1&subscription-key=" + KEY)
                                .POST(HttpRequest.BodyPublishers.ofString(ROWS)))
                        .statusCode())
                .isEqualTo(200);
        assertThat(backend.last().uri()).isEqualTo("/invocations?x=1");
    }

    @Test
    void refusesAMissingKey() {
        HttpResponse<String> response =
                gateway.send(gateway.request("/churn/invocations").POST(HttpRequest.BodyPublishers.ofString(ROWS)));

        assertProblem(response, 401, "subscription-key-missing");
        assertThat(response.headers().firstValue("WWW-Authenticate"))
                .get()
                .asString()
                .contains("X-API-Key");
    }

    @Test
    void cannotTellUnknownFromRevokedKeys() {
        HttpResponse<String> unknown = gateway.post("/churn/invocations", "lf_unknown", ROWS);
        HttpResponse<String> revoked = gateway.post("/churn/invocations", CANCELLED, ROWS);

        assertProblem(unknown, 401, "subscription-key-invalid");
        assertProblem(revoked, 401, "subscription-key-invalid");
        assertThat(withoutRequestId(revoked)).isEqualTo(withoutRequestId(unknown));
        assertThat(unknown.headers().firstValue("WWW-Authenticate")).isPresent();
    }

    private static String withoutRequestId(HttpResponse<String> response) {
        return response.body().replaceAll("[0-9a-f]{8}-[0-9a-f-]{27}", "");
    }

    @Test
    void saysWhyASubscriptionDoesNotPass() {
        assertProblem(gateway.post("/churn/invocations", SUSPENDED, ROWS), 403, "subscription-suspended");
        assertProblem(gateway.post("/churn/invocations", EXPIRED, ROWS), 403, "subscription-expired");
        assertProblem(gateway.post("/churn/invocations", SUBMITTED, ROWS), 403, "subscription-not-active");
        assertProblem(gateway.post("/open/invocations", KEY, ROWS), 403, "not-subscribed");
    }

    @Test
    void refusesKeysThatDisagree() {
        HttpResponse<String> response = gateway.send(gateway.request("/churn/invocations")
                .header("X-API-Key", KEY)
                .header("Authorization", "Bearer something-else")
                .POST(HttpRequest.BodyPublishers.ofString(ROWS)));

        assertProblem(response, 400, "conflicting-subscription-keys");
        assertThat(response.body()).doesNotContain(KEY);
    }

    @Test
    void letsAnyoneCallAnOpenProduct() {
        HttpResponse<String> response =
                gateway.send(gateway.request("/open/invocations").POST(HttpRequest.BodyPublishers.ofString(ROWS)));

        assertThat(response.statusCode()).isEqualTo(200);
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

    @ParameterizedTest
    @ValueSource(
            strings = {
                "Connection: close, Authorization",
                "Connection: Authorization",
                "Authorization: Basic dG9rZW46",
                "Proxy-Authorization: x",
                "Connection: X-Lakefront-Credential, authorization, host"
            })
    void attachesTheCredentialWhateverTheCallerSends(String header) throws IOException {
        String key = header.startsWith("Authorization") ? "" : "X-API-Key: " + KEY + "\r\n";
        String path = key.isEmpty() ? "/open/invocations" : "/churn/invocations";
        String basicWithEmptyKey = key.isEmpty() ? "" : header + "\r\n";
        String response = raw("POST " + path + " HTTP/1.1\r\nHost: x\r\n" + key + basicWithEmptyKey
                + "Content-Type: application/json\r\nContent-Length: " + ROWS.length() + "\r\n"
                + (header.startsWith("Connection") ? "" : "Connection: close\r\n") + "\r\n" + ROWS);

        assertThat(response).startsWith("HTTP/1.1 200");
        assertThat(backend.last().header("Authorization")).isEqualTo(SECRET);
        assertThat(response).doesNotContain(SECRET);
    }

    private static String raw(String request) throws IOException {
        try (Socket socket = new Socket("127.0.0.1", gateway.port())) {
            socket.setSoTimeout(3000);
            OutputStream out = socket.getOutputStream();
            out.write(request.getBytes(StandardCharsets.ISO_8859_1));
            out.flush();
            InputStream in = socket.getInputStream();
            StringBuilder text = new StringBuilder();
            byte[] buffer = new byte[8192];
            try {
                int read;
                while ((read = in.read(buffer)) > 0) {
                    text.append(new String(buffer, 0, read, StandardCharsets.ISO_8859_1));
                    if (text.indexOf("}") > 0) {
                        break;
                    }
                }
            } catch (java.net.SocketTimeoutException keptAlive) {
                return text.toString();
            }
            return text.toString();
        }
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

    /** Each text flushed on its own. */
    private static Flux<Mono<io.netty.buffer.ByteBuf>> each(Flux<String> texts) {
        return texts.map(text -> Mono.just(io.netty.buffer.Unpooled.copiedBuffer(text, StandardCharsets.UTF_8)));
    }

    private static double calls(MeterRegistry registry) {
        return registry.find("lakefront.requests").timers().stream()
                .mapToDouble(timer -> timer.count())
                .sum();
    }
}
