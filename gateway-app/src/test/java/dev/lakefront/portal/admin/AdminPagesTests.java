package dev.lakefront.portal.admin;

import static dev.lakefront.publication.Eventually.eventually;
import static org.assertj.core.api.Assertions.assertThat;

import dev.lakefront.Gateway;
import dev.lakefront.demo.DemoSettings;
import dev.lakefront.demo.DemoWorkspace;
import dev.lakefront.identity.LocalSignIn;
import dev.lakefront.portal.Browser;
import dev.lakefront.portal.PortalVisit;
import dev.lakefront.publication.ConfigurationCheck;
import java.net.http.HttpResponse;
import java.nio.file.Path;
import java.security.SecureRandom;
import java.time.InstantSource;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** A workspace with four endpoints, of which one is fronted, and one that is away. */
class AdminPagesTests {

    @TempDir
    private static Path folder;

    private static DemoWorkspace workspace;
    private static Gateway gateway;
    private static PortalVisit developer;
    private static PortalVisit approver;
    private static PortalVisit administrator;

    @BeforeAll
    static void start() {
        workspace = DemoWorkspace.start(DemoSettings.onLoopback(InstantSource.system(), new SecureRandom()));
        Gateway.write(folder, "token", workspace.token());
        Gateway.write(
                folder,
                "config/workspaces/prod.yaml",
                "type: databricks\nhost: " + workspace.host() + "\nauth: { type: token, token: \"${file:"
                        + folder.resolve("token") + "}\" }\n");
        Gateway.write(
                folder, "config/workspaces/gone.yaml", "type: http\nhost: http://127.0.0.1:1\nauth: { type: none }\n");
        Gateway.write(
                folder,
                "config/apis/iris.yaml",
                "title: Iris\nworkspace: prod\nendpoint: iris\nproducts: [internal]\n");
        // Takes the id that its namesake would have.
        Gateway.write(
                folder, "config/apis/embed.yaml", "title: Other\nworkspace: gone\nendpoint: other\ntask: custom\n");
        Gateway.write(folder, "config/products/internal.yaml", "title: Internal\n");
        Gateway.write(folder, "policies/global.yaml", "outbound:\n  - remove-header: [Server]\n");
        Gateway.write(
                folder,
                "policies/products/internal.yaml",
                "inbound:\n  - rate-limit: { name: burst, calls: 20, per: 1s }\n");
        gateway = Gateway.startWithPortal(folder, LocalSignIn.class);
        developer = PortalVisit.signedIn(gateway, "demo");
        approver = PortalVisit.signedIn(gateway, "approver");
        administrator = PortalVisit.signedIn(gateway, "admin");
    }

    @AfterAll
    static void stop() {
        gateway.close();
        workspace.close();
    }

    @Test
    void countsWhoWaitsAndLinksToWhatTheRoleMaySee() {
        assertThat(approver.get("/portal/admin").body())
                .contains(
                        "id=\"waiting\"",
                        "Nobody waits for an answer",
                        "/portal/admin/approvals",
                        "/portal/admin/onboard")
                .doesNotContain("/portal/admin/snapshot", "/portal/admin/audit");
        assertThat(administrator.get("/portal/admin").body()).contains("/portal/admin/snapshot", "/portal/admin/audit");
        for (String path : List.of("/portal/admin", "/portal/admin/onboard", "/portal/admin/onboard.txt")) {
            assertThat(developer.get(path).statusCode()).as(path).isEqualTo(404);
        }
        for (String path : List.of("/portal/admin/snapshot", "/portal/admin/apis/iris")) {
            assertThat(approver.get(path).statusCode()).as(path).isEqualTo(404);
        }
        assertThat(approver.submit("/portal/admin/approvals", "/portal/admin/snapshot/reload", Map.of())
                        .statusCode())
                .isEqualTo(404);
    }

    @Test
    void showsWhatIsPublishedAndWhatTheLastReadingFound() throws Throwable {
        String before = gateway.snapshots().current().id();
        assertThat(administrator.get("/portal/admin/snapshot").body())
                .contains(before, "Succeeded", "Nothing to complain about", "Read the files again");

        Gateway.write(folder, "config/apis/broken.yaml", "title: A\nworkspace: prod\nendpont: a\n");
        assertThat(administrator
                        .submit("/portal/admin/snapshot", "/portal/admin/snapshot/reload", Map.of())
                        .statusCode())
                .isEqualTo(303);

        assertThat(administrator.get("/portal/admin/snapshot").body())
                .contains(
                        before, "Refused", "LF1101", "unknown setting &#39;endpont&#39;", "config/apis/broken.yaml:3:1")
                .contains("    3 | endpont: a\n      | ^^^^^^^");
        assertThat(folder.resolve("config/apis/broken.yaml").toFile().delete()).isTrue();
        administrator.submit("/portal/admin/snapshot", "/portal/admin/snapshot/reload", Map.of());
        eventually(() -> assertThat(administrator.get("/portal/admin/snapshot").body())
                .contains("Succeeded")
                .doesNotContain("broken.yaml"));
    }

    @Test
    void proposesAFileForEachEndpointThatNoApiFronts(@TempDir Path repository) {
        String page = approver.get("/portal/admin/onboard").body();

        assertThat(page)
                .contains("config/apis/assistant.yaml", "Task: chat", "config/apis/rag-chatbot.yaml", "Ready")
                .contains("config/apis/embed-2.yaml")
                .contains("data-copy=\"file-prod-assistant\"", "/portal/admin/onboard/prod/assistant.yaml")
                .doesNotContain("config/apis/iris.yaml");
        HttpResponse<String> file = approver.get("/portal/admin/onboard/prod/rag-chatbot.yaml");
        assertThat(file.headers().firstValue("Content-Disposition").orElse("")).contains("rag-chatbot.yaml");
        assertThat(file.body())
                .startsWith("title: Rag chatbot\nworkspace: prod\nendpoint: rag-chatbot\n")
                .contains("# products: [internal]");
        Gateway.write(repository, "config/workspaces/prod.yaml", "type: http\nhost: https://x\nauth: { type: none }\n");
        Gateway.write(repository, "config/apis/rag-chatbot.yaml", file.body());
        assertThat(ConfigurationCheck.run(repository.resolve("config"), repository.resolve("policies"))
                        .findings())
                .isEmpty();
        assertThat(approver.get("/portal/admin/onboard.txt").body())
                .contains("# config/apis/assistant.yaml\ntitle: Assistant\n", "---\n# config/apis/embed-2.yaml");
        assertThat(approver.get("/portal/admin/onboard/prod/iris.yaml").statusCode())
                .isEqualTo(404);
        assertThat(approver.get("/portal/admin/onboard/nowhere/iris.yaml").statusCode())
                .isEqualTo(404);
        assertThat(folder.resolve("config/apis/assistant.yaml")).doesNotExist();
    }

    @Test
    void saysThatAWorkspaceIsAway() {
        assertThat(approver.get("/portal/admin/onboard").body())
                .contains("id=\"workspace-gone\"", "It cannot be asked now.", "It has not listed anything since");
    }

    @Test
    void showsWhichPoliciesHoldAndWhereTheyAreWritten() {
        assertThat(administrator.get("/portal/admin/apis/iris").body())
                .contains("Under product internal", "20 calls a second, for each subscription")
                .contains("policies/products/internal.yaml:2", "policies/global.yaml:2", "remove-header", "outbound")
                .contains("200 calls a second, for all callers of the workspace together");
        assertThat(administrator.get("/portal/apis/iris").body()).contains("/portal/admin/apis/iris");
        assertThat(developer.get("/portal/apis/iris").body()).doesNotContain("/portal/admin/apis/iris");
        assertThat(administrator.get("/portal/admin/apis/nobody").statusCode()).isEqualTo(404);
    }

    @Test
    void looksRightInABrowser() {
        try (Browser browser = Browser.start();
                Browser.Visit visit = browser.visit(gateway.url())) {
            visit.signIn("admin");
            for (String page : List.of("", "/snapshot", "/onboard", "/apis/iris")) {
                visit.open("/portal/admin" + page);
                visit.screenshots("admin" + page.replace('/', '-'));
                visit.assertAccessible();
            }
        }
    }
}
