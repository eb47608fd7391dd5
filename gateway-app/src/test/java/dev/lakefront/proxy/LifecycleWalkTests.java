package dev.lakefront.proxy;

import static dev.lakefront.proxy.FakeBackend.json;
import static org.assertj.core.api.Assertions.assertThat;

import dev.lakefront.Gateway;
import dev.lakefront.publication.PublishedApi;
import dev.lakefront.subscription.KeyDigest;
import dev.lakefront.subscription.SubscriptionKey;
import java.net.http.HttpResponse;
import java.nio.file.Path;
import java.security.SecureRandom;
import java.util.List;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.api.io.TempDir;
import org.springframework.boot.test.system.CapturedOutput;
import org.springframework.boot.test.system.OutputCaptureExtension;
import reactor.core.publisher.Flux;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/** What callers of an API that is to end see of that, over real sockets. */
class LifecycleWalkTests {

    private static final String KEY = SubscriptionKey.issue(new SecureRandom()).reveal();
    private static final String ROWS = "{\"dataframe_records\":[{\"a\":1}]}";
    private static final String CHAT = "{\"model\":\"%s\",\"messages\":[{\"role\":\"user\",\"content\":\"Hi\"}]}";
    private static final String LINKS = "<https://models.example.com/portal/apis/%s>; rel=\"deprecation\","
            + " <https://models.example.com/portal/apis/%1$s>; rel=\"sunset\", </v2/scores>;"
            + " rel=\"successor-version\"";

    @TempDir
    private static Path folder;

    private static FakeBackend backend;
    private static Gateway gateway;

    @BeforeAll
    static void start() {
        backend = new FakeBackend();
        Gateway.write(folder, "config/gateway.yaml", "public-url: https://models.example.com\n");
        Gateway.write(folder, "config/workspaces/local.yaml", "type: http\nhost: " + backend.url() + "\n");
        Gateway.write(folder, "config/products/internal.yaml", "title: Internal\n");
        Gateway.write(folder, "policies/global.yaml", """
            inbound:
              - rate-limit: { name: once, calls: 1, per: 1h, key: api }
            """);
        api("scores-v2", "tabular", "path: /v2/scores");
        api("plain", "tabular", "");
        api("leaving", "tabular", ending("2099-06-30"));
        api("told", "tabular", "lifecycle: { deprecated: 2020-01-15, link: \"https://example.com/news\" }");
        api("stream", "chat", ending("2099-06-30"));
        api("talk", "chat", ending("2099-06-30"));
        api("gone", "chat", ending("2020-06-30"));
        api("last", "tabular", "lifecycle: { deprecated: 2020-01-15, sunset: 2020-01-15 }");
        Gateway.write(
                folder,
                "config/subscriptions/mobile.yaml",
                "title: Mobile\nproduct: internal\nkeys:\n  - { name: primary, hash: \""
                        + KeyDigest.of(KEY).written() + "\" }\n");
        gateway = Gateway.startWithPortal(folder);
    }

    private static String ending(String sunset) {
        return "lifecycle: { deprecated: 2020-01-15, sunset: " + sunset + ", successor: scores-v2 }";
    }

    private static void api(String id, String task, String more) {
        Gateway.write(
                folder,
                "config/apis/" + id + ".yaml",
                "title: " + id + "\nworkspace: local\nendpoint: " + id + "\nproducts: [internal]\ntask: " + task + "\n"
                        + more + "\n");
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

    private static List<String> all(HttpResponse<?> response, String header) {
        return response.headers().allValues(header);
    }

    private static void assertAnnounced(HttpResponse<?> response, String id) {
        assertThat(all(response, "Deprecation")).containsExactly("@1579046400");
        assertThat(all(response, "Sunset")).containsExactly("Tue, 30 Jun 2099 23:59:59 GMT");
        assertThat(all(response, "Link")).contains(LINKS.formatted(id));
    }

    @Test
    void saysOnEachAnswerWhenItEnds() {
        backend.answers((request, response) -> response.header("Content-Type", "application/json")
                .header("Deprecation", "true")
                .header("Sunset", "never")
                .header("Link", "</own>; rel=\"help\"")
                .sendString(Flux.just("{}")));

        HttpResponse<String> answered = gateway.post("/leaving/invocations", KEY, ROWS);
        HttpResponse<String> limited = gateway.post("/leaving/invocations", KEY, ROWS);
        HttpResponse<String> native_ = gateway.post("/serving-endpoints/leaving/invocations", null, ROWS);

        assertThat(answered.statusCode()).as(answered.body()).isEqualTo(200);
        assertAnnounced(answered, "leaving");
        assertThat(all(answered, "Link")).hasSize(2).contains("</own>; rel=\"help\"");
        assertThat(limited.statusCode()).isEqualTo(429);
        assertAnnounced(limited, "leaving");
        assertThat(native_.statusCode()).isEqualTo(401);
        assertAnnounced(native_, "leaving");
    }

    @Test
    void leavesOutWhatIsNotKnown() {
        HttpResponse<String> told = gateway.post("/told/invocations", KEY, ROWS);

        assertThat(told.statusCode()).isEqualTo(200);
        assertThat(all(told, "Deprecation")).containsExactly("@1579046400");
        assertThat(all(told, "Sunset")).isEmpty();
        assertThat(all(told, "Link")).containsExactly("<https://example.com/news>; rel=\"deprecation\"");
    }

    @Test
    void saysNothingOfOtherApis() {
        HttpResponse<String> plain = gateway.post("/plain/invocations", KEY, ROWS);

        assertThat(plain.statusCode()).isEqualTo(200);
        assertThat(plain.headers().map()).doesNotContainKeys("deprecation", "sunset", "link");
        PublishedApi api = gateway.snapshots().current().apis().get("plain");
        assertThat(gateway.bean(Walk.class).byPath(api)).noneMatch(LifecycleStep.class::isInstance);
    }

    @Test
    void saysItBeforeTheFirstPieceOfAStream() {
        backend.answers((request, response) -> response.sse().sendString(Flux.just("data: 1\n\n", "data: [DONE]\n\n")));

        HttpResponse<String> stream = gateway.post("/stream/v1/chat/completions", KEY, CHAT.formatted("stream"));

        assertThat(stream.statusCode()).as(stream.body()).isEqualTo(200);
        assertThat(stream.body()).endsWith("data: [DONE]\n\n");
        assertAnnounced(stream, "stream");
    }

    @Test
    void saysItWhereTheBodyNamesTheModel() {
        HttpResponse<String> talk = gateway.post("/v1/chat/completions", KEY, CHAT.formatted("talk"));

        assertThat(talk.statusCode()).as(talk.body()).isEqualTo(200);
        assertAnnounced(talk, "talk");
    }

    @Test
    void refusesCallsAfterTheLastDay() {
        for (int call = 0; call < 3; call++) {
            HttpResponse<String> gone = gateway.post("/gone/v1/chat/completions", KEY, CHAT.formatted("gone"));

            JsonNode problem = JsonMapper.shared().readTree(gone.body());
            assertThat(gone.statusCode()).as(gone.body()).isEqualTo(410);
            assertThat(all(gone, "X-Lakefront-Error")).containsExactly("api-retired");
            assertThat(all(gone, "Sunset")).containsExactly("Tue, 30 Jun 2020 23:59:59 GMT");
            assertThat(all(gone, "Link")).containsExactly(LINKS.formatted("gone"));
            assertThat(all(gone, "RateLimit")).isEmpty();
            assertThat(problem.get("code").asString()).isEqualTo("api-retired");
            assertThat(problem.get("successor").asString()).isEqualTo("scores-v2");
            assertThat(problem.get("retryable").asBoolean()).isFalse();
            assertThat(problem.get("detail").asString())
                    .isEqualTo("This API was retired at the end of 2020-06-30 (UTC). Use 'scores-v2' instead, at"
                            + " /v2/scores.");
        }
        assertThat(backend.received()).isEmpty();
        assertThat(gateway.post("/last/invocations", KEY, ROWS).body())
                .contains("Ask its owner what to use instead.")
                .doesNotContain("successor");
    }

    @Test
    void refusesInTheWordsOfEachClient() {
        HttpResponse<String> openAi = gateway.post("/v1/chat/completions", KEY, CHAT.formatted("gone"));
        HttpResponse<String> databricks = gateway.post("/serving-endpoints/last/invocations", KEY, "{}");

        assertThat(openAi.statusCode()).isEqualTo(410);
        JsonNode error = JsonMapper.shared().readTree(openAi.body()).get("error");
        assertThat(error.get("code").asString()).isEqualTo("api-retired");
        assertThat(error.get("type").asString()).isEqualTo("not_found_error");
        assertThat(error.get("message").asString()).contains("'scores-v2'");
        assertThat(all(openAi, "Deprecation")).containsExactly("@1579046400");
        assertThat(databricks.statusCode()).isEqualTo(410);
        assertThat(databricks.body()).contains("RESOURCE_DOES_NOT_EXIST", "This API was retired");
        assertThat(backend.received()).isEmpty();
    }

    @Test
    @ExtendWith(OutputCaptureExtension.class)
    void knowsWhoStillCalls(CapturedOutput output) {
        HttpResponse<String> stranger = gateway.post("/last/invocations", null, ROWS);
        HttpResponse<String> known = gateway.post("/last/invocations", KEY, ROWS);

        assertThat(stranger.statusCode()).isEqualTo(401);
        assertThat(all(stranger, "Deprecation")).isNotEmpty();
        assertThat(known.statusCode()).isEqualTo(410);
        String id = all(known, "X-Request-Id").getFirst();
        org.awaitility.Awaitility.await()
                .untilAsserted(() -> assertThat(output.getAll().lines().filter(line -> line.contains(id)))
                        .anyMatch(line -> line.contains("\"mobile\"") && line.contains("api-retired")));
    }

    @Test
    void listsNoModelThatIsRetired() {
        String models = gateway.get("/v1/models", KEY).body();
        String endpoints = gateway.get("/api/2.0/serving-endpoints", KEY).body();

        assertThat(models).contains("\"talk\"").doesNotContain("\"gone\"");
        assertThat(endpoints).contains("\"leaving\"").doesNotContain("\"gone\"");
        assertThat(gateway.get("/v1/models/gone", KEY).statusCode()).isEqualTo(404);
    }
}
