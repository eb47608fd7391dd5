package dev.lakefront.portal;

import static org.assertj.core.api.Assertions.assertThat;

import dev.lakefront.Gateway;
import java.nio.file.Path;
import java.time.Instant;
import java.time.InstantSource;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.Map;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.springframework.context.annotation.Primary;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/** How an API comes to its end in the portal: nothing is published meanwhile, only days go by. */
class LifecyclePagesTests {

    private static final String ROWS =
            "{\"dataframe_records\":[{\"sepal_length\":5.1,\"sepal_width\":3.5,\"petal_length\":1.4,\"petal_width\":0.2}]}";

    @Primary
    static class Days implements InstantSource {

        private volatile Instant now = Instant.parse("2027-01-01T12:00:00Z");

        @Override
        public Instant instant() {
            return now;
        }
    }

    /** Sessions live by the machine's clock; who has signed in sees these days. */
    private static final LocalDate TODAY = LocalDate.now(ZoneOffset.UTC);

    @TempDir
    private static Path folder;

    private static PortalGateway portal;

    @BeforeAll
    static void start() {
        Gateway.write(folder, "config/apis/old.yaml", """
            title: Old flowers
            summary: Says which kind of iris a flower is.
            workspace: demo
            endpoint: iris
            products: [internal]
            lifecycle:
              deprecated: 2027-01-15
              sunset: 2027-06-30
              successor: iris
              link: https://example.com/news#flowers
            sla: 99.5 % in <office> hours; ask Botany.
            """);
        ending("gone", TODAY.minusDays(1));
        ending("soon", TODAY.plusDays(20));
        portal = PortalGateway.start(folder, Days.class);
    }

    private static void ending(String id, LocalDate sunset) {
        Gateway.write(folder, "config/apis/" + id + ".yaml", """
            title: Zinnias, %s
            workspace: demo
            endpoint: iris
            products: [internal]
            lifecycle: { deprecated: 2020-01-15, sunset: %s }
            """.formatted(id, sunset));
    }

    @AfterAll
    static void stop() {
        portal.close();
    }

    @BeforeEach
    void begin() {
        day("2027-03-01T12:00:00Z");
    }

    private static void day(String moment) {
        portal.gateway().bean(Days.class).now = Instant.parse(moment);
    }

    private static String page(String path) {
        return portal.page(path).body();
    }

    @Test
    void isShownWhereverTheApiIs() {
        String badge = "<span class=\"badge warn\">deprecated, ends 30 June 2027</span>";
        for (String path : new String[] {
            "/portal",
            "/portal/apis",
            "/portal/apis/old",
            "/portal/apis/old/try",
            "/portal/apis/old/reference",
            "/portal/apis/old/code",
            "/portal/products/internal",
            "/portal/status"
        }) {
            assertThat(page(path)).as(path).containsOnlyOnce(badge);
        }
        assertThat(page("/portal/apis?q=ends+30+June+2027")).contains("1 API found<", "Old flowers");
        assertThat(page("/portal/apis/iris")).doesNotContain("deprecated");
    }

    @Test
    void saysUntilWhenAndWhatElse() {
        for (String path : new String[] {"/portal/apis/old", "/portal/apis/old/try"}) {
            assertThat(page(path))
                    .as(path)
                    .contains("This API has been deprecated since 15 January 2027.")
                    .contains("It answers calls until the end of 30 June 2027 (UTC).")
                    .doesNotContain("use iris instead")
                    .contains("<a href=\"/portal/apis/iris\">Iris flowers</a>")
                    .contains("<a href=\"https://example.com/news#flowers\" rel=\"noreferrer\">");
        }
        assertThat(page("/portal/apis/old"))
                .contains("<dt>Service level</dt><dd>99.5 % in &lt;office&gt; hours; ask Botany.</dd>");
        assertThat(page("/portal/apis/iris")).doesNotContain("Service level");
    }

    @Test
    void followsTheDays() {
        day("2027-01-14T23:59:59Z");
        assertThat(page("/portal/apis"))
                .contains("<span class=\"badge \">deprecated from 15 January 2027</span>")
                .doesNotContain("ends 30 June");
        assertThat(portal.gateway().get("/old/openapi.json").body()).doesNotContain("\"deprecated\": true");

        day("2027-06-30T23:59:59Z");
        assertThat(page("/portal/apis")).contains("deprecated, ends 30 June 2027");
        assertThat(page("/portal/apis/old"))
                .contains("Subscribe to a product", "class=\"button\" href=\"/portal/apis/old/try\"");
        assertThat(portal.gateway().get("/old/openapi.json").body())
                .contains("\"deprecated\": true", "calls are answered until the end of 30 June 2027 (UTC)");
        assertThat(portal.gateway().post("/old/invocations", portal.key(), ROWS).statusCode())
                .isEqualTo(200);

        day("2027-07-01T00:00:00Z");
        assertThat(page("/portal/apis")).contains("<span class=\"badge bad\">retired</span>");
        assertThat(page("/portal/apis/old"))
                .contains("This API is retired.", "It answered calls until the end of 30 June 2027 (UTC).")
                .doesNotContain("Subscribe to a product", "class=\"button\" href=\"/portal/apis/old/try\"");
        assertThat(portal.gateway().post("/old/invocations", portal.key(), ROWS).statusCode())
                .isEqualTo(410);
    }

    @Test
    void isToldToPrograms() {
        assertThat(portal.gateway().get("/llms.txt").body())
                .contains("Says which kind of iris a flower is. (deprecated, ends 30 June 2027)");
        assertThat(portal.gateway().get("/portal/apis/old.md").body())
                .contains(
                        "**Deprecated from 15 January 2027; calls are answered until the end of 30 June 2027 (UTC); use"
                                + " iris instead.**")
                .contains("- Service level: 99.5 % in \\<office\\> hours; ask Botany.");
        JsonNode linkset = JsonMapper.shared()
                .readTree(portal.gateway().get("/.well-known/api-catalog").body())
                .get("linkset");
        String url = portal.gateway().url();
        JsonNode old = linkset.valueStream()
                .filter(link -> link.get("anchor").asString().equals(url + "/old"))
                .findFirst()
                .orElseThrow();
        assertThat(old.at("/successor-version/0/href").asString()).isEqualTo(url + "/iris");
        assertThat(old.at("/deprecation/0/href").asString()).isEqualTo("https://example.com/news#flowers");
        assertThat(old.at("/sunset/0/href").asString()).isEqualTo("https://example.com/news#flowers");
    }

    @Test
    void remindsAdministratorsInTime() {
        day(TODAY + "T12:00:00Z");

        assertThat(PortalVisit.signedIn(portal.gateway(), "admin")
                        .get("/portal/admin/snapshot")
                        .body())
                .containsSubsequence("<h2>Ending</h2>", "Zinnias, gone", "Zinnias, soon")
                .contains("<time>" + TODAY.plusDays(20) + "</time>", "href=\"/portal/usage?api=soon\"")
                .doesNotContain("Iris flowers");
    }

    @Test
    void showsWhatWhoTriesItGets() {
        day(TODAY + "T12:00:00Z");

        assertThat(PortalVisit.signedIn(portal.gateway(), "demo")
                        .submit("/portal/apis/gone/try", "/portal/apis/gone/try", Map.of("body", ROWS))
                        .body())
                .contains("This API is retired.", "410", "api-retired");
    }
}
