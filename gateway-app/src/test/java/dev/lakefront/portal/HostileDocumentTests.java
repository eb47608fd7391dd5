package dev.lakefront.portal;

import static org.assertj.core.api.Assertions.assertThat;

import com.microsoft.playwright.Page;
import dev.lakefront.Gateway;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.http.HttpResponse;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/** Documents and files that try everything change nothing in any page but its words. */
class HostileDocumentTests {

    private static final Path TEMPLATES = Path.of("src/main/resources/templates/portal");

    /** What Markdown makes, beside what stands in templates. */
    private static final Set<String> MARKDOWN = Set.of(
            "a",
            "a rel",
            "p",
            "h1",
            "h2",
            "h3",
            "h4",
            "h5",
            "h6",
            "ul",
            "ol",
            "ol start",
            "li",
            "em",
            "strong",
            "code",
            "code class",
            "pre",
            "blockquote",
            "hr",
            "br",
            "table",
            "thead",
            "tbody",
            "tr",
            "th",
            "td",
            "th align",
            "td align",
            "h1 id",
            "h2 id",
            "h3 id",
            "h4 id",
            "h5 id",
            "h6 id",
            "div",
            "div class",
            "div tabindex",
            "div role");

    /** What the script of the page makes tabs of. */
    private static final Set<String> TABS =
            Set.of("button role", "button aria-controls", "button aria-selected", "button tabindex");

    /** What it makes lists of, on a telephone. */
    private static final Set<String> TABLES = Set.of(
            "table role",
            "thead role",
            "tbody role",
            "tr role",
            "th role",
            "td role",
            "td data-label",
            "th data-label");

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
    static void start() {
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
        Set<String> known = known();
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
        assertThat(PortalVisit.signedIn(gateway, "admin")
                        .get("/portal/usage.csv")
                        .body()
                        .lines())
                .noneMatch(line -> line.matches("(.*,)?\"?[=+@].*"));
    }

    /** By the rules of its format: https://schema.postman.com/collection/json/v2.1.0/draft-07/collection.json. */
    @Test
    void leaveThePostmanCollectionValid() {
        JsonNode collection = JsonMapper.shared()
                .readTree(gateway.get("/portal/apis/hostile/postman.json").body());
        assertThat(collection.at("/info/name").isString()).isTrue();
        assertThat(collection.at("/info/schema").asString())
                .isEqualTo("https://schema.getpostman.com/json/collection/v2.1.0/collection.json");
        assertThat(collection.path("item")).isNotEmpty().allSatisfy(HostileDocumentTests::isItem);
        assertThat(collection.at("/auth/type").asString()).isEqualTo("apikey");
        assertThat(collection.at("/auth/apikey"))
                .allMatch(setting -> setting.path("key").isString());
        assertThat(collection.path("variable")).allSatisfy(variable -> {
            assertThat(variable.path("key").isString()).isTrue();
            assertThat(variable.path("type").asString("string")).isIn("string", "boolean", "any", "number");
        });
    }

    private static void isItem(JsonNode item) {
        assertThat(item.path("name").isString()).isTrue();
        if (item.has("item")) {
            assertThat(item.path("item")).isNotEmpty().allSatisfy(HostileDocumentTests::isItem);
            return;
        }
        JsonNode request = item.path("request");
        assertThat(request.path("method").asString()).isIn("GET", "POST", "PUT", "PATCH", "DELETE", "HEAD", "OPTIONS");
        assertThat(request.path("header"))
                .allMatch(header ->
                        header.path("key").isString() && header.path("value").isString());
        assertThat(request.at("/url/raw").asString()).startsWith("{{baseUrl}}/");
        assertThat(request.at("/url/path")).isNotEmpty().allMatch(JsonNode::isString);
        assertThat(request.at("/url/query")).allMatch(pair -> pair.path("key").isString());
        assertThat(request.path("description").isString()).isTrue();
        if (request.has("body")) {
            assertThat(request.at("/body/mode").asString()).isEqualTo("raw");
            assertThat(request.at("/body/raw").isString()).isTrue();
        }
    }

    /** All that templates write, however they come to it, and what Markdown makes. */
    private static Set<String> known() {
        Set<String> known = new TreeSet<>(MARKDOWN);
        known.addAll(TABS);
        known.addAll(TABLES);
        Pattern element = Pattern.compile("<([a-z][a-z0-9-]*)((?:\\s+[a-z:-]+(?:=\"[^\"]*\"|='[^']*')?)*)");
        Pattern attribute = Pattern.compile("([a-z:-]+)(?:=(\"[^\"]*\"|'[^']*'))?");
        try (Stream<Path> files = Files.walk(TEMPLATES)) {
            for (Path file : files.filter(Files::isRegularFile).toList()) {
                element.matcher(Files.readString(file)).results().forEach(tag -> {
                    known.add(tag.group(1));
                    attribute.matcher(tag.group(2)).results().forEach(given -> {
                        String name = given.group(1).replace("th:", "").replaceAll("(append|prepend)$", "");
                        known.add(tag.group(1) + " " + name);
                        if (name.equals("attr") && given.group(2) != null) {
                            Pattern.compile("([a-z-]+)=")
                                    .matcher(given.group(2))
                                    .results()
                                    .forEach(set -> known.add(tag.group(1) + " " + set.group(1)));
                        }
                    });
                });
            }
        } catch (IOException failed) {
            throw new UncheckedIOException(failed);
        }
        assertThat(known).noneMatch(name -> name.contains(" on") || name.endsWith(" style"));
        return known;
    }

    @SuppressWarnings("unchecked")
    private static List<String> strings(Object found) {
        return (List<String>) found;
    }
}
