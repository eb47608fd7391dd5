package dev.lakefront.portal.branding;

import static org.assertj.core.api.Assertions.assertThat;

import dev.lakefront.Gateway;
import dev.lakefront.document.Report;
import dev.lakefront.document.ReportFormat;
import dev.lakefront.portal.PortalGateway;
import dev.lakefront.publication.ConfigurationCheck;
import java.net.http.HttpResponse;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class BrandingTests {

    @Test
    void putsTheOwnersNameLogoColourAndLinksOnEachPage(@TempDir Path folder) {
        Gateway.write(folder, "config/portal/branding.yaml", """
            name: Acme <Models>
            logo: logo.svg
            accent: "#7a1fa2"
            footer:
              - { text: Imprint, href: "https://acme.example/imprint" }
            """);
        Gateway.write(folder, "config/portal/logo.svg", "<svg xmlns=\"http://www.w3.org/2000/svg\"/>");
        Gateway.write(folder, "config/portal/welcome.md", "# Welcome\n\nRead <script>this</script>.\n");
        Gateway.write(folder, "config/portal/keys.md", "# Our keys\n\nAsk Ada.\n");
        try (PortalGateway portal = PortalGateway.start(folder)) {
            assertThat(portal.page("/portal").body())
                    .contains("Acme &lt;Models&gt;")
                    .contains("src=\"/portal/assets/logo\"")
                    .contains("<a href=\"https://acme.example/imprint\">Imprint</a>");

            HttpResponse<String> style = portal.gateway().get("/portal/assets/branding.css");
            assertThat(style.body()).contains("--accent: #7a1fa2;");
            assertThat(style.headers().firstValue("Content-Type").orElse("")).startsWith("text/css");

            HttpResponse<String> logo = portal.gateway().get("/portal/assets/logo");
            assertThat(logo.statusCode()).isEqualTo(200);
            assertThat(logo.headers().firstValue("Content-Type")).hasValue("image/svg+xml");
            assertThat(logo.headers().firstValue("Content-Security-Policy").orElse(""))
                    .contains("sandbox");

            assertThat(portal.page("/portal/docs").body()).contains("Welcome", "Our keys", "Streaming");
            assertThat(portal.page("/portal/docs/keys").body()).contains("Ask Ada.");
            assertThat(portal.page("/portal/docs/welcome").body()).contains("&lt;script&gt;");
            assertThat(portal.page("/portal/docs/..%2Fgateway").statusCode()).isNotEqualTo(200);
        }
    }

    @Test
    void hasAStyleSheetWithoutAFile(@TempDir Path folder) {
        try (PortalGateway portal = PortalGateway.start(folder)) {
            HttpResponse<String> style = portal.gateway().get("/portal/assets/branding.css");
            assertThat(style.statusCode()).isEqualTo(200);
            assertThat(style.body()).doesNotContain("{");
            assertThat(portal.gateway().get("/portal/assets/logo").statusCode()).isEqualTo(404);
            assertThat(portal.gateway().get("/portal/assets/portal.css").statusCode())
                    .isEqualTo(200);
            assertThat(portal.gateway()
                            .get("/portal/assets/swagger/swagger-ui.css")
                            .statusCode())
                    .isEqualTo(200);
            assertThat(portal.gateway().get("/portal/assets/swagger/nothing.js").statusCode())
                    .isEqualTo(404);
        }
    }

    @Test
    void saysWhereAFileIsWrong(@TempDir Path folder) {
        Gateway.write(folder, "config/portal/branding.yaml", """
            name: Acme
            accent: "red; } body { display: none"
            logo: ../secret.svg
            footer:
              - { text: x, href: "javascript:alert(1)" }
              - { text: y, href: "//evil.example" }
            colour: blue
            """);
        Gateway.write(folder, "config/portal/brandin.yaml", "name: x\n");

        Report report = ConfigurationCheck.run(folder.resolve("config"), folder.resolve("policies"));

        String text = ReportFormat.json(report).toString();
        assertThat(report.errors()).isEqualTo(6);
        assertThat(text)
                .contains("six hexadecimal digits")
                .contains("a file name of at most 63 letters, digits, '-' and '_' and then .svg")
                .contains("https://..., http://...")
                .contains("colour")
                .contains("did you mean 'portal/branding'");
    }

    @Test
    void warnsOfALogoThatIsNotThere(@TempDir Path folder) {
        Gateway.write(folder, "config/portal/branding.yaml", "logo: logo.svg\n");

        Report report = ConfigurationCheck.run(folder.resolve("config"), folder.resolve("policies"));

        assertThat(report.errors()).isZero();
        assertThat(ReportFormat.json(report).toString()).contains("LF1109");
    }
}
