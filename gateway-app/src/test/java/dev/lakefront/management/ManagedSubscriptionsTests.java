package dev.lakefront.management;

import static dev.lakefront.management.ManagementVisit.read;
import static org.assertj.core.api.Assertions.assertThat;

import dev.lakefront.Gateway;
import dev.lakefront.proxy.FakeBackend;
import dev.lakefront.subscription.KeyDigest;
import java.net.http.HttpResponse;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.springframework.boot.test.system.CapturedOutput;
import org.springframework.boot.test.system.OutputCaptureExtension;
import tools.jackson.databind.JsonNode;

/** Subscriptions of the portal, changed by a program of the platform team. */
@ExtendWith(OutputCaptureExtension.class)
class ManagedSubscriptionsTests {

    private static final String FILE_KEY = "key-of-an-app-in-a-file";

    @TempDir
    private static Path folder;

    private static FakeBackend backend;
    private static Gateway gateway;
    private static ManagementVisit visit;

    @BeforeAll
    static void start() {
        backend = new FakeBackend();
        backend.answers(FakeBackend.json(200, "{\"predictions\":[1]}"));
        configure(folder, backend);
        gateway = Gateway.startWithPortal(folder, ManagementVisit.setting());
        visit = new ManagementVisit(gateway);
    }

    static void configure(Path folder, FakeBackend backend) {
        Gateway.write(folder, "config/workspaces/local.yaml", "type: http\nhost: " + backend.url() + "\n");
        Gateway.write(
                folder,
                "config/apis/one.yaml",
                "title: One\nworkspace: local\nendpoint: one\nproducts: [open, guarded]\n");
        Gateway.write(folder, "config/products/open.yaml", "title: Open\n");
        Gateway.write(
                folder,
                "config/products/guarded.yaml",
                "title: Guarded\nterms: Be kind.\nsubscription: { approval: manual, key-lifetime: 2d }\n");
        for (String id : List.of("app", "zoo")) {
            Gateway.write(
                    folder,
                    "config/subscriptions/" + id + ".yaml",
                    "title: " + id + "\nproduct: open\nowner: { team: Web, contact: web@example.com }\nkeys:\n"
                            + "  - { name: a, hash: \""
                            + KeyDigest.of(FILE_KEY + id).written() + "\" }\n");
        }
    }

    @AfterAll
    static void stop() {
        gateway.close();
        backend.close();
    }

    static String request(String owner, String product) {
        return """
            {"title": "Shop", "owner": {"id": "%s", "name": "Ada", "email": "ada@example.com"},
             "scope": {"kind": "product", "id": "%s"}, "purpose": "Recommendations", "terms_accepted": true}
            """.formatted(owner, product);
    }

    private static JsonNode made(String owner, String product) {
        return visit.done("/subscriptions", request(owner, product), 201);
    }

    private static String id(JsonNode subscription) {
        return subscription.get("id").asString();
    }

    private static int call(String key) {
        return gateway.post("/one/invocations", key, "{\"inputs\":[1]}").statusCode();
    }

    @Test
    void leadsASubscriptionThroughItsLife(CapturedOutput log) {
        JsonNode asked = made("life", "guarded");
        String path = "/subscriptions/" + id(asked);
        assertThat(asked.get("state").asString()).isEqualTo("submitted");
        assertThat(read(visit.post(path + "/keys", "{}")).get("reason").asString())
                .isEqualTo("wrong-state");

        JsonNode active = visit.done(path + "/approve", "{\"comment\": \"Welcome\", \"expires\": \"2999-12-31\"}", 200);
        assertThat(active.get("expires").asString()).isEqualTo("2999-12-31");
        assertThat(active.at("/decision/by").asString()).isEqualTo("Administrator key");

        HttpResponse<String> creation = visit.post(path + "/keys", "");
        assertThat(creation.statusCode()).as(creation.body()).isEqualTo(201);
        assertThat(creation.headers().firstValue("Location")).contains("/management/v1" + path + "/keys/primary");
        assertThat(creation.headers().firstValue("Cache-Control")).contains("no-store");
        String key = read(creation).get("key").asString();
        assertThat(call(key)).isEqualTo(200);

        visit.done(path + "/suspend", "", 200);
        assertThat(call(key)).isEqualTo(403);
        visit.done(path + "/resume", "{}", 200);
        assertThat(call(key)).isEqualTo(200);

        JsonNode rotated = visit.done(path + "/keys/primary/rotate", "{\"overlap\": \"P1D\"}", 201);
        String second = rotated.get("key").asString();
        assertThat(rotated.get("name").asString()).isEqualTo("secondary");
        assertThat(List.of(call(key), call(second))).containsExactly(200, 200);
        assertThat(visit.send("DELETE", path + "/keys/primary", null, Map.of()).statusCode())
                .isEqualTo(204);
        assertThat(List.of(call(key), call(second))).containsExactly(401, 200);

        visit.done(path + "/cancel", "{\"comment\": \"The end\"}", 200);
        assertThat(call(second)).isEqualTo(401);
        assertThat(visit.post(path + "/resume", "").statusCode()).isEqualTo(409);

        JsonNode audit = visit.json("/audit?subscription=" + id(asked));
        assertThat(audit.get("items")
                        .valueStream()
                        .map(line -> line.get("action").asString()))
                .containsExactly(
                        "cancel", "revoke-key", "rotate-key", "resume", "suspend", "create-key", "approve", "request");
        assertThat(audit.get("items")
                        .valueStream()
                        .map(line -> line.at("/actor/id").asString() + " "
                                + line.at("/actor/address").asString()))
                .containsOnly("administrator-key 127.0.0.1");
        assertThat(audit.at("/items/0/details").asString()).isEqualTo("The end");
        for (String shown : List.of(
                visit.get(path).body(),
                visit.get(path + "/keys").body(),
                visit.get("/subscriptions").body(),
                visit.get("/audit").body(),
                log.getAll())) {
            assertThat(shown).doesNotContain(key).doesNotContain(second).doesNotContain("sha256:");
        }
        assertThat(log.getAll()).doesNotContain(ManagementVisit.ADMINISTRATOR);
    }

    @Test
    void showsBothKindsSideBySideAndPartByPart() {
        List<String> stored = new ArrayList<>();
        for (int i = 0; i < 5; i++) {
            stored.add(id(made("pages", "guarded")));
        }
        List<String> seen = new ArrayList<>();
        JsonNode part = visit.json("/subscriptions?limit=2");
        while (true) {
            part.get("items").forEach(one -> seen.add(id(one)));
            if (part.get("next").isNull()) {
                break;
            }
            part = visit.json("/subscriptions?limit=2&after=" + part.get("next").asString());
        }

        assertThat(seen)
                .isSorted()
                .doesNotHaveDuplicates()
                .containsAll(stored)
                .startsWith("app")
                .endsWith("zoo");
        assertThat(ids("source=file")).containsExactly("app", "zoo");
        assertThat(ids("source=portal&owner=pages")).containsExactlyInAnyOrderElementsOf(stored);
        assertThat(ids("owner=pages&state=active")).isEmpty();
        assertThat(ids("owner=pages&state=submitted&scope=product:guarded")).hasSize(5);
        assertThat(ids("owner=pages&scope=all")).isEmpty();
        assertThat(ids("owner=Web&scope=product:open")).containsExactly("app", "zoo");
        assertThat(ids("after=app&source=file")).containsExactly("zoo");
        assertThat(ids("after=zoo")).isEmpty();
        assertThat(visit.json("/audit?limit=2").get("next").isString()).isTrue();
    }

    private static List<String> ids(String query) {
        return visit.json("/subscriptions?" + query)
                .get("items")
                .valueStream()
                .map(ManagedSubscriptionsTests::id)
                .toList();
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "/subscriptions?state=alive",
                "/subscriptions?scope=product:",
                "/subscriptions?scope=team:x",
                "/subscriptions?source=here",
                "/subscriptions?limit=0",
                "/audit?after=x",
                "/usage?from=yesterday",
                "/usage?from=2026-01-02&to=2026-01-01",
                "/usage?from=2020-01-01&to=2026-01-01",
                "/usage?step=PT7M",
                "/usage?step=-P1D",
                "/usage?from=2026-01-01&to=2026-12-31&step=PT1M"
            })
    void refusesParametersThatCannotBe(String path) {
        HttpResponse<String> response = visit.get(path);

        assertThat(response.statusCode()).isEqualTo(400);
        assertThat(response.body()).contains("invalid-parameter");
    }

    @Test
    void changesOnlyWhatTheCallerHasSeen() {
        JsonNode asked = made("match", "guarded");
        String path = "/subscriptions/" + id(asked);
        String tag = visit.get(path).headers().firstValue("ETag").orElseThrow();
        assertThat(visit.post(path + "/approve", "", "If-Match", "\"other\"").statusCode())
                .isEqualTo(412);
        assertThat(visit.post(path + "/approve", "", "If-Match", "W/" + tag).statusCode())
                .isEqualTo(412);

        HttpResponse<String> approved = visit.post(path + "/approve", "", "If-Match", "\"other\", " + tag);
        HttpResponse<String> stale = visit.post(path + "/suspend", "", "If-Match", tag);

        assertThat(approved.statusCode()).isEqualTo(200);
        assertThat(stale.statusCode()).isEqualTo(412);
        assertThat(stale.headers().firstValue("ETag"))
                .isEqualTo(approved.headers().firstValue("ETag"))
                .isEqualTo(visit.get(path).headers().firstValue("ETag"));
        assertThat(visit.json(path).get("state").asString()).isEqualTo("active");
        HttpResponse<String> key = visit.post(path + "/keys", "", "If-Match", "*");
        String keyTag = key.headers().firstValue("ETag").orElseThrow();
        assertThat(visit.get(path + "/keys/primary").headers().firstValue("ETag"))
                .contains(keyTag);
        assertThat(visit.send("DELETE", path + "/keys/primary", null, Map.of("If-Match", tag))
                        .statusCode())
                .isEqualTo(412);
        assertThat(visit.post(path + "/keys/primary/rotate", "", "If-Match", tag)
                        .statusCode())
                .isEqualTo(412);
        assertThat(visit.send("DELETE", path + "/keys/primary", null, Map.of("If-Match", keyTag))
                        .statusCode())
                .isEqualTo(204);
    }

    @Test
    void makesASubscriptionOnceHoweverOftenItIsAsked() {
        HttpResponse<String> first =
                visit.post("/subscriptions", request("once", "guarded"), "Idempotency-Key", "\"k-1\"");
        HttpResponse<String> again = visit.post("/subscriptions", request("once", "guarded"), "Idempotency-Key", "k-1");
        HttpResponse<String> other =
                visit.post("/subscriptions", request("other", "guarded"), "Idempotency-Key", "k-1");

        assertThat(first.statusCode()).isEqualTo(201);
        assertThat(again.statusCode()).isEqualTo(201);
        assertThat(again.body()).isEqualTo(first.body());
        assertThat(again.headers().firstValue("Location"))
                .isEqualTo(first.headers().firstValue("Location"));
        assertThat(again.headers().firstValue("ETag")).isEqualTo(first.headers().firstValue("ETag"));
        assertThat(other.statusCode()).isEqualTo(422);
        assertThat(ids("owner=once")).hasSize(1);
        assertThat(ids("owner=other")).isEmpty();
        assertThat(visit.post("/subscriptions", request("once", "guarded"), "Idempotency-Key", "k 1")
                        .statusCode())
                .isEqualTo(400);
    }

    @Test
    void tellsTheTextOfAKeyOnceAndWhatFailedMayBeTriedAgain() {
        String path = "/subscriptions/" + id(made("key-once", "guarded")) + "/keys";
        assertThat(visit.post(path, "{}", "Idempotency-Key", "k-2").statusCode())
                .isEqualTo(409);
        visit.done(path.replace("/keys", "/approve"), "", 200);

        HttpResponse<String> first = visit.post(path, "{}", "Idempotency-Key", "k-2");
        HttpResponse<String> again = visit.post(path, "{}", "Idempotency-Key", "k-2");

        assertThat(first.statusCode()).as(first.body()).isEqualTo(201);
        assertThat(again.statusCode()).isEqualTo(409);
        assertThat(again.body()).contains("key-shown-already").contains("\"name\":\"primary\"");
        assertThat(again.body()).doesNotContain(read(first).get("key").asString());
        assertThat(visit.json(path).get("items")).hasSize(1);
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "{\"state\": \"active\"}|/state",
                "{\"id\": \"s-000000000000\"}|/id",
                "{\"keys\": []}|/keys",
                "{\"decision\": {\"by\": \"me\"}}|/decision",
                "{\"owner\": {\"id\": \"x\", \"roles\": [\"administrator\"]}}|/owner/roles",
                "{\"owner\": \"ada\"}|/owner",
                "{\"owner\": {\"id\": 7}}|/owner/id",
                "{\"scope\": {\"kind\": \"all\", \"id\": \"x\"}}|/scope/id",
                "{\"scope\": {\"kind\": \"team\"}}|/scope/kind",
                "{\"scope\": {\"kind\": \"product\", \"id\": \"none\"}}|/scope/id",
                "{\"title\": \"   \"}|/title",
                "{\"title\": \"a\\u0000b\"}|/title",
                "{\"a/b~c\": 1}|/a~1b~0c",
                "{\"terms_accepted\": \"yes\"}|/terms_accepted",
                "{\"terms_accepted\": false}|/terms_accepted",
                "[]|''",
                "{\"title\": \"a\", \"title\": \"b\"}|''",
                "{} {}|''",
                "{|''",
                "null|''"
            })
    void refusesWhatNobodyMaySay(String change, String pointer) {
        String body = change;
        if (change.startsWith("{\"") && !change.contains("\"b\"}")) {
            var whole = (tools.jackson.databind.node.ObjectNode)
                    tools.jackson.databind.json.JsonMapper.shared().readTree(request("mass", "guarded"));
            tools.jackson.databind.json.JsonMapper.shared()
                    .readTree(change)
                    .properties()
                    .forEach(member -> whole.set(member.getKey(), member.getValue()));
            body = whole.toString();
        }

        HttpResponse<String> response = visit.post("/subscriptions", body);

        assertThat(response.statusCode()).as(response.body()).isEqualTo(400);
        assertThat(read(response).get("code").asString()).isEqualTo("invalid-body");
        assertThat(read(response)
                        .get("errors")
                        .valueStream()
                        .map(error -> error.get("pointer").asString()))
                .contains(pointer);
        assertThat(ids("owner=mass")).isEmpty();
    }

    @Test
    void refusesHalfACharacter() {
        HttpResponse<String> response =
                visit.post("/subscriptions", request("half", "guarded").replace("Shop", "a\\ud800"));

        assertThat(response.statusCode()).isEqualTo(400);
        assertThat(response.body()).contains("/title");
    }

    @Test
    void refusesBodiesThatAreTooLargeOrOfAnotherKind() {
        String large = request("large", "guarded").replace("Shop", "x".repeat(20_000));
        HttpResponse<String> form = visit.send(
                "POST", "/subscriptions", "title=x", Map.of("Content-Type", "application/x-www-form-urlencoded"));

        assertThat(visit.post("/subscriptions", large).statusCode()).isEqualTo(413);
        assertThat(form.statusCode()).isEqualTo(415);
        assertThat(visit.post("/subscriptions", "[".repeat(9000)).statusCode()).isEqualTo(400);
        assertThat(ids("owner=large")).isEmpty();
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "s-000000000000",
                "s-",
                "S-000000000000",
                "s-000000000000%27%20or%201=1",
                "%3Cscript%3E",
                "s-%F0%9F%98%80",
                "none"
            })
    void knowsNothingOfWhatIsNotThere(String id) {
        String path = "/subscriptions/" + id;

        assertThat(visit.get(path).statusCode()).isEqualTo(404);
        assertThat(visit.get(path + "/keys").statusCode()).isEqualTo(404);
        assertThat(visit.post(path + "/approve", "").statusCode()).isEqualTo(404);
        assertThat(visit.post(path + "/keys", "").statusCode()).isEqualTo(404);
        assertThat(visit.post(path + "/keys/primary/rotate", "").statusCode()).isEqualTo(404);
        assertThat(visit.send("DELETE", path + "/keys/primary", null, Map.of()).statusCode())
                .isEqualTo(404);
    }

    @Test
    void leavesKeysOfOtherSubscriptionsAlone() {
        String one = "/subscriptions/" + id(made("idor-a", "open"));
        String other = "/subscriptions/" + id(made("idor-b", "open"));
        String key = visit.done(one + "/keys", "{\"name\": \"mine\"}", 201)
                .get("key")
                .asString();

        assertThat(visit.send("DELETE", other + "/keys/mine", null, Map.of()).statusCode())
                .isEqualTo(404);
        assertThat(visit.post(other + "/keys/mine/rotate", "").statusCode()).isEqualTo(404);
        assertThat(visit.get(other + "/keys/mine").statusCode()).isEqualTo(404);
        assertThat(call(key)).isEqualTo(200);
    }

    @ParameterizedTest
    @ValueSource(strings = {"/approve", "/reject", "/suspend", "/resume", "/cancel", "/keys", "/keys/a/rotate"})
    void changesNothingThatAFileDeclares(String change) {
        HttpResponse<String> response = visit.post("/subscriptions/app" + change, "");

        assertThat(response.statusCode()).isEqualTo(409);
        assertThat(read(response).get("code").asString()).isEqualTo("declared-in-file");
        assertThat(read(response).get("file").asString()).isEqualTo("config/subscriptions/app.yaml");
        assertThat(visit.send("DELETE", "/subscriptions/app/keys/a", null, Map.of())
                        .statusCode())
                .isEqualTo(409);
        assertThat(call(FILE_KEY + "app")).isEqualTo(200);
    }

    @Test
    void saysWhatIsWrongWithAKey() {
        String path = "/subscriptions/" + id(made("names", "open")) + "/keys";

        assertThat(visit.post(path, "{\"name\": \"Has Capitals\"}").body()).contains("/name");
        visit.done(path, "{}", 201);
        assertThat(visit.post(path + "/primary/rotate", "{\"overlap\": \"P31D\"}")
                        .body())
                .contains("/overlap");
        assertThat(visit.post(path + "/primary/rotate", "{\"overlap\": \"a week\"}")
                        .body())
                .contains("/overlap");
        assertThat(visit.post(path + "/primary/rotate", "{\"overlap\": \"-P1D\"}")
                        .body())
                .contains("/overlap");
        visit.done(path, "{}", 201);
        assertThat(visit.post(path, "{}").body()).contains("no-room-for-a-key");
    }

    @Test
    void tellsUsage() throws Throwable {
        JsonNode subscription = made("usage", "open");
        String key = visit.done("/subscriptions/" + id(subscription) + "/keys", "", 201)
                .get("key")
                .asString();
        call(key);
        call(key);

        dev.lakefront.publication.Eventually.eventually(() -> {
            JsonNode usage = visit.json("/usage?api=one&subscription=" + id(subscription));
            assertThat(usage.at("/total/calls").asInt()).isEqualTo(2);
            assertThat(usage.at("/by_subscription/0/subscription").asString()).isEqualTo(id(subscription));
            assertThat(usage.at("/by_status/0/status").asInt()).isEqualTo(200);
        });
        assertThat(visit.json("/usage?step=PT1H").get("by_time")).hasSizeBetween(24, 25);
        assertThat(visit.json("/usage?subscription=none").at("/total/calls").asInt())
                .isZero();
        assertThat(visit.json("/usage?from=2026-01-01&to=2026-01-31")
                        .get("step")
                        .asString())
                .isNotEmpty();
    }

    @Test
    void answersHeadAndOptions() {
        HttpResponse<String> head = visit.send("HEAD", "/subscriptions/app", null, Map.of());
        HttpResponse<String> options = visit.send("OPTIONS", "/subscriptions/app/keys/a", null, Map.of());
        HttpResponse<String> put = visit.send("PUT", "/subscriptions/app", "{}", Map.of());

        assertThat(head.statusCode()).isEqualTo(200);
        assertThat(head.body()).isEmpty();
        assertThat(head.headers().firstValue("ETag"))
                .isEqualTo(visit.get("/subscriptions/app").headers().firstValue("ETag"));
        assertThat(options.statusCode()).isEqualTo(200);
        assertThat(options.headers().firstValue("Allow").orElseThrow()).contains("GET", "HEAD", "DELETE", "OPTIONS");
        assertThat(put.statusCode()).isEqualTo(405);
        assertThat(put.headers().firstValue("Allow")).isPresent();
        assertThat(visit.get("/subscriptions/app/approve").statusCode()).isEqualTo(405);
    }

    @Test
    void describesItselfWithExamplesThatFit() {
        JsonNode document = visit.document();
        Set<String> operations = new TreeSet<>();
        List<String> complaints = new ArrayList<>();
        document.get("paths")
                .forEach(path -> path.forEach(operation -> {
                    operations.add(operation.get("operationId").asString());
                    complaints.addAll(examples(document, operation.path("requestBody")));
                    operation.get("responses").forEach(response -> complaints.addAll(examples(document, response)));
                }));
        document.at("/components/responses").forEach(response -> complaints.addAll(examples(document, response)));

        assertThat(complaints).isEmpty();
        assertThat(operations).hasSizeGreaterThan(20);
    }

    private static List<String> examples(JsonNode document, JsonNode described) {
        List<String> complaints = new ArrayList<>();
        described.path("content").forEach(media -> {
            if (media.has("example")) {
                complaints.addAll(ManagementVisit.complaints(
                        document, media.get("schema"), media.get("example").toString()));
            }
        });
        return complaints;
    }
}
