package dev.lakefront.identity;

import static org.assertj.core.api.Assertions.assertThat;

import dev.lakefront.Gateway;
import dev.lakefront.identity.MappedRoutes.Route;
import dev.lakefront.identity.PageAccess.Audience;
import dev.lakefront.portal.PortalGateway;
import dev.lakefront.portal.PortalVisit;
import dev.lakefront.store.Transactions;
import dev.lakefront.subscription.AuditLog;
import dev.lakefront.subscription.KeyDigest;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.EnumMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.springframework.http.server.PathContainer;
import org.springframework.web.util.pattern.PathPatternParser;

/** Every route that the application maps, for every role, with every method: as {@link PageAccess} and the door say. */
class RouteMatrixTests {

    enum Who {
        STRANGER(""),
        DEVELOPER("demo"),
        APPROVER("approver"),
        ADMINISTRATOR("admin");

        private final String name;

        Who(String name) {
            this.name = name;
        }
    }

    /** What has no guard on purpose: it is part of calling APIs, and looks at keys itself where it tells of any. */
    private static final Set<String> UNGUARDED = Set.of(
            "/v1/models",
            "/v1/models/{model}",
            "/api/2.0/serving-endpoints",
            "/api/2.0/serving-endpoints/{api}",
            "/api/2.0/serving-endpoints/{api}/openapi",
            "/api/2.0/preview/scim/v2/Me",
            "/.well-known/databricks-config",
            "/oidc/.well-known/oauth-authorization-server",
            "/oidc/.well-known/openid-configuration",
            "/oidc/v1/token");

    private static final List<String> METHODS = List.of("GET", "HEAD", "POST", "DELETE");
    private static final String DESCRIPTION = "/management/v1/openapi.json";
    private static final String ADMINISTRATOR_KEY = "administrator-test-key";
    private static final Path MATRIX = Path.of("target/authorisation-matrix.md");

    @TempDir
    private static Path folder;

    private static Gateway gateway;
    private static List<Route> routes;
    private static final Map<Who, PortalVisit> BROWSERS = new EnumMap<>(Who.class);
    private static final Map<Who, String> TOKENS = new EnumMap<>(Who.class);

    @BeforeAll
    static void start() {
        gateway = PortalGateway.start(
                        folder,
                        MappedRoutes.class,
                        "--lakefront.management.administrator-key="
                                + KeyDigest.of(ADMINISTRATOR_KEY).written())
                .gateway();
        routes = MappedRoutes.of(gateway);
        for (Who who : Who.values()) {
            PortalVisit browser = PortalVisit.anonymous(gateway);
            if (who != Who.STRANGER) {
                browser.signIn(who.name);
            }
            BROWSERS.put(who, browser);
            TOKENS.put(who, browser.token());
        }
    }

    @AfterAll
    static void stop() {
        gateway.close();
    }

    @Test
    void everyRouteIsInATable() {
        assertThat(routes).hasSizeGreaterThan(60);
        assertThat(routes.stream()
                        .map(Route::pattern)
                        .filter(pattern -> !isPage(pattern) && !isManagement(pattern))
                        .filter(pattern -> !UNGUARDED.contains(pattern)))
                .as("routes that nothing guards; add them to PageAccess, or here with a reason")
                .isEmpty();
        assertThat(pages().map(Route::pattern)
                        // Of what is not there, and says just that.
                        .filter(pattern -> !pattern.equals("/portal/{*path}"))
                        .filter(pattern -> row(path(pattern)).isEmpty()))
                .as("pages without a row in PageAccess")
                .isEmpty();
    }

    @Test
    void opensEachPageToThoseOfItsRow() {
        Map<String, String> table = new TreeMap<>();
        for (Route route : pages().toList()) {
            String path = path(route.pattern());
            PageAccess.Row row = row(path).orElse(null);
            for (String method : METHODS) {
                Audience audience = row == null ? null : isReading(method) ? row.reads() : row.changes();
                for (Who who : Who.values()) {
                    HttpResponse<String> answer = ask(who, method, path);
                    String what = method + " " + path + " as " + who + ": " + answer.statusCode();
                    hasTheHeaders(answer, what, audience);
                    if (audience != null && isFor(audience, who)) {
                        isOpen(answer, what, route, method);
                    } else {
                        isShut(answer, what, method, who, audience == null);
                    }
                }
                if (method.equals(route.method())) {
                    table.put(route.pattern() + " | " + method, words(audience));
                }
            }
        }
        write(table);
    }

    private static void isOpen(HttpResponse<String> answer, String what, Route route, String method) {
        assertThat(answer.statusCode()).as(what).isNotIn(401, 403).isLessThan(500);
        if (!route.pattern().equals(SignInAddress.PATH)) {
            assertThat(PortalVisit.location(answer)).as(what).doesNotStartWith("/portal/sign-in");
        }
        if (method.equals(route.method())) {
            assertThat(reached(answer)).as(what).isEqualTo(route.pattern());
        }
    }

    private static void isShut(HttpResponse<String> answer, String what, String method, Who who, boolean nothing) {
        assertThat(reached(answer)).as(what).isEmpty();
        if (who == Who.STRANGER && !nothing) {
            assertThat(answer.statusCode()).as(what).isEqualTo(303);
            assertThat(PortalVisit.location(answer)).as(what).startsWith("/portal/sign-in");
        } else {
            assertThat(answer.statusCode()).as(what).isEqualTo(404);
        }
    }

    private static void hasTheHeaders(HttpResponse<String> answer, String what, Audience audience) {
        assertThat(header(answer, "Content-Security-Policy"))
                .as(what)
                .contains("default-src 'none'", "script-src 'self';", "frame-ancestors 'none'", "base-uri 'none'");
        assertThat(header(answer, "X-Frame-Options")).as(what).isEqualTo("DENY");
        assertThat(header(answer, "X-Content-Type-Options")).as(what).isEqualTo("nosniff");
        assertThat(header(answer, "Referrer-Policy")).as(what).isEqualTo("no-referrer");
        assertThat(header(answer, "Access-Control-Allow-Origin")).as(what).isEmpty();
        if (audience != Audience.EVERYBODY && audience != Audience.READERS) {
            assertThat(header(answer, "Cache-Control")).as(what).isEqualTo("no-store");
        }
        assertThat(answer.headers().allValues("Set-Cookie"))
                .as(what)
                .allMatch(cookie -> cookie.contains("HttpOnly") || cookie.contains("HTTPOnly"))
                .allMatch(cookie -> cookie.contains("SameSite=Lax"));
    }

    /** Signing in and out are no mapped routes, and have tests of their own. */
    @Test
    void changesNothingWithoutTheTokenThatThisBrowserWasGiven() {
        long before = changes();
        String foreign = PortalVisit.anonymous(gateway).token();
        for (Route route : (Iterable<Route>) pages()::iterator) {
            if (isReading(route.method())) {
                continue;
            }
            for (Who who : Who.values()) {
                for (String token : new String[] {null, "made-up", foreign}) {
                    PortalVisit browser = BROWSERS.get(who);
                    HttpResponse<String> answer = browser.post(
                            path(route.pattern()), Map.of("title", "Planted", "confirm", "primary"), token);
                    isRefusedForm(answer, route + " as " + who + " with " + token);
                    HttpResponse<String> script = browser.send(browser.request(path(route.pattern()))
                            .header("Origin", "https://evil.example")
                            .header("Sec-Fetch-Site", "cross-site")
                            .header("Content-Type", "text/plain")
                            .header("X-CSRF-Token", token == null ? "" : token)
                            .POST(BodyPublishers.ofString("{}")));
                    isRefusedForm(script, route + " as " + who + " with header " + token);
                }
            }
        }
        assertThat(changes()).isEqualTo(before);
    }

    private static void isRefusedForm(HttpResponse<String> answer, String what) {
        assertThat(answer.statusCode()).as(what).isEqualTo(403);
        assertThat(header(answer, "X-Lakefront-Error")).as(what).isEqualTo("form-expired");
        assertThat(reached(answer)).as(what).isEmpty();
    }

    @Test
    void opensTheManagementApiToTheKeyAloneWhateverCookieComesAlong() {
        for (Route route : routes) {
            if (!isManagement(route.pattern())) {
                continue;
            }
            String path = path(route.pattern());
            for (Who who : Who.values()) {
                HttpResponse<String> answer = ask(who, route.method(), path);
                assertThat(answer.statusCode())
                        .as(route + " as " + who)
                        .isEqualTo(path.equals(DESCRIPTION) ? 200 : 401);
                assertThat(reached(answer)).isEqualTo(path.equals(DESCRIPTION) ? route.pattern() : "");
            }
            HttpResponse<String> answer = gateway.send(gateway.request(path)
                    .header("Authorization", "Bearer " + ADMINISTRATOR_KEY)
                    .method(route.method(), BodyPublishers.noBody()));
            assertThat(reached(answer)).as(route + ": " + answer.body()).isEqualTo(route.pattern());
        }
    }

    private static HttpResponse<String> ask(Who who, String method, String path) {
        PortalVisit browser = BROWSERS.get(who);
        HttpRequest.Builder request = browser.request(path).setHeader("Accept", "text/html,*/*;q=0.8");
        if (isReading(method)) {
            return browser.send(request.method(method, BodyPublishers.noBody()));
        }
        return browser.send(request.header("X-CSRF-Token", TOKENS.get(who))
                .header("Content-Type", "application/x-www-form-urlencoded")
                .method(method, BodyPublishers.ofString("")));
    }

    private static Stream<Route> pages() {
        return routes.stream().filter(route -> isPage(route.pattern()));
    }

    private static boolean isPage(String pattern) {
        return SecuredPages.PATHS.stream()
                .map(PathPatternParser.defaultInstance::parse)
                .anyMatch(secured -> secured.matches(PathContainer.parsePath(path(pattern))));
    }

    private static boolean isManagement(String pattern) {
        return pattern.startsWith("/management/");
    }

    /** Where there is something, so that the handler itself has no reason to refuse; else a name of nothing. */
    private static String path(String pattern) {
        return pattern.replaceAll("(/portal|/v1)/apis/\\{id[^}]*}", "$1/apis/iris")
                .replaceAll("/products/\\{id}", "/products/internal")
                .replace("/docs/problems/{code}", "/docs/problems/overloaded")
                .replace("/docs/{name}", "/docs/keys")
                .replace("/subscriptions/{id}", "/subscriptions/s-aaaaaaaaaaaa")
                .replace("{action}", "approve")
                .replaceAll("\\{\\*[^}]*}", "nothing")
                .replaceAll("\\{[^}]*}", "primary");
    }

    private static Optional<PageAccess.Row> row(String path) {
        return PageAccess.TABLE.stream()
                .filter(row -> row.pattern().matches(PathContainer.parsePath(path)))
                .findFirst();
    }

    private static boolean isFor(Audience audience, Who who) {
        return switch (audience) {
            case EVERYBODY, READERS -> true;
            case DEVELOPERS -> who.compareTo(Who.DEVELOPER) >= 0;
            case APPROVERS -> who.compareTo(Who.APPROVER) >= 0;
            case ADMINISTRATORS -> who == Who.ADMINISTRATOR;
        };
    }

    private static boolean isReading(String method) {
        return Set.of("GET", "HEAD", "OPTIONS").contains(method);
    }

    private static String reached(HttpResponse<String> answer) {
        return header(answer, MappedRoutes.REACHED);
    }

    private static String header(HttpResponse<String> answer, String name) {
        return answer.headers().firstValue(name).orElse("");
    }

    private static long changes() {
        return gateway.bean(Transactions.class)
                .call(() -> gateway.bean(AuditLog.class).read(0, 1000))
                .size();
    }

    private static String words(Audience audience) {
        return Arrays.stream(Who.values())
                .map(who -> audience != null && isFor(audience, who) ? " yes |" : " |")
                .collect(Collectors.joining());
    }

    /** For readers: who may what, as it was found to be. */
    private static void write(Map<String, String> table) {
        Map<String, String> all = new LinkedHashMap<>(table);
        routes.stream()
                .filter(route -> isManagement(route.pattern()))
                .forEach(route -> all.put(
                        route.pattern() + " | " + route.method(),
                        route.pattern().equals(DESCRIPTION) ? " yes | yes | yes | yes |" : " | | | by key or token |"));
        StringBuilder text = new StringBuilder("| path | method | stranger | developer | approver | administrator |\n"
                + "| --- | --- | --- | --- | --- | --- |\n");
        all.forEach((route, who) -> text.append("| `")
                .append(route.replace(" | ", "` | "))
                .append(" |")
                .append(who)
                .append('\n'));
        try {
            Files.createDirectories(MATRIX.getParent());
            Files.writeString(MATRIX, text);
        } catch (IOException failed) {
            throw new UncheckedIOException(failed);
        }
    }
}
