package dev.lakefront.management;

import static dev.lakefront.management.ManagedGateway.id;
import static dev.lakefront.publication.Eventually.eventually;
import static org.assertj.core.api.Assertions.assertThat;

import java.net.http.HttpResponse;
import java.util.Map;
import org.junit.jupiter.api.Test;
import tools.jackson.databind.JsonNode;

/** What a caller has seen, and what it changes only if that is still so. */
class EntityTagTests extends OnManagedGateway {

    @Test
    void changesOnlyWhatTheCallerHasSeen() {
        JsonNode asked = company.subscribed("match", "guarded");
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
    void countsTheUseOfAKeyAsNoChange() throws Throwable {
        JsonNode subscription = company.active("in-use", "guarded");
        String path = "/subscriptions/" + id(subscription);
        String key = company.key(subscription);
        String tag = tag(path);
        String keyTag = tag(path + "/keys/primary");

        company.call(key);
        eventually(() ->
                assertThat(visit.json(path).at("/keys/0/last_used").isNull()).isFalse());

        assertThat(visit.send("GET", path, null, Map.of("If-None-Match", tag)).statusCode())
                .as("what is shown is another one")
                .isEqualTo(200);
        assertThat(visit.send("GET", path, null, Map.of("If-None-Match", tag(path)))
                        .statusCode())
                .isEqualTo(304);
        assertThat(visit.post(path + "/suspend", "", "If-Match", tag).statusCode())
                .isEqualTo(200);
        assertThat(visit.post(path + "/resume", "", "If-Match", tag).statusCode())
                .isEqualTo(412);
        visit.done(path + "/resume", "", 200);
        assertThat(visit.post(path + "/keys/primary/rotate", "", "If-Match", keyTag)
                        .statusCode())
                .isEqualTo(201);
    }

    private static String tag(String path) {
        return visit.get(path).headers().firstValue("ETag").orElseThrow();
    }
}
