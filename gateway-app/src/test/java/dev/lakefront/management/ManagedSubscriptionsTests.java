package dev.lakefront.management;

import static dev.lakefront.management.ManagedGateway.id;
import static dev.lakefront.management.ManagementVisit.read;
import static dev.lakefront.publication.Eventually.eventually;
import static org.assertj.core.api.Assertions.assertThat;

import java.net.http.HttpResponse;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.springframework.boot.test.system.CapturedOutput;
import org.springframework.boot.test.system.OutputCaptureExtension;
import tools.jackson.databind.JsonNode;

/** Subscriptions of the portal, changed by a program of the platform team. */
@ExtendWith(OutputCaptureExtension.class)
class ManagedSubscriptionsTests extends OnManagedGateway {

    @Test
    void leadsASubscriptionThroughItsLife(CapturedOutput log) {
        JsonNode asked = company.subscribed("life", "guarded");
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
        assertThat(company.call(key)).isEqualTo(200);

        visit.done(path + "/suspend", "", 200);
        assertThat(company.call(key)).isEqualTo(403);
        visit.done(path + "/resume", "{}", 200);
        assertThat(company.call(key)).isEqualTo(200);

        JsonNode rotated = visit.done(path + "/keys/primary/rotate", "{\"overlap\": \"P1D\"}", 201);
        String second = rotated.get("key").asString();
        assertThat(rotated.get("name").asString()).isEqualTo("secondary");
        assertThat(List.of(company.call(key), company.call(second))).containsExactly(200, 200);
        assertThat(visit.send("DELETE", path + "/keys/primary", null, Map.of()).statusCode())
                .isEqualTo(204);
        assertThat(List.of(company.call(key), company.call(second))).containsExactly(401, 200);

        visit.done(path + "/cancel", "{\"comment\": \"The end\"}", 200);
        assertThat(company.call(second)).isEqualTo(401);
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
            stored.add(id(company.subscribed("pages", "guarded")));
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
        assertThat(company.ids("source=file")).containsExactly("app", "zoo");
        assertThat(company.ids("source=portal&owner=pages")).containsExactlyInAnyOrderElementsOf(stored);
        assertThat(company.ids("owner=pages&state=active")).isEmpty();
        assertThat(company.ids("owner=pages&state=submitted&scope=product:guarded"))
                .hasSize(5);
        assertThat(company.ids("owner=pages&scope=all")).isEmpty();
        assertThat(company.ids("owner=Web&scope=product:open")).containsExactly("app", "zoo");
        assertThat(company.ids("after=app&source=file")).containsExactly("zoo");
        assertThat(company.ids("after=zoo")).isEmpty();
        assertThat(visit.json("/audit?limit=2").get("next").isString()).isTrue();
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
                "/usage?to=%2B999999999-12-30T00:00:00Z",
                "/usage?to=-999999999-01-05T00:00:00Z",
                "/usage?step=PT7M",
                "/usage?step=-P1D",
                "/usage?key=primary",
                "/usage?from=2026-01-01&to=2026-12-31&step=PT1M"
            })
    void refusesParametersThatCannotBe(String path) {
        HttpResponse<String> response = visit.get(path);

        assertThat(response.statusCode()).isEqualTo(400);
        assertThat(response.body()).contains("invalid-parameter");
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
        String one = "/subscriptions/" + id(company.subscribed("idor-a", "open"));
        String other = "/subscriptions/" + id(company.subscribed("idor-b", "open"));
        String key = visit.done(one + "/keys", "{\"name\": \"mine\"}", 201)
                .get("key")
                .asString();

        assertThat(visit.send("DELETE", other + "/keys/mine", null, Map.of()).statusCode())
                .isEqualTo(404);
        assertThat(visit.post(other + "/keys/mine/rotate", "").statusCode()).isEqualTo(404);
        assertThat(visit.get(other + "/keys/mine").statusCode()).isEqualTo(404);
        assertThat(company.call(key)).isEqualTo(200);
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
        assertThat(company.call(ManagedGateway.FILE_KEY + "app")).isEqualTo(200);
    }

    @Test
    void saysWhatIsWrongWithAKey() {
        String path = "/subscriptions/" + id(company.subscribed("names", "open")) + "/keys";

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
        JsonNode subscription = company.subscribed("usage", "open");
        String key = visit.done("/subscriptions/" + id(subscription) + "/keys", "", 201)
                .get("key")
                .asString();
        company.call(key);
        company.call(key);

        eventually(() -> {
            JsonNode usage = visit.json("/usage?api=one&subscription=" + id(subscription));
            assertThat(usage.at("/total/calls").asInt()).isEqualTo(2);
            assertThat(usage.at("/by_subscription/0/subscription").asString()).isEqualTo(id(subscription));
            assertThat(usage.at("/by_key/0/subscription").asString()).isEqualTo(id(subscription));
            assertThat(usage.at("/by_key/0/key").asString()).isEqualTo("primary");
            assertThat(usage.at("/by_key/0/calls").asInt()).isEqualTo(2);
            assertThat(usage.at("/total/rows").asInt()).isEqualTo(2);
            assertThat(usage.at("/by_status/0/status").asInt()).isEqualTo(200);
        });
        assertThat(visit.json("/usage?step=PT1H").get("by_time")).hasSizeBetween(24, 25);
        String ofKey = "/usage?subscription=" + id(subscription) + "&key=";
        assertThat(visit.json(ofKey + "primary").at("/total/calls").asInt()).isEqualTo(2);
        assertThat(visit.json(ofKey + "secondary").at("/total/calls").asInt()).isZero();
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
