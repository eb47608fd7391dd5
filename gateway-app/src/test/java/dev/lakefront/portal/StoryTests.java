package dev.lakefront.portal;

import static com.microsoft.playwright.assertions.PlaywrightAssertions.assertThat;
import static dev.lakefront.publication.Eventually.eventually;
import static org.assertj.core.api.Assertions.assertThat;

import com.microsoft.playwright.Page;
import dev.lakefront.Tool;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Duration;
import java.util.regex.Pattern;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/**
 * From somebody who has never seen the gateway to a call of their own, and to the end of its key: once in a browser as
 * most are, once in one that runs no script.
 */
class StoryTests {

    private static final String ROWS = "{\"dataframe_split\":{\"columns\":[\"sepal_length\",\"sepal_width\","
            + "\"petal_length\",\"petal_width\"],\"data\":[[5.1,3.5,1.4,0.2]]}}";

    @TempDir
    private static Path folder;

    private static BrowsedPortal portal;

    @BeforeAll
    static void start() {
        Company.write(folder);
        portal = BrowsedPortal.start(folder, "--lakefront.usage.flush-every=500ms");
    }

    @AfterAll
    static void stop() {
        if (portal != null) {
            portal.close();
        }
    }

    @Test
    void isToldWithScript() throws Throwable {
        try (Browser.Visit visit = portal.visit()) {
            findAndRead(visit.page());
            visit.page().click("#send");
            assertThat(visit.page().locator("#answer .badge.accent")).hasText("Mock");
            signInToTry(visit.page());
            visit.page().click("#send");
            assertThat(visit.page().locator("#answer-panel tbody tr").first()).containsText("setosa");
            chats(visit);
            subscribesToTheEnd(visit, "Mobile app");
        }
    }

    @Test
    void isToldWithoutScript() throws Throwable {
        try (Browser.Visit visit = portal.visitWithoutScript()) {
            findAndRead(visit.page());
            visit.page().click("#send");
            assertThat(visit.page().locator("#answer")).containsText("the model was not asked");
            signInToTry(visit.page());
            visit.page().click("#send");
            assertThat(visit.page().locator("#answer")).containsText("setosa");
            subscribesToTheEnd(visit, "Plain app");
        }
    }

    private static void findAndRead(Page page) {
        page.navigate(portal.gateway().url() + "/portal");
        page.fill("#q", "flower");
        page.press("#q", "Enter");
        assertThat(page.locator("#count")).hasText("1 API found");
        page.click("text=Iris flowers");
        assertThat(page.locator("h1")).hasText("Iris flowers");
        assertThat(page.locator("main")).containsText("20 calls a second");
        assertThat(page.locator("main")).containsText("Botany");
        page.click(".title >> text=Try it");
        assertThat(page.locator("#mock")).isChecked();
    }

    private static void signInToTry(Page page) {
        page.click("text=Sign in to try");
        page.fill("input[name=username]", "demo");
        page.fill("input[name=password]", "demo");
        page.click("main button");
        assertThat(page).hasURL(Pattern.compile("/portal/apis/iris/try"));
        assertThat(page.locator("#mock")).not().isChecked();
    }

    private static void chats(Browser.Visit visit) {
        Page page = visit.open("/portal/apis/assistant/try");
        page.check("#stream");
        page.click("#send");
        assertThat(page.locator("#answer .badge.good")).hasText("200 OK");
        assertThat(page.locator(".spoken")).containsText(Pattern.compile("\\w+ \\w+ \\w+"));
        assertThat(page.locator("#send")).hasText("Send");
    }

    private static void subscribesToTheEnd(Browser.Visit visit, String title) throws Throwable {
        Page page = visit.page();
        subscribes(visit, title);
        approves(title);
        page.reload();
        assertThat(page.locator("main")).containsText("Welcome aboard");
        page.click("text=Create the first key");
        String first = newKey(page);
        callsFromCode(visit, first);
        String second = rotates(visit, title);
        assertThat(call(first).statusCode()).isEqualTo(200);
        assertThat(call(second).statusCode()).isEqualTo(200);
        String failed = revokesTheFirst(visit, title, first);
        assertThat(call(second).statusCode()).isEqualTo(200);
        seesTheCalls(visit, title, failed);
        visit.assertClean();
    }

    private static void subscribes(Browser.Visit visit, String title) {
        Page page = visit.open("/portal/apis/iris");
        page.click("aside >> text=Internal");
        page.click("main >> text=Subscribe");
        page.fill("#title", title);
        page.fill("#purpose", "Scores of flowers, on the telephone.");
        page.check("[name=terms]");
        page.click("main button:has-text('Subscribe')");
        assertThat(page.locator("h1")).hasText(title);
        assertThat(page.locator("main")).containsText("An approver");
    }

    private static void approves(String title) {
        try (Browser.Visit approver = portal.visit().signIn("approver")) {
            Page page = approver.open("/portal/admin");
            page.click("main nav >> text=Approvals");
            assertThat(page.locator("main")).containsText(title);
            page.fill("[name=comment]", "Welcome aboard");
            page.click("main button:has-text('Approve')");
            assertThat(page.locator("main")).not().containsText(title);
            approver.assertClean();
        }
    }

    private static String newKey(Page page) {
        String key = page.textContent("#secret").strip();
        assertThat(key).matches("lf_[0-9A-Za-z]{46}");
        page.click("text=I saved it");
        assertThat(page.content()).as("shown once").doesNotContain(key);
        return key;
    }

    /** With the command that the portal writes, as it stands there, and from Java. */
    private static void callsFromCode(Browser.Visit visit, String key) throws Exception {
        Page page = visit.open("/portal/apis/iris/code?lang=curl");
        String command = page.textContent("#snippet-code");
        assertThat(command).startsWith("curl").doesNotContain(key);
        Tool.onPath("curl");
        ProcessBuilder shell = new ProcessBuilder(Tool.onPath("bash").toString(), "-c", command);
        shell.environment().put("LAKEFRONT_KEY", key);
        Process curl = shell.redirectErrorStream(true).start();
        String answer = new String(curl.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
        assertThat(curl.waitFor()).isZero();
        assertThat(answer).contains("setosa", "virginica");
        assertThat(call(key).body()).contains("setosa");
        assertThat(call(null).statusCode()).isEqualTo(401);
    }

    private static String rotates(Browser.Visit visit, String title) {
        Page page = openFirstKey(visit, title);
        page.selectOption("#overlap", "HOUR");
        page.click("text=Make a new key");
        return newKey(page);
    }

    private static Page openFirstKey(Browser.Visit visit, String title) {
        Page page = visit.open("/portal/keys");
        page.click("section:has-text('" + title + "') tr:has-text('primary') >> text=Rotate or revoke");
        return page;
    }

    /** Gives the id of the first call that failed. */
    private static String revokesTheFirst(Browser.Visit visit, String title, String key) throws Throwable {
        Page page = openFirstKey(visit, title);
        page.fill("#confirm", "primary");
        long began = System.nanoTime();
        page.click("text=Revoke the key");
        eventually(() -> assertThat(call(key).statusCode()).isEqualTo(401));
        assertThat(Duration.ofNanos(System.nanoTime() - began)).isLessThan(Duration.ofSeconds(2));
        return call(key).headers().firstValue("X-Request-Id").orElseThrow();
    }

    private static void seesTheCalls(Browser.Visit visit, String title, String failed) throws Throwable {
        String good = lastGood(visit);
        Page page = visit.page();
        eventually(() -> {
            visit.open("/portal/requests?id=" + good);
            assertThat(page.textContent("main")).contains(good, "iris", title, "200");
        });
        visit.open("/portal/requests?id=" + failed);
        assertThat(page.textContent("main")).as("nobody's call").contains("No such request");
        visit.open("/portal/usage");
        assertThat(page.textContent("main")).contains(title, "iris", "p95");
    }

    private static String lastGood(Browser.Visit visit) {
        return visit.open("/portal/requests").locator("tbody tr code").last().textContent();
    }

    private static HttpResponse<String> call(String key) {
        return portal.gateway().post("/iris/invocations", key, ROWS);
    }

    @Test
    void findsWhileOneTypes() {
        try (Browser.Visit visit = portal.visit()) {
            Page page = visit.open("/portal/apis");
            page.evaluate("document.getElementById('count').kept = true");

            page.locator("#q").pressSequentially("flower");

            assertThat(page.locator("#count")).hasText("1 API found");
            assertThat(page.locator("#found li")).hasCount(1);
            assertThat(page.locator("#q")).isFocused();
            assertThat(page.evaluate("document.getElementById('count').kept"))
                    .as("the place that is read aloud stays, only its text changes")
                    .isEqualTo(true);
            assertThat(page).hasURL(Pattern.compile("q=flower"));
            page.click("#found li a");
            assertThat(page.locator("h1")).hasText("Iris flowers");
            page.goBack();
            assertThat(page.locator("#q")).hasValue("flower");
            assertThat(page.locator("#found li")).hasCount(1);
            page.selectOption("#task", "chat");
            assertThat(page.locator("#count")).hasText("No API found");
            assertThat(page.locator("#found")).containsText("No API matches");
            visit.assertClean();
        }
    }
}
