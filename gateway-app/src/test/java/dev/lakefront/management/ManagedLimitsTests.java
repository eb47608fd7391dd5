package dev.lakefront.management;

import static dev.lakefront.management.ManagedGateway.id;
import static dev.lakefront.management.ManagementVisit.read;
import static org.assertj.core.api.Assertions.assertThat;

import dev.lakefront.Gateway;
import dev.lakefront.subscription.KeyDigest;
import java.net.http.HttpResponse;
import java.nio.file.Path;
import java.util.Map;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import tools.jackson.databind.JsonNode;

/** Limits that a program of the platform team lowers for one subscription. */
class ManagedLimitsTests {

    @TempDir
    private static Path folder;

    private static ManagedGateway company;
    private static ManagementVisit visit;

    @BeforeAll
    static void start() {
        limit(folder);
        Gateway.write(
                folder,
                "config/subscriptions/from-git.yaml",
                "title: From git\nproduct: guarded\nlimits: { daily: 7 }\nkeys:\n  - { name: a, hash: \""
                        + KeyDigest.of("key-from-git").written() + "\" }\n");
        company = ManagedGateway.start(folder);
        visit = company.visit();
    }

    @AfterAll
    static void stop() {
        company.close();
    }

    /** Gives the product that is guarded limits, of which one counts all its subscriptions together. */
    static void limit(Path folder) {
        Gateway.write(folder, "policies/products/guarded.yaml", """
            inbound:
              - rate-limit: { name: burst, calls: 50, per: 1s }
              - quota: { name: daily, calls: 1000, per: day }
              - quota: { name: together, calls: 100000, per: day, key: product }
            """);
    }

    private static HttpResponse<String> put(String id, String body) {
        return put(id, body, Map.of());
    }

    private static HttpResponse<String> put(String id, String body, Map<String, String> headers) {
        return visit.send("PUT", "/subscriptions/" + id + "/limits", body, headers);
    }

    private static String limits(String id) {
        return visit.json("/subscriptions/" + id).get("limits").toString();
    }

    @Test
    void holdForCallsUntilTheyAreTakenBack() {
        JsonNode subscription = company.active("lowered", "guarded");
        String id = id(subscription);
        String key = company.key(subscription);
        assertThat(subscription.get("limits").toString()).isEqualTo("{}");

        HttpResponse<String> lowered = put(id, "{\"daily\": 2, \"burst\": 9}");

        assertThat(lowered.statusCode()).as(lowered.body()).isEqualTo(200);
        assertThat(read(lowered).get("limits").toString()).isEqualTo("{\"burst\":9,\"daily\":2}");
        assertThat(lowered.headers().firstValue("ETag"))
                .isEqualTo(visit.get("/subscriptions/" + id).headers().firstValue("ETag"));
        assertThat(company.call(key)).isEqualTo(200);
        assertThat(company.call(key)).isEqualTo(200);
        assertThat(company.call(key)).isEqualTo(429);

        put(id, "{\"burst\": 5}");
        assertThat(limits(id)).as("replaced, all of it").isEqualTo("{\"burst\":5}");
        assertThat(company.call(key)).isEqualTo(200);
        assertThat(read(put(id, "{}")).get("limits").toString()).isEqualTo("{}");
        assertThat(visit.json("/audit?subscription=" + id)
                        .get("items")
                        .valueStream()
                        .filter(line -> line.get("action").asString().equals("change-limits"))
                        .map(line -> line.at("/actor/id").asString() + ": "
                                + line.get("details").asString()))
                .containsExactly(
                        "administrator-key: as everybody's",
                        "administrator-key: burst 5",
                        "administrator-key: burst 9, daily 2");
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "{\"daily\": 1001}|/daily|write 1 to 1000",
                "{\"daily\": 3, \"burst\": 51}|/burst|write 1 to 50",
                "{\"daly\": 3}|/daly|daily",
                "{\"together\": 3}|/together|No limit 'together'",
                "{\"daily\": 0}|/daily|a whole number from 1",
                "{\"daily\": -1}|/daily|a whole number from 1",
                "{\"daily\": 1.5}|/daily|a whole number from 1",
                "{\"daily\": \"3\"}|/daily|a whole number from 1",
                "{\"daily\": null}|/daily|a whole number from 1",
                "{\"daily\": {}}|/daily|a whole number from 1",
                "{\"daily\": 99999999999999999999}|/daily|a whole number from 1",
                "{\"a/b\": 1}|/a~1b|No limit 'a/b'",
                "[]|''|a JSON object",
                "''|''|or {} for none"
            })
    void areRefusedWhereTheyCannotBe(String body, String pointer, String words) {
        String id = id(company.active("refused " + body.hashCode(), "guarded"));
        put(id, "{\"daily\": 4}");

        HttpResponse<String> refused = put(id, body);

        assertThat(refused.statusCode()).as(refused.body()).isEqualTo(400);
        assertThat(read(refused).get("code").asString()).isEqualTo("invalid-body");
        assertThat(read(refused).at("/errors/0/pointer").asString()).isEqualTo(pointer);
        assertThat(read(refused).at("/errors/0/detail").asString()).contains(words);
        assertThat(limits(id)).isEqualTo("{\"daily\":4}");
    }

    @Test
    void areToldAllTheirMistakesAtOnce() {
        String id = id(company.active("mistaken", "guarded"));

        HttpResponse<String> refused = put(id, "{\"daily\": 5000, \"none\": 1, \"burst\": 51}");

        assertThat(read(refused)
                        .get("errors")
                        .valueStream()
                        .map(error -> error.get("pointer").asString()))
                .containsExactly("/burst", "/daily", "/none");
    }

    @Test
    void areSetOnlyWhereTheCallerHasSeenWhatIsThere() {
        String id = id(company.active("seen", "guarded"));
        String tag =
                visit.get("/subscriptions/" + id).headers().firstValue("ETag").orElseThrow();

        assertThat(put(id, "{\"daily\": 3}", Map.of("If-Match", tag)).statusCode())
                .isEqualTo(200);
        assertThat(put(id, "{\"daily\": 2}", Map.of("If-Match", tag)).statusCode())
                .isEqualTo(412);
        assertThat(limits(id)).isEqualTo("{\"daily\":3}");
    }

    @Test
    void stayAsAFileSaysThem() {
        HttpResponse<String> refused = put("from-git", "{}");

        assertThat(refused.statusCode()).isEqualTo(409);
        assertThat(read(refused).get("file").asString()).isEqualTo("config/subscriptions/from-git.yaml");
        assertThat(limits("from-git")).isEqualTo("{\"daily\":7}");
    }

    @Test
    void doNotMatterToWhatHasEnded() {
        String id = id(company.active("ended", "guarded"));
        visit.done("/subscriptions/" + id + "/cancel", "", 200);

        HttpResponse<String> refused = put(id, "{\"daily\": 3}");

        assertThat(refused.statusCode()).isEqualTo(409);
        assertThat(read(refused).get("reason").asString()).isEqualTo("wrong-state");
    }

    @ParameterizedTest
    @ValueSource(strings = {"s-000000000000", "none", "%3Cscript%3E"})
    void areOfNothingThatIsNotThere(String id) {
        assertThat(put(id, "{}").statusCode()).isEqualTo(404);
    }
}
