package dev.lakefront.portal.catalog;

import static org.assertj.core.api.Assertions.assertThat;

import dev.lakefront.Gateway;
import dev.lakefront.portal.PortalVisit;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/** What can be read without the database is served without it, also to people who have signed in. */
@Timeout(120)
class PagesWithoutDatabaseTests {

    @TempDir
    private Path folder;

    @Test
    void areServed() {
        try (Gateway gateway = Gateway.startWithPortal(
                folder,
                "--spring.datasource.url=jdbc:postgresql://127.0.0.1:1/nowhere",
                "--spring.datasource.hikari.connection-timeout=300")) {
            PortalVisit administrator = PortalVisit.signedIn(gateway, "admin");

            for (String path : List.of(
                    "/portal",
                    "/portal/apis",
                    "/portal/apis/iris",
                    "/portal/products/trial",
                    "/portal/status",
                    "/portal/admin",
                    "/portal/admin/snapshot",
                    "/portal/admin/onboard")) {
                assertThat(administrator.get(path).statusCode()).as(path).isEqualTo(200);
            }
            assertThat(administrator.get("/portal/admin").body()).contains("nobody knows how many wait");
            assertThat(administrator.get("/portal/admin/onboard").body())
                    .contains("Nothing to onboard", "Each of the 4 endpoints");
        }
    }
}
