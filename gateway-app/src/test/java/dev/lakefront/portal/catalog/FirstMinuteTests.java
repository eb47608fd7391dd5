package dev.lakefront.portal.catalog;

import static dev.lakefront.publication.Eventually.eventually;
import static org.assertj.core.api.Assertions.assertThat;

import dev.lakefront.Gateway;
import dev.lakefront.portal.Browser;
import dev.lakefront.portal.PortalVisit;
import java.net.http.HttpResponse;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The portal of somebody who has just started the gateway, with nothing declared. */
class FirstMinuteTests {

    private static final Pattern KEY = Pattern.compile("lf_[0-9A-Za-z]{46}");
    private static final String IRIS = "{\"inputs\":[[5.1,3.5,1.4,0.2]]}";

    @TempDir
    private static Path folder;

    private static Gateway gateway;

    @BeforeAll
    static void start() {
        gateway = Gateway.startWithPortal(folder, "--lakefront.usage.flush-every=200ms");
    }

    @AfterAll
    static void stop() {
        gateway.close();
    }

    private static HttpResponse<String> stranger(String path) {
        return PortalVisit.anonymous(gateway).get(path);
    }

    @Test
    void looksAliveToAStranger() {
        assertThat(stranger("/portal").body()).contains("Iris flowers", "Gateway guide", "/portal/sign-in?to=/portal");
        assertThat(stranger("/portal/apis/iris").body())
                .contains("Botany", "botany@example.com", "Trial", "10 calls every 10 seconds")
                .doesNotContain("id=\"your-access\"");
        assertThat(stranger("/portal/products").body())
                .contains("Trial", "Production", "Immediate", "Needs approval", "3 APIs", "4 APIs");
        assertThat(stranger("/portal/products/production").body())
                .contains("an approver decides on each request", "Work for 180 days", "At most 2 for one person")
                .contains("Send no personal data.")
                .doesNotContain("Who uses it");
    }

    @Test
    void givesANewcomerAKeyWithoutAnybodysApproval() throws Throwable {
        PortalVisit newcomer = PortalVisit.signedIn(gateway, "demo");
        assertThat(newcomer.get("/portal").body())
                .contains("Your first call in three steps", "(to do)")
                .doesNotContain("(done)", "Recently used");

        HttpResponse<String> made = newcomer.submit(
                "/portal/products/trial/subscribe",
                "/portal/products/trial/subscribe",
                Map.of("title", "Trying", "purpose", ""));
        String subscription = made.headers().firstValue("Location").orElseThrow();
        HttpResponse<String> created = newcomer.submit(subscription, subscription + "/keys", Map.of("name", "first"));
        Matcher key = KEY.matcher(created.body());
        assertThat(key.find()).as(created.statusCode() + created.body()).isTrue();

        assertThat(newcomer.get("/portal").body()).contains("(done)", "(to do)", "You have one.");
        assertThat(newcomer.get("/portal/apis").body()).contains("Your access");
        assertThat(newcomer.get("/portal/apis/iris").body())
                .contains("Your access", "through", "Trying", "product trial", "These limits apply to you");
        assertThat(newcomer.get("/portal/apis/rag-chatbot").body()).doesNotContain("Your access");
        assertThat(gateway.post("/iris/invocations", key.group(), IRIS).body()).contains("setosa");
        eventually(() -> assertThat(newcomer.get("/portal").body())
                .contains("Your first call is made", "Recently used")
                .doesNotContain("(to do)"));
        List<Integer> answers = java.util.stream.IntStream.range(0, 15)
                .mapToObj(call ->
                        gateway.post("/iris/invocations", key.group(), IRIS).statusCode())
                .toList();
        assertThat(answers).contains(200, 429);
        assertThat(PortalVisit.signedIn(gateway, "admin")
                        .get("/portal/products/trial")
                        .body())
                .contains("Who uses it", "Trying", "demo");
        pictures();
    }

    /** With what the newcomer has done. */
    private static void pictures() {
        try (Browser browser = Browser.start();
                Browser.Visit visit = browser.visit(gateway.url())) {
            visit.signIn("demo");
            for (String page : List.of(
                    "", "/apis", "/apis/iris", "/products", "/products/production", "/products/trial", "/status")) {
                visit.open("/portal" + page);
                visit.screenshots("own" + page.replace('/', '-'));
                visit.assertAccessible();
            }
        }
    }
}
