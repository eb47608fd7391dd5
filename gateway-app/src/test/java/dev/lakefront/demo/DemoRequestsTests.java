package dev.lakefront.demo;

import static dev.lakefront.demo.DemoCaller.QUERY;
import static dev.lakefront.demo.DemoCaller.ROW;
import static org.assertj.core.api.Assertions.assertThat;

import dev.lakefront.demo.DemoCaller.Answer;
import java.io.ByteArrayInputStream;
import java.net.http.HttpRequest.BodyPublishers;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** What the workspace says to requests: of routes, models, methods, types and sizes. */
class DemoRequestsTests {

    private final DemoCaller caller = DemoCaller.start();

    @AfterEach
    void stop() {
        caller.close();
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
}
