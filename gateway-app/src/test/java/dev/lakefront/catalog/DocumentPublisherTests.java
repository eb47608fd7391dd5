package dev.lakefront.catalog;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.swagger.v3.parser.OpenAPIV3Parser;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.time.LocalDate;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.databind.node.ObjectNode;

class DocumentPublisherTests {

    private static final String DOCUMENT = """
        {"openapi":"3.1.0","info":{"title":"endpoint","version":"2","description":"Served by adb-1.azuredatabricks.net."},
         "servers":[{"url":"https://adb-1.azuredatabricks.net/serving-endpoints/churn"}],
         "security":[{"workspace":[]}],
         "tags":[{"name":"unused"},{"name":"scoring","description":"Scores."}],
         "paths":{
          "/invocations":{"servers":[{"url":"https://adb-1.azuredatabricks.net"}],
           "post":{"operationId":"invoke","security":[{"workspace":[]}],"servers":[],
            "requestBody":{"content":{"application/json":{"schema":{"$ref":"#/components/schemas/Problem"},
              "example":"see https://ADB-1.azuredatabricks.net:443/serving-endpoints/churn/invocations"}}},
            "responses":{"200":{"description":"OK"},"429":{"description":"The model is busy"}}}},
          "/served-models/{served}/invocations":{
           "parameters":[{"name":"served","in":"path","required":true,"schema":{"type":"string"}}],
           "post":{"operationId":"invokeServed","responses":{}}},
          "/v2/health/ready":{"get":{"operationId":"getHealthReady","tags":["scoring"],"responses":{}}}},
         "components":{"schemas":{"Problem":{"type":"object","properties":{"mine":{"type":["string","null"]}}}},
          "responses":{"Problem401":{"description":"own"}},
          "securitySchemes":{"workspace":{"type":"oauth2","flows":{"clientCredentials":{
            "tokenUrl":"https://adb-1.azuredatabricks.net/oidc/v1/token","scopes":{}}}}}}}\
        """;

    private final DocumentPublisher publisher = new DocumentPublisher();

    @Test
    void namesNothingButTheGateway() {
        ObjectNode published = publisher.openApi31(imported(Task.TABULAR), facade(true, false));

        assertThat(published.path("servers"))
                .isEqualTo(json("[{\"url\":\"https://models.example.com/churn\",\"description\":\"The gateway\"}]"));
        assertThat(published.toString()).doesNotContainIgnoringCase("adb-1").doesNotContain("oidc");
        assertThat(published.at("/info/description").asString()).isEqualTo("Served by models.example.com.");
        assertThat(published
                        .at("/paths/~1invocations/post/requestBody/content/application~1json/example")
                        .asString())
                .isEqualTo("see https://models.example.com/churn/invocations");
        assertThat(published.at("/paths/~1invocations").has("servers")).isFalse();
        assertThat(published.at("/paths/~1invocations/post").has("security")).isFalse();
    }

    @Test
    void saysWhenTheApiEnds() {
        Lifecycle lifecycle = new Lifecycle(
                LocalDate.parse("2027-01-15"), LocalDate.parse("2027-06-30"), "churn-v2", "https://example.com/why");

        ObjectNode begun = publisher.openApi31(imported(Task.TABULAR), ending(new Facade.Deprecation(lifecycle, true)));
        ObjectNode announced =
                publisher.openApi31(imported(Task.TABULAR), ending(new Facade.Deprecation(lifecycle, false)));
        ObjectNode neither = publisher.openApi31(imported(Task.TABULAR), ending(null));

        assertThat(begun.at("/paths/~1invocations/post/deprecated").asBoolean()).isTrue();
        assertThat(begun.at("/paths/~1v2~1health~1ready/get/deprecated").asBoolean())
                .isTrue();
        assertThat(begun.at("/info/description").asString())
                .isEqualTo("**" + lifecycle.sentence() + "**\n\nServed by models.example.com.");
        assertThat(begun.path("x-lakefront-lifecycle")).isEqualTo(json("""
            {"deprecated":"2027-01-15","sunset":"2027-06-30","successor":"churn-v2","link":"https://example.com/why"}
            """));
        assertThat(publisher
                        .openApi30(imported(Task.TABULAR), ending(new Facade.Deprecation(lifecycle, true)))
                        .at("/paths/~1invocations/post/deprecated")
                        .asBoolean())
                .isTrue();
        assertThat(announced.toString()).contains("x-lakefront-lifecycle").doesNotContain("\"deprecated\":true");
        assertThat(neither.toString()).doesNotContain("x-lakefront-lifecycle", "eprecated");
    }

    private static Facade ending(Facade.@Nullable Deprecation deprecation) {
        return new Facade(
                "https://models.example.com",
                "/churn",
                "Customer churn",
                null,
                "churn",
                true,
                false,
                null,
                deprecation,
                Set.of("adb-1.azuredatabricks.net"));
    }

    @Test
    void asksForKeyInAnyOfItsPlaces() {
        ObjectNode published = publisher.openApi31(imported(Task.TABULAR), facade(true, true));

        assertThat(published.path("security"))
                .isEqualTo(
                        json(
                                "[{\"subscriptionKey\":[]},{\"bearerKey\":[]},{\"apimSubscriptionKey\":[]},{\"queryKey\":[]}]"));
        JsonNode schemes = published.at("/components/securitySchemes");
        assertThat(schemes.propertyNames())
                .containsExactly("subscriptionKey", "bearerKey", "apimSubscriptionKey", "queryKey");
        assertThat(schemes.at("/subscriptionKey/name").asString()).isEqualTo("X-API-Key");
        assertThat(schemes.at("/bearerKey/scheme").asString()).isEqualTo("bearer");
        assertThat(schemes.at("/apimSubscriptionKey/name").asString()).isEqualTo("Ocp-Apim-Subscription-Key");
        assertThat(schemes.at("/queryKey/in").asString()).isEqualTo("query");
    }

    @Test
    void leavesKeyToTheCallerOfOpenApi() {
        JsonNode security = publisher
                .openApi31(imported(Task.TABULAR), facade(false, false))
                .path("security");

        assertThat(security.get(0)).isEqualTo(json("{}"));
        assertThat(security).hasSize(4);
    }

    @Test
    void describesTheGatewaysErrorsBesideTheModelsOwn() {
        ObjectNode published = publisher.openApi31(imported(Task.TABULAR), facade(true, false));

        JsonNode responses = published.at("/paths/~1invocations/post/responses");
        assertThat(responses.propertyNames())
                .containsExactly("200", "429", "400", "401", "403", "404", "413", "502", "503", "504");
        assertThat(responses.at("/429/description").asString()).isEqualTo("The model is busy");
        JsonNode unauthorized =
                published.at(responses.at("/401/$ref").asString().substring(1));
        assertThat(unauthorized.path("headers").has("WWW-Authenticate")).isTrue();
        JsonNode schema = unauthorized.at("/content/application~1problem+json/schema/$ref");
        assertThat(published.at(schema.asString().substring(1)).path("required").toString())
                .isEqualTo("[\"type\",\"title\",\"status\",\"code\",\"request_id\"]");
        assertThat(published.at("/components/responses/Problem429/headers").has("Retry-After"))
                .isTrue();
        assertThat(published.at("/components/responses/Problem503/headers").has("Retry-After"))
                .isTrue();
        assertThat(published.at("/paths/~1v2~1health~1ready/get/responses").has("413"))
                .isFalse();
    }

    @Test
    void leavesTheDocumentsOwnComponentsAlone() {
        ObjectNode published = publisher.openApi31(imported(Task.TABULAR), facade(true, false));

        assertThat(published.at("/components/schemas/Problem/properties").has("mine"))
                .isTrue();
        assertThat(published.at("/components/schemas/Problem2/properties").has("code"))
                .isTrue();
        assertThat(published.at("/components/responses/Problem401/description").asString())
                .isEqualTo("own");
        assertThat(published.at("/paths/~1invocations/post/responses/401/$ref").asString())
                .isEqualTo("#/components/responses/Problem4012");
    }

    @Test
    void completesNamesAndTags() {
        ObjectNode published = publisher.openApi31(imported(Task.TABULAR), facade(true, false));

        assertThat(published.at("/paths/~1invocations/post/summary").asString()).isEqualTo("Score rows");
        assertThat(published
                        .at("/paths/~1served-models~1{served}~1invocations/post/summary")
                        .asString())
                .isEqualTo("Score rows with one served model");
        assertThat(published.at("/paths/~1v2~1health~1ready/get/summary").asString())
                .isEqualTo("Get health ready");
        assertThat(published.at("/paths/~1invocations/post/tags")).isEqualTo(json("[\"Customer churn\"]"));
        assertThat(published.path("tags"))
                .isEqualTo(json("[{\"name\":\"scoring\",\"description\":\"Scores.\"},{\"name\":\"Customer churn\"}]"));
        assertThat(published.at("/info/title").asString()).isEqualTo("Customer churn");
        assertThat(published.at("/info/summary").asString()).isEqualTo("Who will leave");
        assertThat(published.path("x-lakefront-source-hash").asString()).isEqualTo("sha256:00ff");
        assertThat(published.at("/externalDocs/url").asString())
                .isEqualTo("https://models.example.com/portal/apis/churn");
    }

    @Test
    void doesNotChangeWhatWasImported() {
        ImportedDocument imported = imported(Task.CHAT);
        ObjectNode before = imported.document().deepCopy();

        publisher.openApi30(imported, facade(true, false)).removeAll();

        assertThat(imported.document()).isEqualTo(before);
    }

    @Test
    void pleasesStrictReadersOfBothVersions() {
        ObjectNode current = publisher.openApi31(imported(Task.TABULAR), facade(false, true));
        ObjectNode older = publisher.openApi30(imported(Task.TABULAR), facade(false, true));

        assertThat(older.path("openapi").asString()).isEqualTo("3.0.3");
        assertThat(new OpenAPIV3Parser()
                        .readContents(text(publisher.json(current)))
                        .getMessages())
                .isEmpty();
        assertThat(new OpenAPIV3Parser()
                        .readContents(text(publisher.json(older)))
                        .getMessages())
                .isEmpty();
        assertThat(new OpenAPIV3Parser()
                        .readContents(text(publisher.yaml(older)))
                        .getMessages())
                .isEmpty();
    }

    @Test
    void rendersTheSameBytesWithTheSameTag() {
        Rendition once = publisher.json(publisher.openApi31(imported(Task.TABULAR), facade(true, false)));
        Rendition again = publisher.json(publisher.openApi31(imported(Task.TABULAR), facade(true, false)));
        Rendition other = publisher.json(publisher.openApi31(imported(Task.TABULAR), facade(false, false)));

        assertThat(again.body()).isEqualTo(once.body());
        assertThat(again.etag()).isEqualTo(once.etag()).matches("\"[0-9a-f]{64}\"");
        assertThat(other.etag()).isNotEqualTo(once.etag());
        assertThat(publisher
                        .yaml(publisher.openApi31(imported(Task.TABULAR), facade(true, false)))
                        .etag())
                .isNotEqualTo(once.etag());
        assertThat(text(once))
                .startsWith("{\n  \"openapi\": \"3.1.0\",\n  \"info\": {\n")
                .endsWith("}\n");
        assertThat(once.mediaType()).isEqualTo("application/json");
    }

    @Test
    void handsOutBodiesThatReadersCannotDisturb() {
        Rendition rendition = publisher.json(publisher.openApi31(imported(Task.TABULAR), facade(true, false)));
        ByteBuffer first = rendition.body();

        first.position(first.limit());

        assertThat(first.isReadOnly()).isTrue();
        assertThat(rendition.body().remaining()).isPositive();
    }

    @Test
    void refusesFacadeThatNoCallerCouldReach() {
        assertThatThrownBy(() -> facade("models.example.com", "/churn", null)).hasMessageContaining("publicUrl");
        assertThatThrownBy(() -> facade("https://models.example.com", "churn", null))
                .hasMessageContaining("apiPath");
        assertThat(facade("https://models.example.com/", "/churn", null).serverUrl())
                .isEqualTo("https://models.example.com/churn");
    }

    private static ImportedDocument imported(Task task) {
        return new ImportedDocument(
                (ObjectNode) json(DOCUMENT), "3.1.0", "sha256:00ff", "", task, Set.of(), List.of(), List.of());
    }

    private static Facade facade(boolean keyRequired, boolean queryKey) {
        return new Facade(
                "https://models.example.com",
                "/churn",
                "Customer churn",
                "Who will leave",
                "churn",
                keyRequired,
                queryKey,
                "https://models.example.com/portal/apis/churn",
                null,
                Set.of("adb-1.azuredatabricks.net"));
    }

    private static Facade facade(String publicUrl, String apiPath, @Nullable String docsUrl) {
        return new Facade(publicUrl, apiPath, "t", null, "id", true, false, docsUrl, null, Set.of());
    }

    private static String text(Rendition rendition) {
        return StandardCharsets.UTF_8.decode(rendition.body()).toString();
    }

    private static JsonNode json(String text) {
        return JsonMapper.shared().readTree(text);
    }
}
