package dev.lakefront.identity;

import static org.assertj.core.api.Assertions.assertThat;

import dev.lakefront.Gateway;
import dev.lakefront.portal.PortalVisit;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Signing in to a demonstration, and what goes with every page. */
class DemoSignInTests {

    private static final String SESSION = "lakefront-session";
    private static final String FORM = "lakefront-form";

    @TempDir
    private static Path folder;

    private static Gateway gateway;

    private final PortalVisit browser = PortalVisit.anonymous(gateway);

    @BeforeAll
    static void start() {
        gateway = Gateway.startWithPortal(folder, ProbePages.class);
    }

    @AfterAll
    static void stop() {
        gateway.close();
    }

    @Test
    void showsTheUsersOfTheDemonstration() {
        String page = browser.get("/portal/sign-in").body();

        assertThat(page).contains("This is a demonstration", "demo", "approver", "admin");
        assertThat(page).doesNotContain("Nobody can sign in yet", "/portal/sign-in/with");
    }

    @ParameterizedTest
    @CsvSource({"demo", "approver", "admin"})
    void signsIn(String name) {
        HttpResponse<String> response = browser.signIn(name);

        assertThat(response.statusCode()).isEqualTo(303);
        assertThat(PortalVisit.location(response)).isEqualTo("/portal");
        assertThat(browser.get("/portal").body()).contains(">" + name + "<", "Sign out");
    }

    @ParameterizedTest
    @CsvSource({"demo,wrong", "nobody,nobody", "demo,''", "Demo,Demo"})
    void refusesOtherNamesAndPasswords(String name, String password) {
        HttpResponse<String> response = browser.signIn(name, password, "/portal/keys");

        assertThat(PortalVisit.location(response)).isEqualTo("/portal/sign-in?failed=password&to=%2Fportal%2Fkeys");
        assertThat(browser.get(PortalVisit.location(response)).body()).contains("Name or password is wrong.");
        assertThat(browser.cookie(SESSION)).isEmpty();
    }

    @Test
    void comesBackToThePageThatAsked() {
        String signIn = PortalVisit.location(browser.get("/portal/usage?api=iris&days=7"));
        assertThat(browser.get(signIn).body()).contains("value=\"/portal/usage?api=iris&amp;days=7\"");

        assertThat(PortalVisit.location(browser.signIn("demo", "demo", "/portal/usage?api=iris&days=7")))
                .isEqualTo("/portal/usage?api=iris&days=7");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "//evil.example",
                "/\\evil.example",
                "\\\\evil.example",
                "https://evil.example",
                "https:evil.example",
                "javascript:alert(1)",
                "/portal//evil.example",
                "/portal\\evil",
                "/portal@evil.example",
                "/portal.evil.example",
                "/portal/keys\r\nSet-Cookie: a=b",
                "/portal/keys\nX: y",
                "%2F%2Fevil.example",
                "/%2Fevil.example",
                " /portal/keys",
                "/portal/keys ",
                "\t//evil.example",
                "/v1/models",
                "/portal/sign-out",
                "/portal/sign-in?to=/portal",
                "/portal/\u202eevil",
                "portal/keys",
                "?to=x",
                ""
            })
    void leadsNowhereElse(String to) {
        HttpResponse<String> response = browser.signIn("demo", "demo", to);

        assertThat(PortalVisit.location(response)).isEqualTo("/portal");
        assertThat(response.headers().firstValue("X")).isEmpty();
    }

    @Test
    void givesTheSessionAnotherNameWhenSomebodySignsIn() {
        PortalVisit victim = PortalVisit.anonymous(gateway);
        victim.plant(SESSION, "00000000-0000-0000-0000-000000000000");
        assertThat(victim.signIn("demo").headers().allValues("Set-Cookie"))
                .anyMatch(cookie -> cookie.startsWith(SESSION + "="))
                .noneMatch(cookie -> cookie.contains("00000000-0000"));

        browser.signIn("demo");
        String first = browser.cookie(SESSION).orElseThrow();
        browser.signIn("admin");
        String second = browser.cookie(SESSION).orElseThrow();
        assertThat(second).isNotEqualTo(first);
        PortalVisit other = PortalVisit.anonymous(gateway);
        other.plant(SESSION, first);
        assertThat(other.get("/portal/keys").statusCode()).isEqualTo(303);
    }

    @Test
    void makesNoSessionOfStrangers() {
        for (String path : List.of("/portal", "/portal/sign-in", "/portal/keys", "/portal/docs", "/portal/nothing")) {
            browser.get(path);
        }
        browser.signIn("demo", "wrong", "");

        assertThat(browser.cookie(SESSION)).isEmpty();
    }

    @Test
    void protectsItsCookies() {
        HttpResponse<String> signedIn = browser.signIn("demo");
        HttpResponse<String> page = PortalVisit.anonymous(gateway).get("/portal");

        assertThat(signedIn.headers().allValues("Set-Cookie"))
                .filteredOn(cookie -> cookie.startsWith(SESSION))
                .singleElement()
                .asString()
                .contains("; Path=/", "; HTTPOnly", "; SameSite=Lax")
                .doesNotContain("Secure", "Max-Age");
        assertThat(page.headers().allValues("Set-Cookie"))
                .filteredOn(cookie -> cookie.startsWith(FORM))
                .singleElement()
                .asString()
                .contains("; Path=/", "; HTTPOnly", "; SameSite=Lax");
    }

    @Test
    void signsOut() {
        browser.signIn("demo");
        String session = browser.cookie(SESSION).orElseThrow();

        assertThat(browser.get("/portal/sign-out").statusCode()).isIn(404, 405);
        assertThat(browser.get("/portal/keys").statusCode()).isEqualTo(200);
        HttpResponse<String> response = browser.post("/portal/sign-out", Map.of());

        assertThat(PortalVisit.location(response)).isEqualTo("/portal");
        assertThat(browser.get("/portal/keys").statusCode()).isEqualTo(303);
        PortalVisit thief = PortalVisit.anonymous(gateway);
        thief.plant(SESSION, session);
        assertThat(thief.get("/portal/keys").statusCode()).isEqualTo(303);
    }

    @ParameterizedTest
    @ValueSource(strings = {"/portal/keys", "/portal/sign-in", "/portal/sign-out", "/portal/apis/iris/try"})
    void changesNothingWithoutTheTokenOfAForm(String path) {
        browser.signIn("demo");
        String other = PortalVisit.anonymous(gateway).token();

        for (String token : new String[] {null, "", "made-up", other}) {
            HttpResponse<String> response = browser.post(path, Map.of("username", "admin", "password", "admin"), token);

            assertThat(response.statusCode()).isEqualTo(403);
            assertThat(response.body()).contains("form-expired", "Sign out").doesNotContain(ProbePages.CONTENT);
        }
        assertThat(browser.get("/portal/admin/audit").statusCode()).isEqualTo(404);
    }

    @Test
    void takesTheTokenFromScriptsInAHeader() {
        browser.signIn("demo");
        HttpRequest.Builder request = browser.request("/portal/apis/iris/try")
                .header("X-CSRF-Token", browser.token())
                .POST(HttpRequest.BodyPublishers.ofString("{}"));

        assertThat(browser.send(request).body()).isEqualTo(ProbePages.CONTENT);
    }

    /** Whoever planted a token in a browser must not have one for what is done after signing in. */
    @Test
    void givesOutNewTokensOnceSomebodyHasSignedIn() {
        String before = browser.token();
        String planted = browser.cookie(FORM).orElseThrow();

        browser.signIn("demo");
        browser.token();

        assertThat(browser.cookie(FORM).orElseThrow()).isNotEqualTo(planted);
        assertThat(browser.post("/portal/keys", Map.of(), before).statusCode()).isEqualTo(403);
    }

    @ParameterizedTest
    @ValueSource(strings = {"/portal", "/portal/sign-in", "/portal/keys", "/portal/nothing", "/portal/docs"})
    void sendsTheHeadersWithEveryPage(String path) {
        HttpResponse<String> response = browser.get(path);

        assertThat(header(response, "Content-Security-Policy"))
                .isEqualTo("default-src 'none'; script-src 'self'; style-src 'self'; img-src 'self' data:; connect-src"
                        + " 'self'; form-action 'self'; base-uri 'none'; frame-ancestors 'none'");
        assertThat(header(response, "Referrer-Policy")).isEqualTo("no-referrer");
        assertThat(header(response, "X-Content-Type-Options")).isEqualTo("nosniff");
        assertThat(header(response, "X-Frame-Options")).isEqualTo("DENY");
        assertThat(header(response, "Cross-Origin-Opener-Policy")).isEqualTo("same-origin");
        assertThat(header(response, "Permissions-Policy")).contains("camera=()");
        assertThat(header(response, "Strict-Transport-Security")).isEmpty();
    }

    @Test
    void relaxesStylesForSwaggerUiOnly() {
        assertThat(header(browser.get("/portal/apis/iris/reference/swagger"), "Content-Security-Policy"))
                .contains("style-src 'self' 'unsafe-inline';", "script-src 'self';");
        assertThat(header(browser.get("/portal/apis/iris/reference"), "Content-Security-Policy"))
                .contains("style-src 'self';");
    }

    @Test
    void keepsNobodysPageInACache() {
        browser.signIn("demo");

        assertThat(header(browser.get("/portal/keys"), "Cache-Control")).isEqualTo("no-store");
        assertThat(header(browser.get("/portal"), "Cache-Control")).isEqualTo("no-store");
        assertThat(header(browser.get("/portal/docs"), "Cache-Control")).isEqualTo("max-age=600");
        assertThat(header(browser.get("/portal/assets/portal.css"), "Cache-Control"))
                .contains("max-age");
    }

    private static String header(HttpResponse<?> response, String name) {
        return response.headers().firstValue(name).orElse("");
    }
}
