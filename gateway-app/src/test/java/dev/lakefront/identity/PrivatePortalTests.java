package dev.lakefront.identity;

import static org.assertj.core.api.Assertions.assertThat;

import dev.lakefront.Gateway;
import java.net.http.HttpResponse;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

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
        Browser browser = new Browser(gateway.url());

        for (String path : new String[] {"/portal", "/portal/apis", "/portal/docs/x", "/llms.txt", "/portal/status"}) {
            assertThat(Browser.location(browser.get(path))).as(path).startsWith("/portal/sign-in");
        }
        assertThat(browser.get("/.well-known/api-catalog").statusCode()).isEqualTo(303);
        assertThat(browser.get("/portal/assets/portal.css").statusCode()).isEqualTo(200);
        assertThat(browser.get("/portal/sign-in").statusCode()).isEqualTo(200);

        browser.signIn("demo");
        HttpResponse<String> page = browser.get("/portal/docs/x");
        assertThat(page.body()).isEqualTo(ProbePages.CONTENT);
        assertThat(page.headers().firstValue("Cache-Control")).contains("no-store");

        new Browser(gateway.url()).signIn("demo");
        new Browser(gateway.url()).signIn("demo");
        HttpResponse<String> oneTooMany = new Browser(gateway.url()).signIn("demo");
        assertThat(oneTooMany.statusCode()).isEqualTo(503);
        assertThat(oneTooMany.body()).contains("overloaded");
    }

    @Test
    void endsADemonstrationWithTheFirstRealWorkspace() throws Exception {
        gateway = Gateway.startWithPortal(folder, ProbePages.class);
        Browser browser = new Browser(gateway.url());
        browser.signIn("admin");
        assertThat(browser.get("/portal/keys").statusCode()).isEqualTo(200);

        Gateway.write(folder, "config/workspaces/prod.yaml", WORKSPACE);

        Instant patience = Instant.now().plus(Duration.ofSeconds(20));
        while (browser.get("/portal/keys").statusCode() == 200 && Instant.now().isBefore(patience)) {
            Thread.sleep(50);
        }
        assertThat(browser.get("/portal/keys").statusCode()).isEqualTo(303);
        assertThat(browser.get("/portal/sign-in").body()).contains("Nobody can sign in yet");
        Files.delete(folder.resolve("config/workspaces/prod.yaml"));
    }

    @Test
    void letsNobodySignInWhereRealModelsAreServedWithoutAProvider() {
        Gateway.write(folder, "config/workspaces/prod.yaml", WORKSPACE);
        gateway = Gateway.startWithPortal(folder, ProbePages.class);
        Browser browser = new Browser(gateway.url());

        String page = browser.get("/portal/sign-in").body();
        assertThat(page)
                .contains("Nobody can sign in yet", "lakefront.portal.oidc.issuer", "config/subscriptions/")
                .doesNotContain("type=\"password\"");
        String token = browser.formCookieAsToken();
        for (String user : new String[] {"demo", "approver", "admin"}) {
            HttpResponse<String> response =
                    browser.post("/portal/sign-in", java.util.Map.of("username", user, "password", user), token);
            assertThat(Browser.location(response)).startsWith("/portal/sign-in?failed=password");
        }
        assertThat(browser.get("/portal/keys").statusCode()).isEqualTo(303);
    }

    @ParameterizedTest
    @ValueSource(strings = {"--lakefront.portal.session.idle-timeout=1s", "--lakefront.portal.session.lifetime=1s"})
    void endsSessionsInTime(String setting) throws InterruptedException {
        gateway = Gateway.startWithPortal(folder, ProbePages.class, setting);
        Browser browser = new Browser(gateway.url());
        browser.signIn("demo");
        assertThat(browser.get("/portal/keys").statusCode()).isEqualTo(200);

        Thread.sleep(1_200);

        assertThat(browser.get("/portal/keys").statusCode()).isEqualTo(303);
    }

    /** The browser still has the cookie of the session that is over, as one has that was never closed. */
    @Test
    void letsPeopleInAgainWhoseTimeWasOver() throws InterruptedException {
        gateway = Gateway.startWithPortal(folder, ProbePages.class, "--lakefront.portal.session.lifetime=2s");
        Browser browser = new Browser(gateway.url());
        browser.signIn("demo");
        Thread.sleep(2_200);
        assertThat(browser.get("/portal/keys").statusCode()).isEqualTo(303);

        browser.signIn("demo");

        assertThat(browser.get("/portal/keys").statusCode()).isEqualTo(200);
    }
}
