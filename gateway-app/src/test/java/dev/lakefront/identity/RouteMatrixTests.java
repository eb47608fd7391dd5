package dev.lakefront.identity;

import static org.assertj.core.api.Assertions.assertThat;

import dev.lakefront.Gateway;
import dev.lakefront.identity.MappedRoutes.Route;
import dev.lakefront.identity.PageAccess.Audience;
import dev.lakefront.portal.PortalVisit;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Every route that the application maps, for every role: as {@link PageAccess} and the door say. */
class RouteMatrixTests {

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
    private static final Path MATRIX = Path.of("target/authorisation-matrix.md");

    @TempDir
    private static Path folder;

    private static Gateway gateway;
    private static List<Route> routes;
    private static Everybody everybody;

    @BeforeAll
    static void start() {
        gateway = MappedRoutes.start(folder);
        routes = MappedRoutes.of(gateway);
        everybody = new Everybody(gateway);
    }

    @AfterAll
    static void stop() {
        gateway.close();
    }

    @Test
    void everyRouteIsInATable() {
        assertThat(routes).hasSizeGreaterThan(60);
        assertThat(routes.stream()
                        .filter(route -> !route.isPage() && !route.isManagement())
                        .map(Route::pattern)
                        .filter(pattern -> !UNGUARDED.contains(pattern)))
                .as("routes that nothing guards; add them to PageAccess, or here with a reason")
                .isEmpty();
        assertThat(pages()
                        // Of what is not there, and says just that.
                        .filter(page -> !page.pattern().equals("/portal/{*path}"))
                        .filter(page -> page.row().isEmpty()))
                .as("pages without a row in PageAccess")
                .isEmpty();
    }

    @Test
    void opensEachPageToThoseOfItsRow() {
        Map<String, String> table = new TreeMap<>();
        for (Route route : pages().toList()) {
            String path = route.path();
            PageAccess.Row row = route.row().orElse(null);
            for (String method : METHODS) {
                Audience audience = row == null ? null : Everybody.isReading(method) ? row.reads() : row.changes();
                for (Who who : Who.values()) {
                    HttpResponse<String> answer = everybody.ask(who, method, path);
                    String what = method + " " + path + " as " + who + ": " + answer.statusCode();
                    hasTheHeaders(answer, what, audience);
                    if (audience != null && who.isIn(audience)) {
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
            assertThat(MappedRoutes.reached(answer)).as(what).isEqualTo(route.pattern());
        }
    }

    private static void isShut(HttpResponse<String> answer, String what, String method, Who who, boolean nothing) {
        assertThat(MappedRoutes.reached(answer)).as(what).isEmpty();
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

    @Test
    void opensTheManagementApiToTheKeyAloneWhateverCookieComesAlong() {
        for (Route route : routes) {
            if (!route.isManagement()) {
                continue;
            }
            String path = route.path();
            for (Who who : Who.values()) {
                HttpResponse<String> answer = everybody.ask(who, route.method(), path);
                assertThat(answer.statusCode())
                        .as(route + " as " + who)
                        .isEqualTo(path.equals(DESCRIPTION) ? 200 : 401);
                assertThat(MappedRoutes.reached(answer)).isEqualTo(path.equals(DESCRIPTION) ? route.pattern() : "");
            }
            HttpResponse<String> answer = gateway.send(gateway.request(path)
                    .header("Authorization", "Bearer " + MappedRoutes.ADMINISTRATOR_KEY)
                    .method(route.method(), BodyPublishers.noBody()));
            assertThat(MappedRoutes.reached(answer))
                    .as(route + ": " + answer.body())
                    .isEqualTo(route.pattern());
        }
    }

    private static Stream<Route> pages() {
        return routes.stream().filter(Route::isPage);
    }

    private static String header(HttpResponse<String> answer, String name) {
        return answer.headers().firstValue(name).orElse("");
    }

    private static String words(Audience audience) {
        return Arrays.stream(Who.values())
                .map(who -> audience != null && who.isIn(audience) ? " yes |" : " |")
                .collect(Collectors.joining());
    }

    /** For readers: who may what, as it was found to be. */
    private static void write(Map<String, String> table) {
        Map<String, String> all = new LinkedHashMap<>(table);
        routes.stream()
                .filter(Route::isManagement)
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
