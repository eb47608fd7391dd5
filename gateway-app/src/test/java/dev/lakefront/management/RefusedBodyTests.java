package dev.lakefront.management;

import static dev.lakefront.management.ManagedGateway.request;
import static dev.lakefront.management.ManagementVisit.read;
import static org.assertj.core.api.Assertions.assertThat;

import java.net.http.HttpResponse;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.databind.node.ObjectNode;

/** Bodies that say what nobody may say, or say it wrongly. */
class RefusedBodyTests extends OnManagedGateway {

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
            var whole = (ObjectNode) JsonMapper.shared().readTree(request("mass", "guarded"));
            JsonMapper.shared()
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
        assertThat(company.ids("owner=mass")).isEmpty();
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
        assertThat(company.ids("owner=large")).isEmpty();
    }
}
