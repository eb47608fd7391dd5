package dev.lakefront.identity;

import static org.assertj.core.api.Assertions.assertThat;

import dev.lakefront.Gateway;
import dev.lakefront.portal.PortalVisit;
import java.net.http.HttpResponse;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** A portal behind a proxy that ends TLS: it hears plain HTTP and knows better. */
class EncryptedPortalTests {

    @Test
    void securesEveryCookie(@TempDir Path folder) {
        try (Gateway gateway = Gateway.startWithPortal(
                folder, ProbePages.class, "--lakefront.portal.url=https://models.example.com")) {
            PortalVisit browser = PortalVisit.anonymous(gateway);
            HttpResponse<String> page = browser.get("/portal/sign-in");
            // No client sends a secure cookie over plain HTTP; this one is told to.
            String form = page.headers().firstValue("Set-Cookie").orElseThrow();
            String token = page.body().split("name=\"_csrf\" value=\"")[1].split("\"")[0];
            HttpResponse<String> signedIn = gateway.send(gateway.request("/portal/sign-in")
                    .header("Cookie", form.split(";")[0])
                    .header("Content-Type", "application/x-www-form-urlencoded")
                    .POST(java.net.http.HttpRequest.BodyPublishers.ofString(
                            "username=demo&password=demo&_csrf=" + token.replace("=", "%3D"))));

            assertThat(signedIn.statusCode()).isEqualTo(303);
            List<String> cookies = signedIn.headers().allValues("Set-Cookie");
            assertThat(form)
                    .startsWith("__Host-lakefront-form=")
                    .contains("; Secure", "; Path=/")
                    .doesNotContain("Domain");
            assertThat(cookies)
                    .filteredOn(cookie -> cookie.startsWith("__Host-lakefront-session="))
                    .singleElement()
                    .asString()
                    .contains("; Secure", "; Path=/", "; HTTPOnly", "; SameSite=Lax")
                    .doesNotContain("Domain");
            assertThat(page.headers().firstValue("Strict-Transport-Security")).contains("max-age=31536000");
        }
    }
}
