package dev.lakefront.portal.usage;

import static dev.lakefront.proxy.FakeBackend.json;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.lakefront.Gateway;
import dev.lakefront.identity.LocalSignIn;
import dev.lakefront.portal.PortalVisit;
import dev.lakefront.proxy.FakeBackend;
import dev.lakefront.subscription.KeyLine;
import dev.lakefront.subscription.SubscriptionKey;
import dev.lakefront.usage.RequestQuestion;
import dev.lakefront.usage.UsageStore;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.nio.file.Path;
import java.security.SecureRandom;
import java.time.Duration;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import reactor.core.publisher.Flux;

/** From calls over a real socket to what people see of them, each as far as it is theirs. */
class UsagePagesTests {

    private static final String CHAT = "{\"messages\":[{\"role\":\"user\",\"content\":\"hi\"}]}";

    @TempDir
    private static Path folder;

    private static FakeBackend backend;
    private static Gateway gateway;
    private static PortalVisit developer;
    private static PortalVisit administrator;

    @BeforeAll
    static void start() {
        String key = SubscriptionKey.issue(new SecureRandom()).reveal();
        backend = new FakeBackend();
        Gateway.write(folder, "config/workspaces/models.yaml", """
            type: http
            host: %s
            auth: { type: none }
            """.formatted(backend.url()));
        api("assistant", "chat");
        api("churn", "tabular");
        Gateway.write(folder, "config/subscriptions/mobile.yaml", """
            title: "=Mobile <b>app</b>"
            scope: all
            keys:
              %s
            """.formatted(KeyLine.of("primary", key)));
        gateway = Gateway.startWithPortal(folder, LocalSignIn.class, "--lakefront.usage.flush-every=200ms");
        call(key);
        developer = PortalVisit.signedIn(gateway, "demo");
        administrator = PortalVisit.signedIn(gateway, "admin");
        UsageStore store = gateway.bean(UsageStore.class);
        await().atMost(Duration.ofSeconds(20))
                .until(() -> store.requests(new RequestQuestion(null, null, null, 100))
                                .size()
                        == 5);
    }

    private static void api(String id, String task) {
        Gateway.write(folder, "config/apis/" + id + ".yaml", """
            title: The %s
            workspace: models
            endpoint: %s
            task: %s
            """.formatted(id, id, task));
    }

    private static void call(String key) {
        backend.answers(json(200, "{\"choices\":[],\"usage\":{\"prompt_tokens\":1700,\"completion_tokens\":23}}"));
        assertThat(gateway.post("/assistant/v1/chat/completions", key, CHAT).statusCode())
                .isEqualTo(200);
        backend.answers((request, response) -> response.sse()
                .sendString(Flux.just(
                        "data: {\"choices\":[{}]}\n\n",
                        "data: {\"choices\":[],\"usage\":{\"prompt_tok",
                        "ens\":300,\"completion_tokens\":77}}\n\ndata: [DONE]\n\n")));
        assertThat(gateway.post("/assistant/v1/chat/completions", key, CHAT).body())
                .endsWith("data: [DONE]\n\n");
        backend.answers(json(200, "{\"predictions\":[1],\"usage\":{\"prompt_tokens\":99999}}"));
        gateway.post("/churn/invocations", key, "{\"dataframe_records\":[{\"a\":1}]}");
        backend.answers(json(500, "{\"message\":\"broken\"}"));
        gateway.send(gateway.request("/churn/invocations")
                .header("X-API-Key", key)
                .header("Content-Type", "application/json")
                .header("X-Request-Id", "the-one-that-failed")
                .POST(BodyPublishers.ofString("{}")));
        gateway.get("/churn/nowhere-at-all", key);
        backend.answers(json(429, "{\"message\":\"slow down\"}"));
        gateway.post("/churn/invocations", key, "{\"dataframe_records\":[{\"a\":1}]}");
        gateway.post("/churn/invocations", null, "{}");
    }

    @AfterAll
    static void stop() {
        gateway.close();
        backend.close();
    }

    @Test
    void showsAdministratorsWhatWasCalled() {
        String page = administrator.get("/portal/usage?range=1h").body();

        assertThat(page)
                .contains("<title>Usage · Lakefront</title>")
                .contains("role=\"img\"")
                .contains("Requests over time")
                .contains("The assistant")
                .contains("500 Internal Server Error")
                .contains("429 Too Many Requests")
                .contains("No key");
        assertThat(page)
                .as("tokens of the answer and of the stream, none of the table's")
                .contains("2,000")
                .contains(">100<");
    }

    @Test
    void drawsChartsWithNothingThatTheContentSecurityPolicyForbids() {
        String page = administrator.get("/portal/usage?range=1h").body();

        assertThat(page).contains("<rect class=\"series\"").contains("<path class=\"line\"");
        assertThat(page).doesNotContain("style=").doesNotContain("NaN").doesNotContain("Infinity");
        assertThat(page).doesNotContain("<b>app</b>").contains("=Mobile &lt;b&gt;app&lt;/b&gt;");
        assertThat(page.length()).isLessThan(100_000);
    }

    @Test
    void showsDevelopersNothingOfOthers() {
        String page = developer.get("/portal/usage?range=1h").body();

        assertThat(page)
                .contains("No calls in this time")
                .doesNotContain("Mobile")
                .doesNotContain("2,000");
        assertThat(developer.get("/portal/requests").body())
                .contains("No such request")
                .doesNotContain("Mobile");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "/portal/usage?key=mobile",
                "/portal/usage?key=nobodys",
                "/portal/usage.csv?key=mobile",
                "/portal/requests?key=mobile"
            })
    void saysOfOthersThatTheyAreNotThere(String path) {
        assertThat(developer.get(path).statusCode()).isEqualTo(404);
    }

    @ParameterizedTest
    @ValueSource(strings = {"/portal/usage", "/portal/requests"})
    void sendsStrangersToSignIn(String path) {
        HttpResponse<String> answer = gateway.get(path);

        assertThat(answer.statusCode()).isEqualTo(303);
        assertThat(answer.headers().firstValue("Location")).hasValue("/portal/sign-in?to=" + path.replace("/", "%2F"));
    }

    @Test
    void givesStrangersNoCsv() {
        assertThat(gateway.get("/portal/usage.csv").statusCode()).isEqualTo(303);
    }

    @Test
    void givesTheSameAsCsv() {
        HttpResponse<String> csv = administrator.get("/portal/usage.csv?range=1h&api=assistant");

        assertThat(csv.headers().firstValue("Content-Type")).hasValue("text/csv;charset=UTF-8");
        assertThat(csv.headers().firstValue("Content-Disposition")).hasValue("attachment; filename=\"usage.csv\"");
        assertThat(csv.body().lines())
                .hasSize(2)
                .first()
                .asString()
                .startsWith("time,api,product,subscription,key,operation,status,outcome,requests");
        assertThat(csv.body())
                .contains(",assistant,,mobile,primary,")
                .contains(",200,succeeded,2,")
                .contains(",2000,100,");
    }

    @Test
    void givesDevelopersACsvOfTheirOwn() {
        assertThat(developer.get("/portal/usage.csv").body().lines()).hasSize(1);
    }

    @Test
    void findsARequestByItsId() {
        String all = administrator.get("/portal/requests").body();
        String one =
                administrator.get("/portal/requests?id=the-one-that-failed").body();

        assertThat(all)
                .contains("1,700\u00a0/\u00a023")
                .contains("300\u00a0/\u00a077")
                .contains("<span class=\"badge warn\">429</span>");
        assertThat(one).contains(">the-one-that-failed</code>").contains("<span class=\"badge bad\">500</span>");
        assertThat(one).doesNotContain("1,700");
        assertThat(administrator.get("/portal/requests?id=unknown-id").body()).contains("No such request");
    }

    @Test
    void saysWhatItCannotUnderstandAndShowsTheRest() {
        String page = administrator.get("/portal/usage?from=%3Cscript%3E").body();

        assertThat(page).contains("A day is written as 2026-01-31.").doesNotContain("<script>");
    }

    @Test
    void narrowsToOneApiAndOneSubscription() {
        String page = administrator
                .get("/portal/usage?range=1h&api=assistant&key=mobile")
                .body();

        assertThat(page).contains("2,000").doesNotContain("500 Internal Server Error");
        assertThat(page).contains("/portal/usage.csv?api=assistant&amp;key=mobile&amp;range=1h");
    }

    @Test
    void narrowsToOneKeyAndCountsRows() {
        String page = administrator
                .get("/portal/usage?range=1h&key=mobile&name=primary")
                .body();

        assertThat(page)
                .contains("Only the key <strong>primary</strong> of this subscription.")
                .contains("=Mobile &lt;b&gt;app&lt;/b&gt;: primary")
                .contains("Rows predicted")
                .contains("/portal/usage.csv?key=mobile&amp;name=primary&amp;range=1h");
        assertThat(administrator
                        .get("/portal/usage?range=1h&key=mobile&name=other")
                        .body())
                .contains("No calls in this time");
        assertThat(administrator
                        .get("/portal/usage.csv?range=1h&api=churn&key=mobile")
                        .body())
                .as("one row of the prediction, none of the errors")
                .contains(",churn,,mobile,primary,invoke,200,succeeded,1,", ",0,0,1,");
        assertThat(administrator.get("/portal/requests?api=churn").body()).contains(">primary</span>");
    }
}
