package dev.lakefront.portal.tryit;

import static org.assertj.core.api.Assertions.assertThat;

import dev.lakefront.Gateway;
import dev.lakefront.portal.PortalVisit;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.file.Path;
import java.util.Map;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.api.io.TempDir;
import org.springframework.boot.test.system.CapturedOutput;
import org.springframework.boot.test.system.OutputCaptureExtension;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/** The page in front of the simulated workspace, for visitors whose browser runs no script, and what its script asks for. */
class TryItTests {

    private static final String IRIS = "/portal/apis/iris/try";
    private static final String ROWS = "{\"dataframe_records\": [{\"sepal_length\": 5.1, \"sepal_width\": 3.5,"
            + " \"petal_length\": 1.4, \"petal_width\": 0.2}]}";

    @TempDir
    private static Path folder;

    private static Gateway gateway;
    private static PortalVisit demo;
    private static PortalVisit stranger;

    @BeforeAll
    static void start() {
        gateway = Gateway.startWithPortal(folder, "--lakefront.portal.try-it.calls-per-minute=20");
        demo = PortalVisit.signedIn(gateway, "demo");
        stranger = PortalVisit.anonymous(gateway);
    }

    @AfterAll
    static void stop() {
        gateway.close();
    }

    @Test
    void fillsInTheExampleOfTheFormat() {
        assertThat(demo.get(IRIS).body())
                .contains("aria-current=\"true\">dataframe_split</a>")
                .contains("&quot;dataframe_split&quot; : {")
                .contains("data-format=\"dataframe_records\"");
        assertThat(demo.get(IRIS + "?format=dataframe_records").body()).contains("&quot;dataframe_records&quot; : [");
    }

    @Test
    void tellsTheScriptWhichColumnsThereAre() {
        assertThat(demo.get(IRIS).body())
                .contains("{&quot;name&quot;:&quot;sepal_length&quot;,&quot;type&quot;:&quot;number&quot;");
    }

    @Test
    void callsForABrowserWithoutScript() {
        HttpResponse<String> page = demo.submit(IRIS, IRIS, Map.of("format", "dataframe_records", "body", ROWS));

        assertThat(page.statusCode()).isEqualTo(200);
        assertThat(page.body())
                .contains("200 OK")
                .contains("predictions")
                .contains("setosa")
                .contains("Model server")
                .contains("&quot;dataframe_records&quot;: [{&quot;sepal_length&quot;: 5.1");
        assertThat(page.headers().firstValue("Cache-Control")).hasValue("no-store");
    }

    @Test
    void showsWhatTheModelRefuses() {
        HttpResponse<String> page = demo.submit(IRIS, IRIS, Map.of("body", "{\"nonsense\": 1}"));

        assertThat(page.body()).contains("400 Bad Request").contains("{&quot;nonsense&quot;: 1}");
    }

    @Test
    void showsStrangersTheRequestAndAsksThemToSignIn() {
        assertThat(stranger.get(IRIS).body()).containsPattern("<option value=\"[^\"]+\"[^>]*>POST /invocations<");
        assertThat(stranger.get(IRIS).body())
                .contains("Sign in to try")
                .contains("/portal/sign-in?to=/portal/apis/iris/try")
                .contains("&quot;dataframe_split&quot; : {");
        assertThat(stranger.submit(IRIS, IRIS, Map.of("body", ROWS)).body())
                .contains("Sign in to try this API, or switch the mock on.")
                .doesNotContain("setosa");
    }

    @Test
    void answersFromTheDocumentInMockMode() {
        HttpResponse<String> page = stranger.submit(IRIS, IRIS, Map.of("body", ROWS, "mock", "true"));

        assertThat(page.body()).contains("the model was not asked").contains("&quot;predictions&quot;");
        assertThat(stranger.get(IRIS + "?mock").body()).containsPattern("id=\"mock\"[^>]*checked");
    }

    @Test
    void givesTheScriptAKeyToThisApiOnly() {
        String key = key(demo, "iris");

        assertThat(gateway.post("/iris/invocations", key, ROWS).body()).contains("setosa");
        HttpResponse<String> other = gateway.post("/assistant/invocations", key, "{\"messages\":[]}");
        assertThat(other.statusCode()).isEqualTo(403);
        assertThat(other.headers().firstValue("X-Lakefront-Error")).hasValue("not-subscribed");
    }

    @Test
    void endsTheKeysOfWhoeverSignsOut() {
        PortalVisit leaving = PortalVisit.signedIn(gateway, "admin");
        String key = key(leaving, "iris");
        String another = key(demo, "iris");

        leaving.submit("/portal", "/portal/sign-out", Map.of());

        assertThat(gateway.post("/iris/invocations", key, ROWS).statusCode()).isEqualTo(401);
        assertThat(gateway.post("/iris/invocations", another, ROWS).statusCode())
                .isEqualTo(200);
    }

    @Test
    void givesNoKeyWithoutTokenOrSignIn() {
        HttpResponse<String> forged = demo.send(demo.request(IRIS + "/key").POST(HttpRequest.BodyPublishers.noBody()));
        HttpResponse<String> unknown = stranger.script(IRIS, IRIS + "/key", "");

        assertThat(forged.statusCode()).isEqualTo(403);
        assertThat(unknown.statusCode()).isEqualTo(401);
        assertThat(forged.body() + unknown.body()).doesNotContain("lf_");
    }

    @Test
    void holdsTheLimitOfEachVisitor() {
        PortalVisit busy = PortalVisit.signedIn(gateway, "approver");
        String key = key(busy, "iris");
        for (int i = 0; i < 20; i++) {
            assertThat(gateway.post("/iris/invocations", key, ROWS).statusCode())
                    .isEqualTo(200);
        }

        HttpResponse<String> refused = gateway.post("/iris/invocations", key(busy, "iris"), ROWS);
        HttpResponse<String> page = busy.submit(IRIS, IRIS, Map.of("body", ROWS));

        assertThat(refused.statusCode()).isEqualTo(429);
        assertThat(refused.headers().firstValue("X-Lakefront-Error")).hasValue("rate-limit-exceeded");
        assertThat(page.body()).contains("429 Too Many Requests").contains("0 of 20 left");
        assertThat(gateway.post("/iris/invocations", key(demo, "iris"), ROWS).statusCode())
                .isEqualTo(200);
    }

    @Test
    void mocksTheStreamOfAChat() {
        String operation = gateway.snapshots()
                .current()
                .apis()
                .get("assistant")
                .document()
                .operations()
                .getFirst()
                .id();
        String mock = "/portal/apis/assistant/mock/" + operation;

        HttpResponse<String> stream =
                stranger.script("/portal/apis/assistant/try", mock, "{\"messages\":[],\"stream\":true}");
        HttpResponse<String> whole = stranger.script("/portal/apis/assistant/try", mock, "{\"messages\":[]}");

        assertThat(stream.headers().firstValue("X-Lakefront-Mock")).hasValue("true");
        assertThat(stream.headers().firstValue("Content-Type").orElse("")).startsWith("text/event-stream");
        assertThat(stream.body())
                .startsWith("data: {\"id\":\"mock\"")
                .contains("\"content\":\"mock \"")
                .endsWith("data: [DONE]\n\n");
        assertThat(JsonMapper.shared()
                        .readTree(whole.body())
                        .at("/choices/0/message/content")
                        .asString())
                .startsWith("This is a mock answer");
    }

    @Test
    void knowsNoOtherApisAndOperations() {
        assertThat(demo.get("/portal/apis/nothing/try").statusCode()).isEqualTo(404);
        assertThat(demo.script(IRIS, "/portal/apis/nothing/try/key", "").statusCode())
                .isEqualTo(404);
        assertThat(demo.script(IRIS, "/portal/apis/iris/mock/nothing", "").statusCode())
                .isEqualTo(404);
    }

    /** A page is answered from another thread than its connection's, an unknown path at once. */
    @Test
    @Timeout(30)
    void answersEveryRequestOnAKeptConnection() {
        for (int i = 0; i < 100; i++) {
            assertThat(demo.get(IRIS).statusCode()).isEqualTo(200);
            assertThat(demo.get("/portal/apis/nothing/try").statusCode()).isEqualTo(404);
        }
    }

    @Test
    void servesItsScripts() {
        for (String script : new String[] {"tryit.js", "tryit-editors.js", "tryit-answer.js"}) {
            assertThat(stranger.get("/portal/assets/" + script).statusCode()).isEqualTo(200);
        }
    }

    private static String key(PortalVisit visit, String api) {
        HttpResponse<String> answer = visit.script(IRIS, "/portal/apis/" + api + "/try/key", "");
        assertThat(answer.statusCode()).as(answer.body()).isEqualTo(200);
        assertThat(answer.headers().firstValue("Cache-Control")).hasValue("no-store");
        JsonNode issued = JsonMapper.shared().readTree(answer.body());
        return issued.path("key").asString();
    }

    @Test
    @ExtendWith(OutputCaptureExtension.class)
    void saysThatAFormIsTooLargeAndLeavesNoStackTrace(CapturedOutput output) {
        String token = demo.token(IRIS);
        HttpResponse<String> page = demo.send(demo.request(IRIS)
                .header("Accept", "text/html")
                .header("Content-Type", "application/x-www-form-urlencoded")
                .POST(HttpRequest.BodyPublishers.ofString("_csrf=" + token + "&body=" + "a".repeat(300_000))));

        assertThat(page.statusCode()).isEqualTo(413);
        assertThat(page.body()).contains("A form of the portal takes no more than 256 KB");
        assertThat(output.getAll()).doesNotContain("DataBufferLimitException");
    }
}
