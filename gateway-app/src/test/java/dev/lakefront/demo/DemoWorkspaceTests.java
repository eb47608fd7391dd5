package dev.lakefront.demo;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.lakefront.demo.DemoCaller.Answer;
import java.io.ByteArrayInputStream;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpTimeoutException;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.InstantSource;
import java.util.Arrays;
import java.util.Base64;
import java.util.List;
import java.util.SplittableRandom;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** The workspace around its models: who is let in, and what is refused in which words. */
class DemoWorkspaceTests {

    private static final String ROW = "{\"dataframe_split\":{\"columns\":[\"sepal_length\",\"sepal_width\","
            + "\"petal_length\",\"petal_width\"],\"data\":[[5.1,3.5,1.4,0.2]]}}";
    private static final String QUERY = "/serving-endpoints/iris/invocations";

    private final DemoCaller caller = DemoCaller.start();

    @AfterEach
    void stop() {
        caller.close();
    }

    @Test
    void listensOnLoopbackByDefault() {
        assertThat(caller.workspace.host().toString()).matches("http://127\\.0\\.0\\.1:\\d+");
    }

    @Test
    void refusesToBeReachedFromOutsideUnlessForced() {
        InstantSource clock = InstantSource.system();
        SplittableRandom random = new SplittableRandom();

        assertThatThrownBy(
                        () -> new DemoSettings("0.0.0.0", false, 0, Duration.ofHours(1), Duration.ZERO, clock, random))
                .hasMessageContaining("0.0.0.0 is not a loopback address");
        assertThat(new DemoSettings("0.0.0.0", true, 0, Duration.ofHours(1), Duration.ZERO, clock, random).exposed())
                .isTrue();
    }

    @Test
    void saysWhatIsWrongWithSettings() {
        DemoSettings settings = DemoCaller.settings();

        assertThatThrownBy(() -> settings.withPort(70_000)).hasMessageContaining("port 70000");
        assertThatThrownBy(() -> settings.withTokenLifetime(Duration.ZERO)).hasMessageContaining("tokenLifetime");
        assertThatThrownBy(() -> settings.withChunkDelay(Duration.ofMillis(-1))).hasMessageContaining("chunkDelay");
        assertThatThrownBy(() -> new DemoSettings(
                        "gateway.example",
                        true,
                        0,
                        Duration.ofHours(1),
                        Duration.ZERO,
                        settings.clock(),
                        settings.random()))
                .hasMessageContaining("'gateway.example' is not an IP address");
    }

    @Test
    void drawsNewSecretsAtEachStartAndShowsThemNowhere() {
        SplittableRandom random = new SplittableRandom(1);
        Identity first = Identity.draw(random);
        Identity second = Identity.draw(random);

        assertThat(first.token()).matches("dapi[0-9a-f]{32}").isNotEqualTo(second.token());
        assertThat(first.clientSecret()).matches("dose[0-9a-f]{32}").isNotEqualTo(second.clientSecret());
        assertThat(first.toString()).doesNotContain(first.token(), first.clientSecret());
        assertThat(caller.workspace.toString()).doesNotContain(caller.workspace.token());
    }

    @Test
    void demandsACredential() {
        Answer none = caller.send("POST", QUERY, BodyPublishers.ofString(ROW), "Content-Type", "application/json");
        Answer unsupported = caller.send(
                "GET", "/api/2.0/serving-endpoints", BodyPublishers.noBody(), "Authorization", "Digest abc");

        for (Answer answer : List.of(none, unsupported)) {
            assertThat(answer.status()).isEqualTo(401);
            assertThat(answer.body())
                    .isEqualTo("{\"error_code\":401,\"message\":\"Credential was not sent or was of an unsupported type"
                            + " for this API.\"}");
        }
    }

    @ParameterizedTest
    @ValueSource(strings = {"Bearer wrong", "Bearer dapi00000000000000000000000000000000"})
    void refusesAnUnknownToken(String authorization) {
        Answer answer = caller.send(
                "GET", "/api/2.0/serving-endpoints", BodyPublishers.noBody(), "Authorization", authorization);

        assertThat(answer.status()).isEqualTo(403);
        assertThat(answer.body()).isEqualTo("{\"error_code\":\"403\",\"message\":\"Invalid access token.\"}");
    }

    @Test
    void refusesTwoCredentialsAtOnce() {
        String good = "Bearer " + caller.workspace.token();

        Answer answer = caller.send(
                "GET",
                "/api/2.0/serving-endpoints",
                BodyPublishers.noBody(),
                "Authorization",
                good,
                "Authorization",
                "Bearer other");

        assertThat(answer.status()).isEqualTo(401);
    }

    @Test
    void takesTheTokenAsBasicPassword() {
        assertThat(caller.send(
                                "GET",
                                "/api/2.0/serving-endpoints",
                                BodyPublishers.noBody(),
                                "Authorization",
                                basic("token", caller.workspace.token()))
                        .status())
                .isEqualTo(200);
        assertThat(caller.send(
                                "GET",
                                "/api/2.0/serving-endpoints",
                                BodyPublishers.noBody(),
                                "Authorization",
                                basic("someone", caller.workspace.token()))
                        .status())
                .isEqualTo(401);
        assertThat(caller.send(
                                "GET",
                                "/api/2.0/serving-endpoints",
                                BodyPublishers.noBody(),
                                "Authorization",
                                "Basic %%%")
                        .status())
                .isEqualTo(401);
    }

    @Test
    void namesServedModelWorkspaceAndRequest() {
        Answer first = caller.query("iris", ROW);
        Answer second = caller.query("iris", ROW);

        assertThat(first.header("served-model-name")).isEqualTo("iris-3");
        assertThat(first.header("X-Databricks-Org-Id")).isEqualTo(caller.workspace.workspaceId());
        assertThat(first.header("x-request-id")).isNotEmpty().isNotEqualTo(second.header("x-request-id"));
        assertThat(first.header("Content-Type")).isEqualTo("application/json");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "/nothing",
                "/api/2.0/clusters/list",
                "/serving-endpoints/iris",
                "/serving-endpoints//invocations",
                "/api/2.0/serving-endpoints/iris/metrics",
                "/serving-endpoints/iris/served/iris-3/invocations",
                "/"
            })
    void saysThatARouteIsUnknown(String path) {
        Answer answer = caller.post(path, "{}");

        assertThat(answer.status()).isEqualTo(404);
        assertThat(answer.json().get("error_code").stringValue()).isEqualTo("ENDPOINT_NOT_FOUND");
        assertThat(answer.json().get("message").stringValue()).isEqualTo("No API found for 'POST " + path + "'");
    }

    @Test
    void saysThatAModelIsUnknownToAQuery() {
        for (String path : List.of(
                "/serving-endpoints/churn/invocations", "/serving-endpoints/iris/served-models/iris-2/invocations")) {
            Answer answer = caller.post(path, ROW);

            assertThat(answer.status()).isEqualTo(404);
            assertThat(answer.body())
                    .isEqualTo("{\"error_code\":\"ENDPOINT_NOT_FOUND\",\"message\":\"The given endpoint does not exist,"
                            + " please retry after checking the specified model and version deployment"
                            + " exists.\"}");
        }
    }

    @Test
    void saysThatAnEndpointIsUnknownToManagement() {
        for (String path : List.of("/api/2.0/serving-endpoints/churn", "/api/2.0/serving-endpoints/churn/openapi")) {
            Answer answer = caller.get(path);

            assertThat(answer.status()).isEqualTo(404);
            assertThat(answer.body())
                    .isEqualTo("{\"error_code\":\"RESOURCE_DOES_NOT_EXIST\",\"message\":\"Endpoint with"
                            + " name 'churn' does not exist.\"}");
        }
    }

    @Test
    void refusesAWrongMethodAndNamesTheRightOne() {
        Answer query = caller.get(QUERY);
        Answer list = caller.post("/api/2.0/serving-endpoints", "{}");

        assertThat(query.status()).isEqualTo(405);
        assertThat(query.header("Allow")).isEqualTo("POST");
        assertThat(list.status()).isEqualTo(405);
        assertThat(list.header("Allow")).isEqualTo("GET");
    }

    @ParameterizedTest
    @ValueSource(strings = {"text/plain", "application/x-www-form-urlencoded", "application/json; charset=utf-16"})
    void refusesAnotherContentType(String type) {
        Answer answer = caller.send(
                "POST",
                QUERY,
                BodyPublishers.ofString(ROW),
                "Authorization",
                "Bearer " + caller.workspace.token(),
                "Content-Type",
                type);

        assertThat(answer.status()).isEqualTo(415);
        assertThat(answer.header("Content-Type")).isEqualTo("text/plain");
        assertThat(answer.body()).contains("'application/json'", "Got '" + type + "'");
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "{", "{} {}", "{\"a\":1,}"})
    void refusesWhatIsNotJson(String body) {
        Answer answer = caller.query("iris", body);

        assertThat(answer.status()).isEqualTo(400);
        assertThat(answer.json().get("error_code").stringValue()).isEqualTo("BAD_REQUEST");
    }

    @Test
    void refusesABodyAboveTheLimitWhetherAnnouncedOrChunked() {
        byte[] large = new byte[RequestBody.LIMIT + 1];
        Arrays.fill(large, (byte) ' ');
        String bearer = "Bearer " + caller.workspace.token();

        Answer announced = caller.send(
                "POST",
                QUERY,
                BodyPublishers.ofByteArray(large),
                "Authorization",
                bearer,
                "Content-Type",
                "application/json");
        Answer chunked = caller.send(
                "POST",
                QUERY,
                BodyPublishers.ofInputStream(() -> new ByteArrayInputStream(large)),
                "Authorization",
                bearer,
                "Content-Type",
                "application/json");

        assertThat(announced.status()).isEqualTo(413);
        assertThat(chunked.status()).isEqualTo(413);
        assertThat(caller.query("iris", ROW).status()).isEqualTo(200);
    }

    @Test
    void refusesAStrangersLargeBodyAndKeepsTheConnectionUsable() {
        Answer refused = caller.send(
                "POST",
                QUERY,
                BodyPublishers.ofByteArray(new byte[8 * 1024 * 1024]),
                "Authorization",
                "Bearer stranger",
                "Content-Type",
                "application/json");

        assertThat(refused.status()).isEqualTo(403);
        assertThat(caller.query("iris", ROW).status()).isEqualTo(200);
    }

    @Test
    void answersAHeadRequestWithoutABody() {
        Answer answer = caller.send("HEAD", "/.well-known/databricks-config", BodyPublishers.noBody());

        assertThat(answer.status()).isEqualTo(405);
        assertThat(answer.body()).isEmpty();
        assertThat(caller.query("iris", ROW).status()).isEqualTo(200);
    }

    @Test
    void takesABodyOfExactlyTheLimit() {
        byte[] body = new byte[RequestBody.LIMIT];
        Arrays.fill(body, (byte) ' ');
        byte[] row = ROW.getBytes(StandardCharsets.UTF_8);
        System.arraycopy(row, 0, body, 0, row.length);

        Answer answer = caller.send(
                "POST",
                QUERY,
                BodyPublishers.ofByteArray(body),
                "Authorization",
                "Bearer " + caller.workspace.token(),
                "Content-Type",
                "application/json");

        assertThat(answer.status()).isEqualTo(200);
    }

    @Test
    void showsAStoppedEndpoint() {
        caller.workspace.put("iris", EndpointCondition.STOPPED);

        Answer query = caller.query("iris", ROW);
        assertThat(query.status()).isEqualTo(400);
        assertThat(query.body())
                .isEqualTo("{\"error_code\":\"BAD_REQUEST\",\"message\":\"The given endpoint is stopped,"
                        + " please retry after starting the endpoint.\"}");
        assertThat(caller.get("/api/2.0/serving-endpoints/iris")
                        .json()
                        .at("/config/served_entities/0/state/deployment")
                        .stringValue())
                .isEqualTo("DEPLOYMENT_STOPPED");

        caller.workspace.put("iris", EndpointCondition.READY);
        assertThat(caller.query("iris", ROW).status()).isEqualTo(200);
    }

    @Test
    void showsAnEndpointThatIsNotReady() {
        caller.workspace.put("assistant", EndpointCondition.NOT_READY);

        assertThat(caller.query("assistant", "{}").status()).isEqualTo(503);
        assertThat(caller.get("/api/2.0/serving-endpoints/assistant/openapi").status())
                .isEqualTo(404);
        assertThat(caller.get("/api/2.0/serving-endpoints/assistant")
                        .json()
                        .at("/state/ready")
                        .stringValue())
                .isEqualTo("NOT_READY");
    }

    @Test
    void knowsOnlyItsOwnEndpoints() {
        assertThatThrownBy(() -> caller.workspace.put("churn", EndpointCondition.STOPPED))
                .hasMessageContaining("no endpoint 'churn'")
                .hasMessageContaining("iris");
    }

    @Test
    void countsCallsByPath() {
        caller.query("iris", ROW);
        caller.query("iris", "{");
        caller.get("/api/2.0/serving-endpoints?unused=1");

        assertThat(caller.workspace.calls(QUERY)).isEqualTo(2);
        assertThat(caller.workspace.calls("/api/2.0/serving-endpoints")).isEqualTo(1);
        assertThat(caller.workspace.calls("/never")).isZero();
    }

    @Test
    void forgetsPathsBeyondABound() {
        CallCounts counts = new CallCounts();
        for (int i = 0; i < 2_000; i++) {
            counts.count("/" + i);
        }
        counts.count("/0");

        assertThat(counts.of("/0")).isEqualTo(2);
        assertThat(counts.of("/1999")).isZero();
    }

    @Test
    void startsInTheTimeOfABlink() {
        DemoWorkspace.start(DemoCaller.settings()).close();

        long begin = System.nanoTime();
        DemoWorkspace second = DemoWorkspace.start(DemoCaller.settings());
        Duration took = Duration.ofNanos(System.nanoTime() - begin);
        second.close();

        assertThat(took).isLessThan(Duration.ofMillis(200));
    }

    @Test
    void cutsItsConnectionsOnceClosed() {
        for (int i = 0; i < 5; i++) {
            DemoCaller other = DemoCaller.start();
            other.get("/.well-known/databricks-config");
            other.workspace.close();

            assertThatThrownBy(() -> other.get("/.well-known/databricks-config"))
                    .hasMessageContaining("No answer")
                    .cause()
                    .isNotInstanceOf(HttpTimeoutException.class);
        }
    }

    private static String basic(String user, String password) {
        return "Basic " + Base64.getEncoder().encodeToString((user + ":" + password).getBytes(StandardCharsets.UTF_8));
    }
}
