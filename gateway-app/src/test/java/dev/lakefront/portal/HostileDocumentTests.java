package dev.lakefront.portal;

import static dev.lakefront.publication.Eventually.eventually;
import static org.assertj.core.api.Assertions.assertThat;

import com.microsoft.playwright.Page;
import dev.lakefront.Gateway;
import dev.lakefront.subscription.Actor;
import dev.lakefront.subscription.StoredSubscription;
import dev.lakefront.subscription.SubscriptionKeys;
import dev.lakefront.subscription.SubscriptionState;
import dev.lakefront.subscription.Subscriptions;
import java.net.http.HttpResponse;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.regex.Pattern;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import tools.jackson.databind.json.JsonMapper;

/** Documents and files that try everything change nothing in any page but its words. */
class HostileDocumentTests {

    /** Every element of the page and each of its attributes, as the browser understood them. */
    private static final String ELEMENTS = """
        () => { const found = new Set();
          for (const one of document.querySelectorAll('*')) {
            const name = one.localName; found.add(name);
            for (const attribute of one.attributes) found.add(name + ' ' + attribute.name);
          }
          return [...found]; }\
        """;

    /** Where its elements lead. */
    private static final String ADDRESSES = """
        () => [...document.querySelectorAll('*')].flatMap(one =>
          ['href', 'src', 'action', 'formaction', 'data', 'xlink:href', 'poster', 'srcset', 'hx-get', 'hx-post']
            .filter(name => one.hasAttribute(name)).map(name => name + ' ' + one.getAttribute(name)))\
        """;

    /** What hangs over the edge, when the page scrolls sideways. */
    private static final String TOO_WIDE = """
        () => document.documentElement.scrollWidth <= innerWidth ? [] :
          [...document.querySelectorAll('body *')].filter(one => one.getBoundingClientRect().right > innerWidth + 1)
            .map(one => one.parentElement.localName + ' > ' + one.localName + '.' + one.className).slice(0, 6)\
        """;

    private static final Pattern ADDRESS =
            Pattern.compile("(?:src|action|formaction|hx-get|hx-post) /portal[^\\s\"<>]*|action |(?:src|href) data:,"
                    + "|href (?:/(?!/)|#|mailto:)[^\\s\"<>]*|href https?://\\S*");

    @TempDir
    private static Path folder;

    private static Gateway gateway;
    private static Browser browser;
    private static String subscription;

    @BeforeAll
    static void start() throws Throwable {
        gateway = HostileSite.start(folder);
        browser = Browser.start();
        PortalVisit administrator = PortalVisit.signedIn(gateway, "admin");
        for (String product : List.of("p", "manual")) {
            HttpResponse<String> made = administrator.submit(
                    "/portal/keys",
                    "/portal/products/" + product + "/subscribe",
                    Map.of(
                            "title", HostileSite.ALL.substring(0, 100),
                            "purpose", HostileSite.ALL.substring(0, 1000),
                            "terms", "accepted"));
            assertThat(made.statusCode()).as(made.body()).isEqualTo(303);
            subscription = made.headers().firstValue("Location").orElseThrow().replaceAll(".*/", "");
        }
        call(administrator);
    }

    /** So that pages of usage have something to show. */
    private static void call(PortalVisit administrator) throws Throwable {
        StoredSubscription active = gateway.bean(Subscriptions.class).ofOwner("admin").stream()
                .filter(one -> one.state() == SubscriptionState.ACTIVE)
                .findFirst()
                .orElseThrow();
        String key = gateway.bean(SubscriptionKeys.class)
                .create(active.id(), null, new Actor("admin", "Admin", null))
                .key()
                .reveal();
        gateway.post("/hostile/%27%22%3E%3Csvg%20onload=alert(1)%3E/1", key, "{}");
        eventually(() -> assertThat(administrator.get("/portal/usage.csv").body())
                .contains(active.id().value()));
    }

    @AfterAll
    static void stop() {
        if (browser != null) {
            browser.close();
        }
        gateway.close();
    }

    /** A real browser reads the pages, with scripts on. */
    @Test
    void changeNothingButWords() {
        Set<String> known = KnownMarkup.all();
        try (Browser.Visit stranger = browser.visit(gateway.url());
                Browser.Visit administrator = browser.visit(gateway.url()).signIn("admin")) {
            List<String> alarms = new ArrayList<>();
            for (Browser.Visit visit : List.of(stranger, administrator)) {
                visit.tolerate("Failed to load resource");
                visit.page().onDialog(dialog -> {
                    alarms.add(dialog.message());
                    dialog.dismiss();
                });
            }
            List<String> unknown = new ArrayList<>();
            HostileSite.pages().forEach(path -> unknown.addAll(check(stranger, path, known)));
            HostileSite.personalPages(subscription).forEach(path -> unknown.addAll(check(administrator, path, known)));
            assertThat(unknown)
                    .as("elements and addresses that no template has")
                    .isEmpty();
            stranger.assertClean();
            administrator.assertClean();
            assertThat(alarms).isEmpty();
        }
    }

    private static List<String> check(Browser.Visit visit, String path, Set<String> known) {
        Page page = visit.open(path);
        String place = path.length() > 80 ? path.substring(0, 80) : path;
        assertThat(page.evaluate("() => window.__xss ?? null")).as(place).isNull();
        List<String> unknown = new ArrayList<>();
        strings(page.evaluate(ELEMENTS)).stream()
                .filter(one -> !known.contains(one))
                .forEach(unknown::add);
        strings(page.evaluate(ADDRESSES)).stream()
                .filter(address -> !ADDRESS.matcher(address).matches())
                .forEach(unknown::add);
        assertThat(page.textContent("body")).as(place).doesNotContain("__49__");
        return unknown.stream().map(one -> place + ": " + one).toList();
    }

    /** The longest word of all breaks, so that a page can be read on a telephone. */
    @Test
    void widenNoPage() {
        try (Browser.Visit stranger = browser.visitWithoutScript(gateway.url());
                Browser.Visit administrator = browser.visitWithoutScript(gateway.url())) {
            administrator.signIn("admin");
            stranger.page().setViewportSize(320, 700);
            administrator.page().setViewportSize(320, 700);
            List<String> wide = new ArrayList<>();
            HostileSite.pages().forEach(path -> wide.addAll(tooWide(stranger, path)));
            HostileSite.personalPages(subscription).forEach(path -> wide.addAll(tooWide(administrator, path)));
            assertThat(wide).isEmpty();
        }
    }

    private static List<String> tooWide(Browser.Visit visit, String path) {
        Page page = visit.open(path);
        return strings(page.evaluate(TOO_WIDE)).stream()
                .map(element -> path.substring(0, Math.min(60, path.length())) + ": " + element)
                .toList();
    }

    /** Swagger UI writes its page itself, from the document. */
    @Test
    void runNothingInSwaggerUi() {
        try (Browser.Visit visit = browser.visit(gateway.url())) {
            List<String> alarms = new ArrayList<>();
            visit.page().onDialog(dialog -> {
                alarms.add(dialog.message());
                dialog.dismiss();
            });
            visit.tolerate("Failed to load resource");
            // It parses what it is about to clean in documents that nobody sees; the policy holds there as well, and
            // says so.
            visit.tolerate("Executing inline event handler violates");
            visit.tolerate("Setting the document's base URI");
            visit.tolerate("CSP violation: script-src-attr");
            visit.tolerate("CSP violation: base-uri");
            Page page = visit.open("/portal/apis/hostile/reference/swagger");
            page.waitForSelector(".swagger-ui .opblock");
            assertThat(page.evaluate("() => window.__xss ?? null")).isNull();
            assertThat(strings(page.evaluate(ELEMENTS)).stream().filter(name -> name.contains(" on")))
                    .isEmpty();
            assertThat(strings(page.evaluate(ADDRESSES)))
                    .noneMatch(address -> address.matches("(?i)\\S+ \\s*(javascript|vbscript|data:text).*"));
            assertThat(alarms).isEmpty();
            visit.assertClean();
        }
    }

    /** What is no page is of its own kind to the last byte. */
    @Test
    void stayDataInDownloads() {
        for (String path : List.of(
                "/.well-known/api-catalog",
                "/portal/apis/hostile/openapi.json",
                "/portal/apis/hostile/openapi.json?version=3.0",
                "/portal/apis/hostile/postman.json")) {
            HttpResponse<String> answer = gateway.get(path);
            assertThat(JsonMapper.shared().readTree(answer.body()).isObject())
                    .as(path)
                    .isTrue();
            assertThat(answer.headers().firstValue("Content-Type").orElse(""))
                    .as(path)
                    .contains("json");
            assertThat(answer.headers().firstValue("X-Content-Type-Options"))
                    .as(path)
                    .hasValue("nosniff");
        }
        for (String path : List.of("/portal/apis/hostile.md", "/llms.txt", "/llms-full.txt")) {
            HttpResponse<String> answer = gateway.get(path);
            assertThat(answer.headers().firstValue("Content-Type").orElse(""))
                    .as(path)
                    .contains("text/");
            assertThat(answer.headers().firstValue("Content-Type").orElse(""))
                    .as(path)
                    .doesNotContain("html");
            // Code is indented, and runs nowhere.
            assertThat(answer.body().lines().filter(line -> !line.startsWith("    ")))
                    .as(path)
                    .noneMatch(line -> line.matches("<script.*|# <.*|.*(?<!\\\\)]\\(javascript:.*"));
        }
    }

    /** One of the operations is named so that a spreadsheet would compute it. */
    @Test
    void stayTextInSpreadsheets() {
        String sheet =
                PortalVisit.signedIn(gateway, "admin").get("/portal/usage.csv").body();

        assertThat(sheet).contains(",'=cmd|");
        assertThat(sheet.lines()).noneMatch(line -> line.matches("(.*,)?\"?[=+@].*"));
    }

    @Test
    void leaveThePostmanCollectionValid() {
        PostmanFormat.check(JsonMapper.shared()
                .readTree(gateway.get("/portal/apis/hostile/postman.json").body()));
    }

    @SuppressWarnings("unchecked")
    private static List<String> strings(Object found) {
        return (List<String>) found;
    }
}
