package dev.lakefront.identity;

import static com.microsoft.playwright.assertions.PlaywrightAssertions.assertThat;
import static org.assertj.core.api.Assertions.assertThat;

import com.microsoft.playwright.Page;
import com.microsoft.playwright.options.AriaRole;
import dev.lakefront.Gateway;
import dev.lakefront.Tool;
import dev.lakefront.portal.Browser;
import java.nio.file.Path;
import java.util.Map;
import java.util.regex.Pattern;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Sign-in at Keycloak, set up as docs/portal.md says, by a real browser through Keycloak's own pages. */
class KeycloakTests {

    private static final String SECRET = "secret-of-the-client";

    private static final String REALM =
            """
            {
              "realm": "acme",
              "enabled": true,
              "roles": {"realm": [{"name": "developer"}, {"name": "administrator"}]},
              "users": [%s, %s, %s]
            }
            """.formatted(user("ada", "developer"), user("grace", "administrator"), user("eve", "offline_access"));

    /** The first mapper puts the roles where the portal looks for them, the second lets the management API take its tokens. */
    private static final String CLIENT = """
        {
          "clientId": "lakefront-portal",
          "secret": "%s",
          "redirectUris": ["<url>/portal/sign-in/callback"],
          "attributes": {"post.logout.redirect.uris": "<url>/portal", "pkce.code.challenge.method": "S256"},
          "directAccessGrantsEnabled": true,
          "protocolMappers": [
            {
              "name": "roles",
              "protocol": "openid-connect",
              "protocolMapper": "oidc-usermodel-realm-role-mapper",
              "config": {
                "claim.name": "realm_access.roles",
                "multivalued": "true",
                "jsonType.label": "String",
                "id.token.claim": "true",
                "access.token.claim": "true"
              }
            },
            {
              "name": "audience",
              "protocol": "openid-connect",
              "protocolMapper": "oidc-audience-mapper",
              "config": {"included.client.audience": "lakefront-portal", "access.token.claim": "true"}
            }
          ]
        }
        """.formatted(SECRET);

    @TempDir
    private static Path folder;

    private static KeycloakServer keycloak;
    private static Gateway gateway;
    private static Browser browser;

    @BeforeAll
    static void start() throws Exception {
        Path home = Tool.KEYCLOAK.require();
        browser = Browser.start();
        keycloak = KeycloakServer.start(home, folder);
        keycloak.create("", REALM);
        gateway = Gateway.startWithPortal(
                folder.resolve("gateway"),
                "--lakefront.portal.oidc.issuer=" + keycloak.issuer("acme"),
                "--lakefront.portal.oidc.client-id=lakefront-portal",
                "--lakefront.portal.oidc.client-secret=" + SECRET,
                "--lakefront.portal.oidc.roles-claim=realm_access.roles",
                "--lakefront.portal.oidc.roles.developer=developer",
                "--lakefront.portal.oidc.title=Acme");
        keycloak.create("/acme/clients", CLIENT.replace("<url>", gateway.url()));
    }

    @AfterAll
    static void stop() throws Exception {
        if (gateway != null) {
            gateway.close();
        }
        if (keycloak != null) {
            keycloak.close();
        }
        if (browser != null) {
            browser.close();
        }
    }

    private static String user(String name, String role) {
        return """
            {
              "username": "%1$s", "enabled": true,
              "firstName": "%1$s", "lastName": "of Acme", "email": "%1$s@example.com", "emailVerified": true,
              "credentials": [{"type": "password", "value": "%1$s-password"}],
              "realmRoles": ["%2$s"]
            }\
            """.formatted(name, role);
    }

    private static Page signIn(Browser.Visit visit, String name) {
        Page page = visit.tolerate(keycloak.url()).open("/portal/keys");
        page.getByRole(AriaRole.LINK, new Page.GetByRoleOptions().setName("Sign in with Acme"))
                .click();
        page.fill("#username", name);
        page.fill("#password", name + "-password");
        page.click("#kc-login");
        return page;
    }

    @Test
    void signsInAndOutAtBothPlaces() {
        try (Browser.Visit visit = browser.visit(gateway.url())) {
            Page page = signIn(visit, "ada");

            assertThat(page).hasURL(gateway.url() + "/portal/keys");
            assertThat(page.locator("header").first()).containsText("ada of Acme");

            page.getByRole(AriaRole.BUTTON, new Page.GetByRoleOptions().setName("Sign out"))
                    .click();
            assertThat(page).hasURL(gateway.url() + "/portal");

            visit.open("/portal/keys");
            page.getByRole(AriaRole.LINK, new Page.GetByRoleOptions().setName("Sign in with Acme"))
                    .click();
            assertThat(page.locator("#password")).isVisible();
            visit.assertClean();
        }
    }

    @Test
    void givesTheRolesOfTheRealm() {
        try (Browser.Visit visit = browser.visit(gateway.url())) {
            signIn(visit, "grace");
            Page audit = visit.open("/portal/admin/audit");
            assertThat(audit.locator("h1")).hasText(Pattern.compile("Audit.*"));
        }
    }

    @Test
    void letsNobodyInWithoutARole() {
        try (Browser.Visit visit = browser.visit(gateway.url())) {
            Page page = signIn(visit, "eve");
            assertThat(page.locator("main")).containsText("your account has no role");
        }
    }

    @Test
    void takesItsAccessTokensInTheManagementApi() throws Exception {
        assertThat(managed("grace")).isEqualTo(200);
        assertThat(managed("ada")).isEqualTo(403);
    }

    private static int managed(String name) throws Exception {
        String token = keycloak.token(
                "acme",
                Map.of(
                        "grant_type",
                        "password",
                        "client_id",
                        "lakefront-portal",
                        "client_secret",
                        SECRET,
                        "username",
                        name,
                        "password",
                        name + "-password"));
        return gateway.send(gateway.request("/management/v1/apis").header("Authorization", "Bearer " + token))
                .statusCode();
    }
}
