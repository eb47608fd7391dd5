package dev.lakefront.portal;

import static com.microsoft.playwright.assertions.PlaywrightAssertions.assertThat;
import static dev.lakefront.publication.Eventually.eventually;
import static org.assertj.core.api.Assertions.assertThat;

import com.microsoft.playwright.Page;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.Map;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.MethodOrderer;
import org.junit.jupiter.api.Order;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestMethodOrder;
import org.junit.jupiter.api.io.TempDir;

/**
 * How every page looks to whoever may see it, on a desk and on a telephone, by day and by night: pictures below
 * {@code target/screenshots}, of which axe has nothing to say.
 */
@TestMethodOrder(MethodOrderer.OrderAnnotation.class)
class ScreenshotTests {

    private static final Map<String, String> PUBLIC = new LinkedHashMap<>();

    static {
        PUBLIC.put("home", "/portal");
        PUBLIC.put("apis", "/portal/apis");
        PUBLIC.put("apis-none", "/portal/apis?q=zebra");
        PUBLIC.put("api", "/portal/apis/iris");
        PUBLIC.put("api-open", "/portal/apis/embed");
        PUBLIC.put("api-deprecated", "/portal/apis/petals");
        PUBLIC.put("api-retired", "/portal/apis/sepals");
        PUBLIC.put("try-deprecated", "/portal/apis/petals/try");
        PUBLIC.put("reference", "/portal/apis/iris/reference");
        PUBLIC.put("reference-chat", "/portal/apis/assistant/reference");
        PUBLIC.put("code", "/portal/apis/iris/code");
        PUBLIC.put("code-java", "/portal/apis/assistant/code?lang=java");
        PUBLIC.put("products", "/portal/products");
        PUBLIC.put("product", "/portal/products/internal");
        PUBLIC.put("docs", "/portal/docs");
        PUBLIC.put("docs-page", "/portal/docs/keys");
        PUBLIC.put("errors", "/portal/docs/problems");
        PUBLIC.put("management", "/portal/docs/management?operation=createSubscription");
        PUBLIC.put("error", "/portal/docs/problems/quota-exceeded");
        PUBLIC.put("status", "/portal/status");
        PUBLIC.put("sign-in", "/portal/sign-in");
    }

    @TempDir
    private static Path folder;

    private static BrowsedPortal portal;

    @BeforeAll
    static void start() {
        Company.write(folder);
        Company.end(folder);
        portal = BrowsedPortal.start(folder, "--lakefront.usage.flush-every=500ms");
    }

    @AfterAll
    static void stop() {
        if (portal != null) {
            portal.close();
        }
    }

    @Test
    @Order(1)
    void ofStrangers() {
        try (Browser.Visit stranger = portal.visit()) {
            PUBLIC.forEach((name, path) -> {
                stranger.open(path);
                stranger.examine(name);
            });
            stranger.open("/portal/apis/iris/try");
            stranger.page().click("#send");
            assertThat(stranger.page().locator("#answer .badge.accent")).hasText("Mock");
            stranger.examine("try-stranger");
            stranger.assertClean();
        }
    }

    @Test
    @Order(2)
    void ofWhatIsNotThere() {
        try (Browser.Visit stranger = portal.visit().tolerate("status of 404").tolerate("status of 403")) {
            stranger.open("/portal/nothing");
            stranger.examine("not-found");
            Page page = stranger.open("/portal/sign-in");
            page.fill("input[name=username]", "nobody");
            page.fill("input[name=password]", "nothing");
            page.click("main button");
            assertThat(page.locator("[role=alert]")).isVisible();
            stranger.examine("sign-in-failed");
            stranger.open("/portal/sign-in");
            page.evaluate("document.querySelector('[name=_csrf]').value = 'of another day'");
            page.click("main button", new Page.ClickOptions().setTrial(true));
            page.evaluate("document.querySelector('main form').submit()");
            assertThat(page.locator("h1")).hasText("Form expired");
            stranger.examine("form-expired");
            stranger.assertClean();
        }
    }

    @Test
    @Order(3)
    void ofDevelopersWithNothingYet() {
        try (Browser.Visit visit = portal.visit().signIn("approver")) {
            for (String page : new String[] {"keys", "subscriptions", "usage", "requests", "admin"}) {
                visit.open("/portal/" + page);
                visit.examine(page + "-none");
            }
            visit.assertClean();
        }
    }

    @Test
    @Order(4)
    void ofDevelopers() throws Throwable {
        try (Browser.Visit visit = portal.visit().signIn("demo")) {
            Page page = visit.open("/portal/products/internal/subscribe");
            visit.examine("subscribe");
            subscribe(page, "Nightly batch of the botanical garden in Basel, production, second attempt");
            visit.examine("subscription-submitted");
            visit.open("/portal/products/starter/subscribe");
            subscribe(page, "Mobile app");
            page.click("text=Create the first key");
            String key = page.textContent("#secret").strip();
            visit.examine("key-made");
            call(key);
            visit.open("/portal/keys");
            visit.examine("keys");
            page.click("text=Rotate or revoke");
            visit.examine("key");
            visit.open("/portal/subscriptions");
            visit.examine("subscriptions");
            page.click("text=Mobile app");
            visit.examine("subscription");
            eventually(() -> assertThat(
                            visit.open("/portal/usage").locator("svg.chart").count())
                    .isPositive());
            visit.examine("usage");
            visit.open("/portal/requests");
            visit.examine("requests");
            visit.assertClean();
        }
    }

    private static void subscribe(Page page, String title) {
        page.fill("#title", title);
        page.fill("#purpose", "We score 40,000 flowers a night. ".repeat(5));
        if (page.locator("[name=terms]").count() > 0) {
            page.check("[name=terms]");
        }
        page.click("main button:has-text('Subscribe')");
    }

    private static void call(String key) {
        for (int call = 0; call < 12; call++) {
            portal.gateway().post("/iris/invocations", key, call % 4 == 3 ? "{}" : """
                {"dataframe_records":[{"sepal_length":5.1,"sepal_width":3.5,"petal_length":1.4,"petal_width":0.2}]}
                """);
            portal.gateway().post("/assistant/invocations", key, """
                {"messages":[{"role":"user","content":"Where is the lake?"}]}
                """);
        }
    }

    @Test
    @Order(5)
    void ofTrying() {
        try (Browser.Visit visit = portal.visit().signIn("demo")) {
            Page page = visit.open("/portal/apis/iris/try");
            visit.examine("try");
            page.click("#send");
            assertThat(page.locator("#answer-panel tbody tr").first()).containsText("setosa");
            visit.examine("try-table");
            page.click("#answer >> text=Timing");
            visit.examine("try-timing");
            visit.open("/portal/apis/assistant/try");
            page.check("#stream");
            page.click("#send");
            assertThat(page.locator("#answer >> text=Reply")).isVisible();
            page.click("#answer >> text=Reply");
            visit.examine("try-chat");
            visit.open("/portal/apis/embed/try");
            page.click("text=Fill in four");
            page.click("#send");
            assertThat(page.locator("td.heat")).hasCount(16);
            visit.examine("try-heat-map");
            visit.assertClean();
        }
        try (Browser.Visit plain = portal.visitWithoutScript().signIn("demo")) {
            plain.open("/portal/apis/iris/try").click("#send");
            plain.examine("try-without-script");
        }
    }

    @Test
    @Order(6)
    void ofAdministrators() {
        try (Browser.Visit visit = portal.visit().signIn("admin")) {
            for (String page : new String[] {
                "admin",
                "admin/approvals",
                "admin/snapshot",
                "admin/onboard",
                "admin/apis/iris",
                "admin/subscriptions",
                "admin/audit",
                "usage"
            }) {
                visit.open("/portal/" + page);
                visit.examine(page.startsWith("admin") ? page.replace('/', '-') : "admin-" + page);
            }
            visit.assertClean();
        }
    }

    @Test
    @Order(7)
    void ofManyApisWithLongNames() throws Throwable {
        try (Browser.Visit visit = portal.visit()) {
            Company.grow(folder);
            visit.page()
                    .waitForCondition(
                            () -> portal.gateway().snapshots().current().apis().size() == 67,
                            new Page.WaitForConditionOptions().setTimeout(40_000));
            visit.open("/portal/apis");
            visit.examine("apis-many");
            for (String page : new String[] {"apis/long", "apis/long/try", "apis/long/code", "products", "status"}) {
                visit.open("/portal/" + page);
                visit.examine("long-" + page.replace('/', '-'));
            }
            visit.assertClean();
        }
    }
}
