package dev.lakefront.identity;

import static dev.lakefront.publication.Eventually.eventually;
import static org.assertj.core.api.Assertions.assertThat;

import dev.lakefront.Gateway;
import dev.lakefront.portal.PortalVisit;
import java.net.http.HttpResponse;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.springframework.web.server.session.InMemoryWebSessionStore;

/** Portals that are not the open demonstration. */
class PrivatePortalTests {

    private static final String WORKSPACE = "type: http\nhost: http://127.0.0.1:9\n";

    @TempDir
    private Path folder;

    private Gateway gateway;

    @AfterEach
    void stop() {
        gateway.close();
    }

    @Test
    void asksEverybodyToSignInWhereTheCatalogIsNotPublic() {
        gateway = Gateway.startWithPortal(
                folder, ProbePages.class, "--lakefront.portal.public=false", "--lakefront.portal.session.max=3");
        PortalVisit browser = PortalVisit.anonymous(gateway);

        for (String path : new String[] {"/portal", "/portal/apis", "/portal/docs/x", "/llms.txt", "/portal/status"}) {
            assertThat(PortalVisit.location(browser.get(path))).as(path).startsWith("/portal/sign-in");
        }
        assertThat(browser.get("/.well-known/api-catalog").statusCode()).isEqualTo(303);
        assertThat(browser.get("/portal/assets/portal.css").statusCode()).isEqualTo(200);
        assertThat(browser.get("/portal/sign-in").statusCode()).isEqualTo(200);

        browser.signIn("demo");
        HttpResponse<String> page = browser.get("/portal/docs/x");
        assertThat(page.body()).isEqualTo(ProbePages.CONTENT);
        assertThat(page.headers().firstValue("Cache-Control")).contains("no-store");

        PortalVisit.anonymous(gateway).signIn("demo");
        PortalVisit.anonymous(gateway).signIn("demo");
        HttpResponse<String> oneTooMany = PortalVisit.anonymous(gateway).signIn("demo");
        assertThat(oneTooMany.statusCode()).isEqualTo(503);
        assertThat(oneTooMany.body()).contains("overloaded");
    }

    @Test
    void endsADemonstrationWithTheFirstRealWorkspace() throws Throwable {
        gateway = Gateway.startWithPortal(folder, ProbePages.class);
        PortalVisit browser = PortalVisit.anonymous(gateway);
        browser.signIn("admin");
        assertThat(browser.get("/portal/keys").statusCode()).isEqualTo(200);

        Gateway.write(folder, "config/workspaces/prod.yaml", WORKSPACE);

        eventually(() -> assertThat(browser.get("/portal/keys").statusCode()).isEqualTo(303));
        assertThat(browser.get("/portal/sign-in").body()).contains("Nobody can sign in yet");
        Files.delete(folder.resolve("config/workspaces/prod.yaml"));
    }

    @Test
    void letsNobodySignInWhereRealModelsAreServedWithoutAProvider() {
        Gateway.write(folder, "config/workspaces/prod.yaml", WORKSPACE);
        gateway = Gateway.startWithPortal(folder, ProbePages.class);
        PortalVisit browser = PortalVisit.anonymous(gateway);

        String page = browser.get("/portal/sign-in").body();
        assertThat(page)
                .contains("Nobody can sign in yet", "lakefront.portal.oidc.issuer", "config/subscriptions/")
                .doesNotContain("type=\"password\"");
        String token = browser.formCookieAsToken();
        for (String user : new String[] {"demo", "approver", "admin"}) {
            HttpResponse<String> response =
                    browser.post("/portal/sign-in", java.util.Map.of("username", user, "password", user), token);
            assertThat(PortalVisit.location(response)).startsWith("/portal/sign-in?failed=password");
        }
        assertThat(browser.get("/portal/keys").statusCode()).isEqualTo(303);
    }

    @Test
    void endsASessionThatIsNotUsed() {
        gateway = Gateway.startWithPortal(folder, ProbePages.class, "--lakefront.portal.session.idle-timeout=10m");
        PortalVisit browser = PortalVisit.signedIn(gateway, "demo");
        InMemoryWebSessionStore sessions = gateway.bean(InMemoryWebSessionStore.class);

        sessions.setClock(Clock.offset(sessions.getClock(), Duration.ofMinutes(9)));
        assertThat(browser.get("/portal/keys").statusCode()).isEqualTo(200);
        sessions.setClock(Clock.offset(sessions.getClock(), Duration.ofMinutes(9)));
        assertThat(browser.get("/portal/keys").statusCode())
                .as("whoever uses it keeps it")
                .isEqualTo(200);

        sessions.setClock(Clock.offset(sessions.getClock(), Duration.ofMinutes(11)));
        assertThat(browser.get("/portal/keys").statusCode()).isEqualTo(303);
    }

    /** The browser still has the cookie of the session that is over, as one has that was never closed. */
    @Test
    void endsASessionWhoseLifetimeIsOverHoweverMuchItIsUsedAndLetsPeopleInAgain() throws Throwable {
        gateway = Gateway.startWithPortal(folder, ProbePages.class, "--lakefront.portal.session.lifetime=3s");
        PortalVisit browser = PortalVisit.signedIn(gateway, "demo");
        assertThat(browser.get("/portal/keys").statusCode()).isEqualTo(200);
        eventually(() -> assertThat(browser.get("/portal/keys").statusCode()).isEqualTo(303));

        browser.signIn("demo");

        assertThat(browser.get("/portal/keys").statusCode()).isEqualTo(200);
    }
}
