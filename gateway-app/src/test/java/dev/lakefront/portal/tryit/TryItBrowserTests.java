package dev.lakefront.portal.tryit;

import static com.microsoft.playwright.assertions.PlaywrightAssertions.assertThat;
import static org.assertj.core.api.Assertions.assertThat;

import com.microsoft.playwright.Locator;
import com.microsoft.playwright.Page;
import com.microsoft.playwright.Page.GetByRoleOptions;
import com.microsoft.playwright.Route;
import com.microsoft.playwright.options.AriaRole;
import com.microsoft.playwright.options.FilePayload;
import dev.lakefront.portal.BrowsedPortal;
import dev.lakefront.portal.Browser;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.regex.Pattern;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The console as a visitor uses it: a real browser in front of the simulated workspace. */
class TryItBrowserTests {

    private static final String IRIS = "/portal/apis/iris/try";
    private static final String CHAT = "/portal/apis/assistant/try";
    private static final String EMBED = "/portal/apis/embed/try";

    @TempDir
    private static Path folder;

    private static BrowsedPortal portal;

    private Browser.Visit visit;
    private Page page;

    @BeforeAll
    static void start() {
        portal = BrowsedPortal.start(folder, "--lakefront.portal.try-it.calls-per-minute=1000");
    }

    @AfterAll
    static void stop() {
        if (portal != null) {
            portal.close();
        }
    }

    @BeforeEach
    void signIn() {
        visit = portal.visit().signIn("demo");
        page = visit.page();
    }

    @AfterEach
    void leave() {
        visit.assertClean();
        visit.close();
    }

    @Test
    void sendsTheExampleAndShowsTheAnswer() {
        visit.open(IRIS);
        visit.assertAccessible();

        send();

        assertThat(page.locator("#answer .badge.good")).hasText("200 OK");
        assertThat(page.locator("#answer-panel tbody tr").first()).containsText("setosa");
        assertThat(page.locator("#answer-title")).isFocused();
        assertThat(page.locator("#status")).containsText("Response 200 OK after");
        visit.assertAccessible();
        tab("Pretty");
        assertThat(page.locator("#answer-text")).containsText("\"predictions\"");
        tab("Headers");
        assertThat(page.locator("#answer-panel")).containsText("server-timing");
        tab("Timing");
        assertThat(page.locator("#answer-panel")).containsText("Model server (upstream)");
        visit.assertAccessible();
    }

    @Test
    void sendsByKeyboardWithoutCookiesAndKeepsNoKey() {
        visit.open(IRIS);
        String[] sent = new String[2];
        page.onRequest(request -> {
            if (request.url().endsWith("/iris/invocations")) {
                sent[0] = request.allHeaders().get("cookie");
                sent[1] = request.allHeaders().get("x-api-key");
            }
        });

        page.locator("#view-visual input").first().press("Control+Enter");
        assertThat(page.locator("#answer .badge.good")).hasText("200 OK");

        assertThat(sent[0]).isNull();
        assertThat(sent[1]).startsWith("lf_");
        assertThat((String) page.evaluate("JSON.stringify([localStorage, sessionStorage, document.cookie])"))
                .doesNotContain("lf_");
        assertThat(page.content()).doesNotContain(sent[1]);
    }

    @Test
    void editsRowsInATableThatWritesTheJson() {
        visit.open(IRIS);
        Locator cells = page.locator("#view-visual tbody tr").first().locator("input");
        assertThat(page.locator("#view-visual thead")).containsText("petal_width");

        cells.nth(2).fill("6.0");
        page.getByRole(AriaRole.BUTTON, new GetByRoleOptions().setName("Add row"))
                .click();
        assertThat(page.locator("#body")).hasValue(Pattern.compile("\\[5\\.1, 3\\.5, 6\\.0, 0\\.2]"));
        cells.first()
                .evaluate("input => { const data = new DataTransfer(); data.setData('text/plain', '7.1\\t3\\n"
                        + "6.2\\t2,9'); input.dispatchEvent(new ClipboardEvent('paste', { clipboardData: data,"
                        + " bubbles: true, cancelable: true })); }");
        assertThat(page.locator("#body")).hasValue(Pattern.compile("\\[7\\.1, 3, 6\\.0, 0\\.2]"));
        assertThat(page.locator("#view-visual [aria-invalid]")).hasCount(1);
        page.locator("#csv")
                .setInputFiles(new FilePayload(
                        "rows.csv",
                        "text/csv",
                        "petal_width,petal_length,sepal_width,sepal_length\n0.2,1.4,3.5,5.1\n2.5,6.0,3.3,6.3\n1.3,4.1,\"2.8\",5.7\n"
                                .getBytes(StandardCharsets.UTF_8)));
        assertThat(page.locator("#view-visual tbody tr")).hasCount(3);
        page.getByRole(AriaRole.BUTTON, new GetByRoleOptions().setName("Delete row 1"))
                .click();
        send();

        assertThat(page.locator("#answer-panel tbody tr")).hasCount(2);
        assertThat(page.locator("#answer-panel tbody tr").first()).containsText("virginica");
    }

    @Test
    void saysWhatIsWrongWithTheJsonBeforeItIsSent() {
        visit.open(IRIS);
        page.getByRole(AriaRole.TAB, new GetByRoleOptions().setName("JSON")).click();
        page.fill("#body", "{\"dataframe_split\": ");

        send();

        assertThat(page.locator("#body-error")).containsText("This is not JSON");
        assertThat(page.locator("#body")).isFocused();
        visit.assertAccessible();
    }

    @Test
    void streamsAChatLiveAndStopsIt() {
        visit.open(CHAT);
        page.locator(".turn textarea").first().fill("Tell me about the lake, please.");
        page.check("#stream");
        visit.assertAccessible();

        send();
        assertThat(page.locator(".spoken")).containsText(Pattern.compile("\\w+ \\w+ \\w+"));
        assertThat(page.locator(".spoken")).not().hasAttribute("aria-busy", "true");
        visit.assertAccessible();
        page.getByRole(AriaRole.BUTTON, new GetByRoleOptions().setName("Reply")).click();
        assertThat(page.locator(".turn")).hasCount(3);
        assertThat(page.locator(".turn textarea").nth(2)).isFocused();
    }

    @Test
    void stopsAStream() {
        visit.open(CHAT);
        page.check("#mock");
        page.check("#stream");

        send();
        assertThat(page.locator(".spoken[aria-busy=true]")).containsText("This is");
        page.click("#stop");

        assertThat(page.locator("#answer .badge.warn")).hasText("Stopped");
        assertThat(page.locator(".spoken")).not().containsText("not asked");
        assertThat(page.locator("#answer")).containsText("the model was not asked");
        visit.screenshots("try-mock-stopped");
        visit.assertAccessible();
    }

    @Test
    void showsHowAlikeTextsAre() {
        visit.open(EMBED);
        page.getByRole(AriaRole.BUTTON, new GetByRoleOptions().setName("Fill in four to compare"))
                .click();

        send();

        assertThat(page.locator("td.heat")).hasCount(16);
        assertThat(page.locator("td.heat").first()).hasText("1.00");
        assertThat(page.locator("tbody th").first()).containsText("The ferry leaves at nine.");
        visit.assertAccessible();
    }

    @Test
    void writesTheRequestAsCode() {
        visit.open(IRIS + "?format=dataframe_records");
        page.getByRole(AriaRole.TAB, new GetByRoleOptions().setName("JSON")).click();
        page.fill("#body", "{\"text\": \"it's `here` ${now} \\\\ 'x'\"}");

        assertThat(page.locator("#snippet")).containsText("it'\\''s `here`");
        page.getByRole(AriaRole.TAB, new GetByRoleOptions().setName("Python")).click();
        assertThat(page.locator("#snippet")).containsText("r'''{\"text\": \"it's `here` ${now} \\\\ 'x'\"}'''");
        page.getByRole(AriaRole.TAB, new GetByRoleOptions().setName("JavaScript"))
                .click();
        assertThat(page.locator("#snippet")).containsText("const body = \"{\\\"text\\\"");
        visit.open(IRIS);
        assertThat(page.locator("#languages [aria-selected=true]")).hasText("JavaScript");
    }

    @Test
    void showsLimitsAsABar() {
        visit.open(IRIS);
        page.route("**/iris/invocations", route -> {
            var response = route.fetch();
            var headers = new HashMap<>(response.headers());
            headers.put("ratelimit-policy", "\"burst\";q=20;w=1, \"day\";q=1000");
            headers.put("ratelimit", "\"burst\";r=4;t=1, \"day\";r=640;t=3600");
            route.fulfill(new Route.FulfillOptions().setResponse(response).setHeaders(headers));
        });

        send();

        assertThat(page.locator(".limit").first()).containsText("4 of 20 left, more in 1 s");
        assertThat(page.locator(".limit meter")).hasCount(2);
        visit.screenshots("try-limits");
        visit.assertAccessible();
    }

    @Test
    void asksStrangersToSignInAndLetsThemTryTheMock() {
        try (Browser.Visit stranger = portal.visit()) {
            stranger.open(CHAT);
            stranger.page().click("#send");
            assertThat(stranger.page().locator("#answer .badge.accent")).hasText("Mock");
            stranger.page().uncheck("#mock");
            stranger.page().click("#send");
            assertThat(stranger.page().locator("#answer-content")).containsText("Sign in to try this API");
            stranger.assertAccessible();
            stranger.assertClean();
        }
    }

    @Test
    void worksWithoutScript() {
        try (Browser.Visit plain = portal.visitWithoutScript().signIn("demo")) {
            plain.open(IRIS);
            plain.page().click("#send");
            assertThat(plain.page().locator("#answer")).containsText("setosa");
        }
    }

    private void send() {
        page.click("#send");
    }

    private void tab(String name) {
        page.locator("#answer")
                .getByRole(AriaRole.TAB, new Locator.GetByRoleOptions().setName(name))
                .click();
    }
}
