package dev.lakefront.management;

import static org.assertj.core.api.Assertions.assertThat;

import dev.lakefront.Gateway;
import dev.lakefront.subscription.KeyDigest;
import io.swagger.v3.parser.OpenAPIV3Parser;
import io.swagger.v3.parser.core.models.SwaggerParseResult;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.springframework.web.reactive.result.method.annotation.RequestMappingHandlerMapping;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/** The management API as a program of the platform team sees it; on a gateway without the portal, which it does not need. */
class ManagementApiTests {

    private static final String ADMINISTRATOR = "administrator-test-key";
    private static final String KEY = "management-test-key-of-an-app";
    private static final String ENDING = """
        sla: 99 % of all days
        lifecycle: { deprecated: 2027-01-15, sunset: 2027-06-30, successor: gamma }
        """;
    private static final String BASE = "/management/v1";

    @TempDir
    private static Path folder;

    private static Gateway gateway;

    @BeforeAll
    static void start() {
        Gateway.write(folder, "config/workspaces/local.yaml", "type: http\nhost: http://127.0.0.1:9\n");
        for (String id : List.of("alpha", "beta", "delta", "gamma")) {
            Gateway.write(
                    folder,
                    "config/apis/" + id + ".yaml",
                    "title: The " + id + "\nworkspace: local\nendpoint: m\ntask: tabular\nproducts: [gold]\n"
                            + (id.equals("beta") ? ENDING : ""));
        }
        Gateway.write(folder, "config/products/gold.yaml", "title: Gold\n");
        Gateway.write(
                folder,
                "config/subscriptions/app.yaml",
                "title: App\nproduct: gold\nowner: { team: Web, contact: web@example.com }\nkeys:\n"
                        + "  - { name: a, hash: \"" + KeyDigest.of(KEY).written() + "\" }\n");
        gateway = Gateway.start(
                folder,
                "--lakefront.management.administrator-key="
                        + KeyDigest.of(ADMINISTRATOR).written());
    }

    @AfterAll
    static void stop() {
        gateway.close();
    }

    private static HttpResponse<String> get(String path) {
        return gateway.send(gateway.request(BASE + path).header("Authorization", "Bearer " + ADMINISTRATOR));
    }

    private static JsonNode json(String path) {
        HttpResponse<String> response = get(path);
        assertThat(response.statusCode()).as(response.body()).isEqualTo(200);
        return JsonMapper.shared().readTree(response.body());
    }

    @Test
    void showsApis() {
        JsonNode api = json("/apis/alpha");

        assertThat(api.get("title").asString()).isEqualTo("The alpha");
        assertThat(api.get("path").asString()).isEqualTo("/alpha");
        assertThat(api.at("/products/0").asString()).isEqualTo("gold");
        assertThat(api.at("/document/origin").asString()).isEqualTo("generic");
        assertThat(api.at("/operations/0/path").asString()).startsWith("/alpha/");
        assertThat(json("/apis/alpha/import-report").get("api").asString()).isEqualTo("alpha");
        assertThat(json("/configuration").get("apis")).hasSize(4);
    }

    @Test
    void saysWhenAnApiEnds() {
        assertThat(json("/apis/beta").get("lifecycle").toString())
                .isEqualTo(
                        "{\"deprecated\":\"2027-01-15\",\"sunset\":\"2027-06-30\",\"successor\":\"gamma\",\"link\":null}");
        assertThat(json("/apis/beta").get("sla").asString()).isEqualTo("99 % of all days");
        assertThat(json("/apis/alpha").get("lifecycle").isNull()).isTrue();
        assertThat(json("/apis/alpha").get("sla").isNull()).isTrue();
    }

    @Test
    void showsProductsWithTheirApis() {
        assertThat(json("/products/gold").get("apis").toString()).isEqualTo("[\"alpha\",\"beta\",\"delta\",\"gamma\"]");
        assertThat(json("/products").get("items")).hasSize(1);
    }

    @Test
    void showsSubscriptionsWithoutAnythingOfTheirKeys() {
        HttpResponse<String> response = get("/subscriptions/app");

        JsonNode subscription = JsonMapper.shared().readTree(response.body());
        assertThat(subscription.at("/scope/id").asString()).isEqualTo("gold");
        assertThat(subscription.at("/owner/team").asString()).isEqualTo("Web");
        assertThat(subscription.at("/source").asString()).isEqualTo("file");
        assertThat(subscription.at("/keys/0/name").asString()).isEqualTo("a");
        assertThat(response.body())
                .doesNotContain(KEY)
                .doesNotContain(KeyDigest.of(KEY).written().substring(8));
        assertThat(get("/subscriptions").body()).doesNotContain("sha256");
    }

    @Test
    void leadsThroughAListPartByPart() {
        List<String> seen = new ArrayList<>();
        String next = "";
        int parts = 0;
        do {
            JsonNode part = json("/apis?limit=3&after=" + next);
            part.get("items").forEach(api -> seen.add(api.get("id").asString()));
            next = part.get("next").isNull() ? null : part.get("next").asString();
            parts++;
        } while (next != null);

        assertThat(seen).containsExactly("alpha", "beta", "delta", "gamma");
        assertThat(parts).isEqualTo(2);
        assertThat(json("/apis?limit=4").get("next").isNull()).isTrue();
        assertThat(json("/apis?after=zzz").get("items")).isEmpty();
    }

    @ParameterizedTest
    @ValueSource(strings = {"0", "-1", "1001", "many", "1e2", "99999999999"})
    void refusesLimitsThatAreNone(String limit) {
        HttpResponse<String> response = get("/apis?limit=" + limit);

        assertThat(response.statusCode()).isEqualTo(400);
        assertThat(response.headers().firstValue("Content-Type")).contains("application/problem+json");
        assertThat(response.body()).contains("invalid-parameter", "1 to 1000");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "/apis",
                "/apis/alpha",
                "/apis/alpha/import-report",
                "/products",
                "/subscriptions/app",
                "/snapshot"
            })
    void sendsNothingToWhoeverHasItAlready(String path) {
        HttpResponse<String> first = get(path);
        String tag = first.headers().firstValue("ETag").orElseThrow();

        HttpResponse<String> again = gateway.send(gateway.request(BASE + path)
                .header("Authorization", "Bearer " + ADMINISTRATOR)
                .header("If-None-Match", tag));
        HttpResponse<String> changed = gateway.send(gateway.request(BASE + path)
                .header("Authorization", "Bearer " + ADMINISTRATOR)
                .header("If-None-Match", "\"other\""));

        assertThat(again.statusCode()).isEqualTo(304);
        assertThat(again.body()).isEmpty();
        assertThat(changed.statusCode()).isEqualTo(200);
        assertThat(first.headers().firstValue("Cache-Control")).contains("no-cache, private");
    }

    @ParameterizedTest
    @CsvSource({
        "/apis/none,API",
        "/apis/none/import-report,API",
        "/products/none,product",
        "/subscriptions/none,subscription"
    })
    void saysThatThereIsNoSuchThing(String path, String kind) {
        HttpResponse<String> response = get(path);

        assertThat(response.statusCode()).isEqualTo(404);
        assertThat(response.body()).contains("resource-not-found", "There is no " + kind + " 'none'.");
    }

    @Test
    void readsTheConfigurationAgainWhenAsked() {
        HttpResponse<String> response = reload();

        JsonNode reading = JsonMapper.shared().readTree(response.body());
        assertThat(response.statusCode()).as(response.body()).isEqualTo(200);
        assertThat(reading.get("successful").asBoolean()).isTrue();
        assertThat(reading.get("snapshot").asString())
                .isEqualTo(json("/snapshot").get("snapshot").asString());

        Gateway.write(folder, "config/products/silver.yaml", "titel: Silver\n");
        JsonNode refused = JsonMapper.shared().readTree(reload().body());
        assertThat(refused.get("successful").asBoolean()).isFalse();
        assertThat(refused.at("/report/findings/0/message").asString()).contains("titel");

        Gateway.write(folder, "config/products/silver.yaml", "title: Silver\n");
        JsonNode mended = JsonMapper.shared().readTree(reload().body());
        assertThat(mended.get("successful").asBoolean()).isTrue();
        assertThat(json("/products/silver").get("title").asString()).isEqualTo("Silver");
        gateway.send(gateway.request(BASE + "/snapshot"));
        deleteSilver();
    }

    private static void deleteSilver() {
        assertThat(folder.resolve("config/products/silver.yaml").toFile().delete())
                .isTrue();
        assertThat(reload().statusCode()).isEqualTo(200);
    }

    private static HttpResponse<String> reload() {
        return gateway.send(gateway.request(BASE + "/snapshot/reload")
                .header("Authorization", "Bearer " + ADMINISTRATOR)
                .POST(HttpRequest.BodyPublishers.noBody()));
    }

    @ParameterizedTest
    @ValueSource(
            strings = {"/apis", "/configuration", "/snapshot", "/subscriptions", "/nothing", "/../v1/apis", "/%61pis"})
    void opensToNobodyElse(String path) {
        for (String authorization : new String[] {
            null,
            "",
            "Bearer",
            "Bearer ",
            "Bearer " + KEY,
            "Basic " + ADMINISTRATOR,
            ADMINISTRATOR,
            "Bearer x " + ADMINISTRATOR
        }) {
            HttpRequest.Builder request = gateway.request(BASE + path);
            HttpResponse<String> response =
                    gateway.send(authorization == null ? request : request.header("Authorization", authorization));

            assertThat(response.statusCode()).as(authorization).isIn(401, 400);
            if (response.statusCode() == 401) {
                assertThat(response.body()).contains("management-unauthenticated");
                assertThat(response.headers().firstValue("WWW-Authenticate").orElseThrow())
                        .startsWith("Bearer realm=\"lakefront\"");
            }
        }
    }

    @Test
    void saysWhatNeedsThePortal() {
        ManagementVisit visit = new ManagementVisit(gateway);
        for (HttpResponse<String> answer : List.of(
                visit.post("/subscriptions", ManagedGateway.request("ada", "gold")),
                visit.post("/subscriptions/s-000000000000/approve", "{}"),
                visit.post("/subscriptions/s-000000000000/keys", "{}"),
                visit.send("DELETE", "/subscriptions/s-000000000000/keys/primary", null, java.util.Map.of()),
                visit.get("/audit"),
                visit.get("/usage"))) {
            assertThat(answer.statusCode()).isEqualTo(404);
            assertThat(answer.body()).contains("portal-off", "lakefront.portal.enabled");
        }
        assertThat(visit.json("/subscriptions?source=portal").get("items")).isEmpty();
        assertThat(visit.json("/subscriptions/app/keys").at("/items/0/name").asString())
                .isEqualTo("a");
    }

    @Test
    void describesEachOfItsRoutesAndNoOther() {
        Set<String> served = new TreeSet<>();
        gateway.bean(RequestMappingHandlerMapping.class)
                .getHandlerMethods()
                .forEach((mapping, method) -> mapping.getPatternsCondition().getPatterns().stream()
                        .map(Object::toString)
                        .filter(pattern -> pattern.startsWith("/management"))
                        .forEach(pattern -> mapping.getMethodsCondition()
                                .getMethods()
                                .forEach(verb -> served.add(verb + " " + pattern))));
        Set<String> described = new TreeSet<>();
        JsonNode document =
                JsonMapper.shared().readTree(gateway.get(BASE + "/openapi.json").body());
        document.get("paths")
                .properties()
                .forEach(path -> path.getValue()
                        .propertyNames()
                        .forEach(verb -> described.add(verb.toUpperCase(java.util.Locale.ROOT) + " " + path.getKey())));

        assertThat(described).isEqualTo(served).hasSizeGreaterThan(8);
    }

    @Test
    void isDescribedByADocumentThatOthersCanRead() {
        SwaggerParseResult result = new OpenAPIV3Parser()
                .readContents(gateway.get(BASE + "/openapi.json").body());

        assertThat(result.getMessages()).isEmpty();
        assertThat(result.getOpenAPI().getOpenapi()).isEqualTo("3.1.0");
        assertThat(result.getOpenAPI().getPaths()).isNotEmpty();
    }

    /** What it answers is what its document says. */
    @ParameterizedTest
    @CsvSource({
        "/apis/{id},/apis/alpha",
        "/apis,/apis",
        "/apis/{id}/import-report,/apis/alpha/import-report",
        "/products,/products",
        "/subscriptions,/subscriptions",
        "/snapshot,/snapshot",
        "/configuration,/configuration"
    })
    void answersAsItsDocumentSays(String template, String path) {
        JsonNode document =
                JsonMapper.shared().readTree(gateway.get(BASE + "/openapi.json").body());
        String pointer = "/paths/" + (BASE + template).replace("~", "~0").replace("/", "~1")
                + "/get/responses/200/content/application~1json/schema";
        var schema = com.networknt.schema.SchemaRegistry.withDefaultDialect(
                        com.networknt.schema.SpecificationVersion.DRAFT_2020_12)
                .getSchema(
                        JsonMapper.shared()
                                .writeValueAsString(JsonMapper.shared()
                                        .createObjectNode()
                                        .put(
                                                "$ref",
                                                document.at(pointer).get("$ref").asString())
                                        .set("components", document.get("components"))),
                        com.networknt.schema.InputFormat.JSON);

        assertThat(schema.validate(get(path).body(), com.networknt.schema.InputFormat.JSON))
                .isEmpty();
    }
}
