package dev.lakefront.identity;

import static org.assertj.core.api.Assertions.assertThat;

import dev.lakefront.Gateway;
import dev.lakefront.portal.PortalVisit;
import java.net.http.HttpResponse;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class ProviderAwayTests {

    /** Signed by nobody in particular; whose keys to ask for is what cannot be found out. */
    private static final String TOKEN = "eyJhbGciOiJSUzI1NiIsImtpZCI6ImEifQ.eyJzdWIiOiJhIn0.c2ln";

    @Test
    void startsAndServesWhileTheProviderIsAway(@TempDir Path folder) {
        try (Gateway gateway = Gateway.startWithPortal(
                folder,
                "--lakefront.portal.oidc.issuer=http://127.0.0.1:9/realms/none",
                "--lakefront.portal.oidc.client-id=x",
                "--lakefront.portal.oidc.timeout=2s")) {
            PortalVisit visitor = PortalVisit.anonymous(gateway);

            assertThat(visitor.get("/portal").statusCode()).isEqualTo(200);
            HttpResponse<String> begin = visitor.get("/portal/sign-in/with/oidc?to=/portal/keys");
            assertThat(PortalVisit.location(begin))
                    .isEqualTo("/portal/sign-in?failed=provider-away&to=%2Fportal%2Fkeys");
            assertThat(visitor.get(PortalVisit.location(begin)).body()).contains("does not answer");
            HttpResponse<String> managed =
                    gateway.send(gateway.request("/management/v1/apis").header("Authorization", "Bearer " + TOKEN));
            assertThat(managed.statusCode()).isEqualTo(503);
            assertThat(managed.body()).contains("identity-provider-unavailable");
        }
    }
}
