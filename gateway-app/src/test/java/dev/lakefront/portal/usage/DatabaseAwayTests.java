package dev.lakefront.portal.usage;

import static org.assertj.core.api.Assertions.assertThat;

import dev.lakefront.Gateway;
import dev.lakefront.identity.LocalSignIn;
import dev.lakefront.portal.PortalVisit;
import dev.lakefront.proxy.FakeBackend;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/** A gateway whose database was never there. */
@Timeout(120)
class DatabaseAwayTests {

    @TempDir
    private Path folder;

    @Test
    void servesCallsAndSaysThatUsageCannotBeRead() {
        try (FakeBackend backend = new FakeBackend();
                Gateway gateway = start(backend)) {
            PortalVisit administrator = PortalVisit.signedIn(gateway, "admin");

            assertThat(gateway.post("/churn/invocations", null, "{\"dataframe_records\":[{\"a\":1}]}")
                            .statusCode())
                    .isEqualTo(200);
            assertThat(administrator.get("/portal/usage").body()).contains("Usage cannot be read just now");
            assertThat(administrator.get("/portal/requests").statusCode()).isEqualTo(503);
            assertThat(administrator.get("/portal/usage.csv").statusCode()).isEqualTo(503);
        }
    }

    private Gateway start(FakeBackend backend) {
        Gateway.write(folder, "config/workspaces/models.yaml", """
            type: http
            host: %s
            auth: { type: none }
            """.formatted(backend.url()));
        Gateway.write(folder, "config/products/public.yaml", "title: Public\nsubscription: { required: false }\n");
        Gateway.write(folder, "config/apis/churn.yaml", """
            title: Churn
            workspace: models
            endpoint: churn
            task: tabular
            products: [public]
            """);
        return Gateway.startWithPortal(
                folder,
                LocalSignIn.class,
                "--spring.datasource.url=jdbc:postgresql://127.0.0.1:1/nowhere",
                "--spring.datasource.hikari.connection-timeout=300");
    }
}
