package dev.lakefront.identity;

import static org.assertj.core.api.Assertions.assertThat;

import dev.lakefront.Gateway;
import dev.lakefront.portal.PortalVisit;
import java.net.InetAddress;
import java.net.URI;
import java.net.URLDecoder;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import no.nav.security.mock.oauth2.MockOAuth2Server;
import no.nav.security.mock.oauth2.token.DefaultOAuth2TokenCallback;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Signing in at a real OpenID provider, over HTTP from the button to the page. */
class OidcSignInTests {

    private static final String CLIENT = "lakefront-portal";

    @TempDir
    private static Path folder;

    private static MockOAuth2Server provider;
    private static Gateway gateway;

    private final PortalVisit browser = PortalVisit.anonymous(gateway);

    @BeforeAll
    static void start() throws Exception {
        provider = new MockOAuth2Server();
        provider.start(InetAddress.getLoopbackAddress(), 0);
        Path secret = Files.writeString(folder.resolve("client-secret"), "very-secret-client-secret\n");
        gateway = Gateway.startWithPortal(
                folder,
                ProbePages.class,
                "--lakefront.portal.oidc.issuer=" + issuer(),
                "--lakefront.portal.oidc.client-id=" + CLIENT,
                "--lakefront.portal.oidc.client-secret-file=" + secret,
                "--lakefront.portal.oidc.roles-claim=realm_access.roles",
                "--lakefront.portal.oidc.roles.developer=dev,builders",
                "--lakefront.portal.oidc.roles.approver=lead",
                "--lakefront.portal.oidc.roles.administrator=platform",
                "--lakefront.portal.oidc.title=Acme SSO");
    }

    @AfterAll
    static void stop() {
        gateway.close();
        provider.shutdown();
    }

    private static String issuer() {
        return provider.issuerUrl("acme").toString();
    }

    private static Map<String, Object> claims(String... roles) {
        return Map.of(
                "name", "Ada Lovelace", "email", "ada@example.com", "realm_access", Map.of("roles", List.of(roles)));
    }

    private static void willSignIn(String subject, Map<String, Object> claims) {
        provider.enqueueCallback(new DefaultOAuth2TokenCallback("acme", subject, "JWT", List.of(CLIENT), claims, 3600));
    }

    /** From the button to the provider and back, up to what the portal answers to the code. */
    private HttpResponse<String> signIn(String to) {
        HttpResponse<String> begin = browser.get("/portal/sign-in/with/oidc?to=" + to);
        HttpResponse<String> provided = browser.get(PortalVisit.location(begin));
        return browser.get(PortalVisit.location(provided));
    }

    @Test
    void offersTheProviderAndNoPasswords() {
        String page = browser.get("/portal/sign-in?to=/portal/keys").body();

        assertThat(page)
                .contains("Sign in with Acme SSO", "/portal/sign-in/with/oidc?to=/portal/keys")
                .doesNotContain("type=\"password\"", "demonstration");
    }

    @Test
    void asksWithPkceStateAndNonce() {
        HttpResponse<String> begin = browser.get("/portal/sign-in/with/oidc");

        Map<String, String> asked = query(PortalVisit.location(begin));
        assertThat(PortalVisit.location(begin)).startsWith(issuer() + "/authorize?");
        assertThat(asked)
                .containsEntry("response_type", "code")
                .containsEntry("client_id", CLIENT)
                .containsEntry("scope", "openid profile email")
                .containsEntry("code_challenge_method", "S256")
                .containsEntry("redirect_uri", gateway.url() + "/portal/sign-in/callback");
        assertThat(asked.get("state")).hasSizeGreaterThan(20);
        assertThat(asked.get("nonce")).hasSizeGreaterThan(20);
        assertThat(asked.get("code_challenge")).hasSizeGreaterThan(20);
        assertThat(begin.headers().allValues("Set-Cookie"))
                .singleElement()
                .asString()
                .startsWith("lakefront-sign-in=")
                .contains("HTTPOnly", "SameSite=Lax", "Max-Age=600");
    }

    @Test
    void signsInAndComesBack() {
        willSignIn("ada-1", claims("dev"));

        HttpResponse<String> answer = signIn("/portal/keys?product=gold");

        assertThat(answer.statusCode()).isEqualTo(303);
        assertThat(PortalVisit.location(answer)).isEqualTo("/portal/keys?product=gold");
        assertThat(browser.get("/portal/keys").body()).isEqualTo(ProbePages.CONTENT);
        assertThat(browser.get("/portal/admin").statusCode()).isEqualTo(404);
        assertThat(browser.get("/portal").body()).contains("Ada Lovelace", "Sign out");
    }

    @ParameterizedTest
    @CsvSource({"dev,200,404,404", "lead,200,200,404", "platform,200,200,200"})
    void givesTheRolesOfTheClaim(String word, int keys, int admin, int audit) {
        willSignIn("ada-" + word, claims("offline_access", word));

        signIn("");

        assertThat(browser.get("/portal/keys").statusCode()).isEqualTo(keys);
        assertThat(browser.get("/portal/admin").statusCode()).isEqualTo(admin);
        assertThat(browser.get("/portal/admin/audit").statusCode()).isEqualTo(audit);
    }

    @Test
    void signsNobodyInWhoHasNoRole() {
        willSignIn("mallory", claims("offline_access"));

        HttpResponse<String> answer = signIn("/portal/keys");

        assertThat(PortalVisit.location(answer)).isEqualTo("/portal/sign-in?failed=no-role&to=%2Fportal%2Fkeys");
        assertThat(browser.get(PortalVisit.location(answer)).body()).contains("your account has no role");
        assertThat(browser.get("/portal/keys").statusCode()).isEqualTo(303);
    }

    @Test
    void takesNoAnswerThatAnotherBrowserAskedFor() {
        willSignIn("mallory", claims("platform"));
        HttpResponse<String> begin = browser.get("/portal/sign-in/with/oidc");
        String callback = PortalVisit.location(browser.get(PortalVisit.location(begin)));
        PortalVisit victim = PortalVisit.anonymous(gateway);
        victim.get("/portal/sign-in/with/oidc");

        HttpResponse<String> answer = victim.get(callback);

        assertThat(PortalVisit.location(answer)).startsWith("/portal/sign-in?failed=refused");
        assertThat(victim.get("/portal/keys").statusCode()).isEqualTo(303);
        // The one who asked gets in, once.
        assertThat(PortalVisit.location(browser.get(callback))).isEqualTo("/portal");
        assertThat(PortalVisit.location(PortalVisit.anonymous(gateway).get(callback)))
                .startsWith("/portal/sign-in?failed=");
    }

    @ParameterizedTest
    @CsvSource({
        "//evil.example",
        "https://evil.example",
        "%2F%2Fevil.example",
        "/portal%0d%0aX:%20y",
        "/%5Cevil.example"
    })
    void leadsNowhereElse(String to) {
        willSignIn("ada-1", claims("dev"));

        assertThat(PortalVisit.location(signIn(to))).isEqualTo("/portal");
    }

    @Test
    void saysSoWhenTheProviderRefuses() {
        HttpResponse<String> begin = browser.get("/portal/sign-in/with/oidc?to=/portal/usage");
        String state = query(PortalVisit.location(begin)).get("state");

        HttpResponse<String> answer =
                browser.get("/portal/sign-in/callback?error=access_denied&error_description=%3Cb%3E&state=" + state);

        assertThat(PortalVisit.location(answer)).isEqualTo("/portal/sign-in?failed=refused&to=%2Fportal%2Fusage");
    }

    @Test
    void signsOutAtTheProviderAsWell() {
        willSignIn("ada-1", claims("dev"));
        signIn("");

        HttpResponse<String> page = browser.get("/portal");
        HttpResponse<String> answer = browser.post("/portal/sign-out", Map.of());

        String end = PortalVisit.location(answer);
        assertThat(end).startsWith(issuer() + "/endsession?");
        assertThat(query(end))
                .containsKey("id_token_hint")
                .containsEntry("post_logout_redirect_uri", gateway.url() + "/portal");
        URI uri = URI.create(issuer());
        assertThat(page.headers().firstValue("Content-Security-Policy").orElseThrow())
                .contains("form-action 'self' " + uri.getScheme() + "://" + uri.getAuthority() + ";");
        assertThat(browser.get("/portal/keys").statusCode()).isEqualTo(303);
    }

    @Test
    void knowsNoPasswords() {
        HttpResponse<String> page = browser.get("/portal");

        HttpResponse<String> answer = browser.post(
                "/portal/sign-in", Map.of("username", "admin", "password", "admin"), browser.formCookieAsToken());

        assertThat(page.statusCode()).isEqualTo(200);
        assertThat(answer.statusCode()).isIn(404, 405);
        assertThat(browser.get("/portal/keys").statusCode()).isEqualTo(303);
    }

    @Test
    void lendsNoSessionToTheManagementApi() {
        willSignIn("ada-1", claims("platform"));
        signIn("");

        HttpResponse<String> response = browser.get("/management/v1/apis");

        assertThat(response.statusCode()).isEqualTo(401);
        assertThat(response.headers().firstValue("WWW-Authenticate")).contains("Bearer realm=\"lakefront\"");
    }

    private static Map<String, String> query(String uri) {
        return Arrays.stream(URI.create(uri).getRawQuery().split("&"))
                .map(pair -> pair.split("=", 2))
                .collect(Collectors.toMap(pair -> pair[0], pair -> URLDecoder.decode(pair[1], StandardCharsets.UTF_8)));
    }
}
