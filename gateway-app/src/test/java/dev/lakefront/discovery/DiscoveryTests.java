package dev.lakefront.discovery;

import static org.assertj.core.api.Assertions.assertThat;

import dev.lakefront.Gateway;
import dev.lakefront.subscription.KeyDigest;
import dev.lakefront.subscription.SubscriptionKey;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.security.SecureRandom;
import java.util.Base64;
import java.util.List;
import java.util.stream.StreamSupport;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/** What clients ask before they call, over a real socket, in front of the simulated workspace. */
class DiscoveryTests {

    private static final String ALL = SubscriptionKey.issue(new SecureRandom()).reveal();
    private static final String ONE = SubscriptionKey.issue(new SecureRandom()).reveal();
    private static final String SUSPENDED =
            SubscriptionKey.issue(new SecureRandom()).reveal();

    @TempDir
    private static Path folder;

    private static Gateway gateway;

    @BeforeAll
    static void start() {
        subscription("everything", "scope: all", "active", ALL);
        subscription("flowers", "api: flowers", "active", ONE);
        subscription("stopped", "scope: all", "suspended", SUSPENDED);
        Gateway.write(
                folder,
                "config/apis/flowers.yaml",
                "title: Flowers\nworkspace: demo\nendpoint: iris\npath: /plants/flowers\n");
        Gateway.write(folder, "config/apis/talk.yaml", "title: Talk\nworkspace: demo\nendpoint: assistant\n");
        gateway = Gateway.start(folder);
    }

    private static void subscription(String id, String scope, String state, String key) {
        Gateway.write(
                folder,
                "config/subscriptions/" + id + ".yaml",
                "title: " + id + "\n" + scope + "\nstate: " + state + "\nkeys: [{ name: primary, hash: \""
                        + KeyDigest.of(key).written() + "\" }]\n");
    }

    @AfterAll
    static void stop() {
        gateway.close();
    }

    private static JsonNode json(HttpResponse<String> response) {
        return JsonMapper.shared().readTree(response.body());
    }

    private static List<String> names(JsonNode list, String member) {
        return StreamSupport.stream(list.spliterator(), false)
                .map(item -> item.get(member).asString())
                .toList();
    }

    @Test
    void listsTheModelsAKeyMayCall() {
        assertThat(names(json(gateway.get("/v1/models", ALL)).get("data"), "id"))
                .containsExactly("embed", "rag-chatbot", "talk");
        assertThat(names(json(gateway.get("/v1/models", ONE)).get("data"), "id"))
                .isEmpty();
        assertThat(json(gateway.get("/v1/models/talk", ALL)).get("object").asString())
                .isEqualTo("model");
        HttpResponse<String> hidden = gateway.get("/v1/models/talk", ONE);
        assertThat(hidden.statusCode()).isEqualTo(404);
        assertThat(json(hidden).get("error").get("code").asString()).isEqualTo("model-not-found");
    }

    @Test
    void listsTheEndpointsAKeyMayCall() {
        assertThat(names(json(gateway.get("/api/2.0/serving-endpoints", ALL)).get("endpoints"), "name"))
                .containsExactly("embed", "flowers", "rag-chatbot", "talk");
        assertThat(names(json(gateway.get("/api/2.0/serving-endpoints", ONE)).get("endpoints"), "name"))
                .containsExactly("flowers");
    }

    @Test
    void describesAnEndpointUnderTheApisIdAndHidesTheWorkspace() {
        HttpResponse<String> response = gateway.get("/api/2.0/serving-endpoints/flowers", ONE);
        JsonNode endpoint = json(response);

        assertThat(endpoint.get("name").asString()).isEqualTo("flowers");
        assertThat(endpoint.at("/state/ready").asString()).isEqualTo("READY");
        assertThat(endpoint.get("route_optimized").asBoolean()).isFalse();
        assertThat(endpoint.has("endpoint_url")).isFalse();
        assertThat(endpoint.has("data_plane_info")).isFalse();
        assertThat(endpoint.has("creator")).isFalse();
        String workspace =
                gateway.snapshots().current().workspaces().get("demo").host().getAuthority();
        assertThat(response.body()).doesNotContain(workspace);
        assertThat(gateway.get("/plants/flowers/openapi.json").body()).doesNotContain(workspace);
    }

    @Test
    void hidesEndpointsThatAKeyMayNotCall() {
        HttpResponse<String> response = gateway.get("/api/2.0/serving-endpoints/talk", ONE);

        assertThat(response.statusCode()).isEqualTo(404);
        assertThat(json(response).get("error_code").asString()).isEqualTo("RESOURCE_DOES_NOT_EXIST");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "/v1/models",
                "/api/2.0/serving-endpoints",
                "/api/2.0/serving-endpoints/flowers",
                "/api/2.0/serving-endpoints/flowers/openapi",
                "/api/2.0/preview/scim/v2/Me"
            })
    void asksForAKeyBeforeItListsAnything(String path) {
        assertThat(gateway.get(path).statusCode()).isEqualTo(401);
        assertThat(gateway.get(path).headers().firstValue("WWW-Authenticate")).isPresent();
        assertThat(gateway.get(path, "lf_wrong").statusCode()).isEqualTo(401);
        assertThat(gateway.get(path, SUSPENDED).statusCode()).isEqualTo(403);
    }

    @Test
    void answersUnknownRoutesAsAWorkspaceDoes() {
        HttpResponse<String> response = gateway.get("/api/2.0/clusters/list", ALL);

        assertThat(response.statusCode()).isEqualTo(404);
        assertThat(json(response).get("error_code").asString()).isEqualTo("ENDPOINT_NOT_FOUND");
    }

    @Test
    void publishesDocumentsBelowTheApisPath() {
        HttpResponse<String> document = gateway.get("/plants/flowers/openapi.json");

        assertThat(document.statusCode()).isEqualTo(200);
        assertThat(json(document).at("/servers/0/url").asString()).isEqualTo(gateway.url() + "/plants/flowers");
        assertThat(json(document).get("paths").propertyNames())
                .containsExactly("/invocations", "/served-models/{served}/invocations");
        assertThat(gateway.get("/plants/flowers/openapi.yaml").body()).startsWith("openapi: \"3.1.0\"");
        assertThat(json(gateway.get("/plants/flowers/openapi.json?version=3.0"))
                        .get("openapi")
                        .asString())
                .isEqualTo("3.0.3");
        assertThat(gateway.get("/plants/flowers/openapi.json?version=2.0").statusCode())
                .isEqualTo(400);
        assertThat(gateway.get("/nobody/openapi.json").statusCode()).isEqualTo(404);
    }

    @Test
    void answersNotModifiedForTheSameDocument() {
        String tag =
                gateway.get("/talk/openapi.json").headers().firstValue("ETag").orElseThrow();

        HttpResponse<String> again =
                gateway.send(gateway.request("/talk/openapi.json").header("If-None-Match", tag));

        assertThat(again.statusCode()).isEqualTo(304);
        assertThat(again.body()).isEmpty();
        assertThat(gateway.get("/talk/openapi.json?version=3.0").headers().firstValue("ETag"))
                .isPresent()
                .isNotEqualTo(java.util.Optional.of(tag));
    }

    @Test
    void callsWhatTheDocumentSays() {
        JsonNode document = json(gateway.get("/plants/flowers/openapi.json"));
        JsonNode example = document.at(
                "/paths/~1invocations/post/requestBody/content/application~1json/examples/dataframe_split/value");

        HttpResponse<String> answer = gateway.post(
                "/plants/flowers/invocations", ONE, JsonMapper.shared().writeValueAsString(example));

        assertThat(answer.statusCode()).as(answer.body()).isEqualTo(200);
        assertThat(json(answer).get("predictions").size())
                .isEqualTo(example.at("/dataframe_split/data").size());
    }

    @Test
    void signsDatabricksClientsIn() {
        JsonNode config = json(gateway.get("/.well-known/databricks-config"));
        assertThat(config.get("oidc_endpoint").asString()).isEqualTo(gateway.url() + "/oidc");
        assertThat(config.has("workspace_id")).isTrue();
        JsonNode metadata = json(gateway.get("/oidc/.well-known/oauth-authorization-server"));
        assertThat(metadata.get("token_endpoint").asString()).isEqualTo(gateway.url() + "/oidc/v1/token");

        HttpResponse<String> token = token("flowers", ONE);

        assertThat(token.statusCode()).isEqualTo(200);
        assertThat(token.headers().firstValue("Cache-Control")).contains("no-store");
        String bearer = json(token).get("access_token").asString();
        HttpResponse<String> answer = gateway.send(gateway.request("/serving-endpoints/flowers/invocations")
                .header("Authorization", "Bearer " + bearer)
                .header("Content-Type", "application/json")
                .POST(HttpRequest.BodyPublishers.ofString("{\"inputs\":[[5.1,3.5,1.4,0.2]]}")));
        assertThat(answer.statusCode()).as(answer.body()).isEqualTo(200);
    }

    @Test
    void refusesTokensToAnybodyElse() {
        assertThat(token("flowers", ALL).statusCode()).isEqualTo(401);
        assertThat(token("stopped", SUSPENDED).statusCode()).isEqualTo(401);
        assertThat(json(token("nobody", "x")).get("error").asString()).isEqualTo("invalid_client");
        assertThat(gateway.send(gateway.request("/oidc/v1/token")
                                .header("Content-Type", "application/x-www-form-urlencoded")
                                .POST(HttpRequest.BodyPublishers.ofString("grant_type=password")))
                        .statusCode())
                .isEqualTo(400);
    }

    private static HttpResponse<String> token(String id, String secret) {
        String basic = Base64.getEncoder().encodeToString((id + ":" + secret).getBytes(StandardCharsets.UTF_8));
        return gateway.send(gateway.request("/oidc/v1/token")
                .header("Authorization", "Basic " + basic)
                .header("Content-Type", "application/x-www-form-urlencoded")
                .POST(HttpRequest.BodyPublishers.ofString("grant_type=client_credentials&scope=all-apis")));
    }

    @Test
    void servesOpenAiPathsByModel() {
        String body = "{\"model\":\"talk\",\"messages\":[{\"role\":\"user\",\"content\":\"hi\"}]}";
        for (String path : List.of("/v1/chat/completions", "/serving-endpoints/chat/completions")) {
            HttpResponse<String> answer = gateway.post(path, ALL, body);
            assertThat(answer.statusCode()).as(answer.body()).isEqualTo(200);
            assertThat(json(answer).at("/choices/0/message/content").asString()).isNotBlank();
        }
        HttpResponse<String> notSubscribed = gateway.post("/v1/chat/completions", ONE, body);
        assertThat(notSubscribed.statusCode()).isEqualTo(403);
        assertThat(json(notSubscribed).at("/error/code").asString()).isEqualTo("not-subscribed");
        HttpResponse<String> tabular = gateway.post("/v1/chat/completions", ALL, "{\"model\":\"flowers\"}");
        assertThat(json(tabular).at("/error/code").asString()).isEqualTo("model-not-found");
        HttpResponse<String> twice = gateway.post("/v1/chat/completions", ALL, "{\"model\":\"a\",\"model\":\"talk\"}");
        assertThat(json(twice).at("/error/code").asString()).isEqualTo("bad-model-request");
        assertThat(json(twice).at("/error/param").asString()).isEqualTo("model");
    }

    @Test
    void refusesStrangersBeforeTheirBodyIsRead() {
        HttpResponse<String> response = gateway.post("/v1/chat/completions", null, "not json at all");

        assertThat(response.statusCode()).isEqualTo(401);
        assertThat(json(response).at("/error/type").asString()).isEqualTo("authentication_error");
    }

    @Test
    void boundsBodiesThatNameTheirModel() {
        String large = "{\"model\":\"talk\",\"x\":\"" + "y".repeat(5 * 1024 * 1024) + "\"}";

        assertThat(gateway.post("/v1/chat/completions", ALL, large).statusCode())
                .isEqualTo(413);
    }

    @Test
    void servesDatabricksPathsAndPins() {
        String rows = "{\"inputs\":[[5.1,3.5,1.4,0.2]]}";

        assertThat(gateway.post("/serving-endpoints/flowers/served-models/iris-3/invocations", ONE, rows)
                        .statusCode())
                .isEqualTo(200);
        assertThat(gateway.post("/plants/flowers/served-models/iris-3/invocations", ONE, rows)
                        .statusCode())
                .isEqualTo(200);
        HttpResponse<String> unknown = gateway.post("/serving-endpoints/nobody/invocations", ALL, rows);
        assertThat(unknown.statusCode()).isEqualTo(404);
        assertThat(json(unknown).get("error_code").asString()).isEqualTo("ENDPOINT_NOT_FOUND");
        assertThat(gateway.post(
                                "/rag-chatbot/served-models/feedback/invocations",
                                ALL,
                                "{\"dataframe_records\":[{\"request_id\":\"1\"}]}")
                        .headers()
                        .firstValue("X-Lakefront-Error"))
                .isEmpty();
    }
}
