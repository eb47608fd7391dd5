package dev.lakefront.portal;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.ByteArrayInputStream;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.regex.Pattern;
import java.util.zip.GZIPInputStream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** What holds for every page that shows something to read. */
class PagesTests {

    @TempDir
    private static Path folder;

    private static PortalGateway portal;

    @BeforeAll
    static void start() {
        portal = PortalGateway.start(folder);
    }

    @AfterAll
    static void stop() {
        portal.close();
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "/portal",
                "/portal/apis",
                "/portal/apis?q=nothing-of-this-name",
                "/portal/apis/iris",
                "/portal/apis/assistant",
                "/portal/apis/embed",
                "/portal/apis/rag-chatbot",
                "/portal/apis/iris/reference",
                "/portal/apis/assistant/reference",
                "/portal/apis/rag-chatbot/reference",
                "/portal/apis/embed/reference",
                "/portal/apis/iris/reference/swagger",
                "/portal/apis/iris/code",
                "/portal/apis/iris/code?lang=pandas&format=dataframe_records",
                "/portal/apis/assistant/code?lang=openai&stream=1",
                "/portal/products",
                "/portal/products/internal",
                "/portal/products/playground",
                "/portal/docs",
                "/portal/docs/keys",
                "/portal/docs/errors",
                "/portal/docs/limits",
                "/portal/docs/streaming",
                "/portal/docs/retries",
                "/portal/docs/problems",
                "/portal/docs/management",
                "/portal/docs/management?operation=createKey",
                "/portal/docs/problems/quota-exceeded",
                "/portal/status",
                "/portal/sign-in"
            })
    void isWhole(String path) throws Exception {
        HttpResponse<String> page = portal.page(path);

        keep(path, page.body());
        assertThat(page.statusCode()).isEqualTo(200);
        assertThat(page.body())
                .startsWith("<!DOCTYPE html>")
                .endsWith("</html>\n")
                .containsOnlyOnce("<h1")
                .doesNotContain(" th:", "<style", " style=", " onclick=", "javascript:");
        assertThat(Pattern.compile("<script(?![^>]* src=\"/portal/assets/)")
                        .matcher(page.body())
                        .find())
                .as("no script but files of the portal")
                .isFalse();
        assertThat(page.body().length()).as("a page stays small").isLessThan(100_000);
        assertThat(ids(page.body())).doesNotHaveDuplicates();
    }

    @Test
    void tellsBrowsersInAPageThatSomethingIsNotThere() {
        for (String path : new String[] {
            "/portal/nothing",
            "/portal/apis/nobody",
            "/portal/apis/iris/nothing",
            "/portal/products/nobody",
            "/portal/docs/nothing",
            "/portal/docs/problems/nothing",
            "/portal/docs/management?operation=nothing"
        }) {
            HttpResponse<String> page = portal.page(path);

            assertThat(page.statusCode()).as(path).isEqualTo(404);
            assertThat(page.headers().firstValue("Content-Type").orElse("")).startsWith("text/html");
            assertThat(page.body()).contains("There is no such page").contains("<nav aria-label=\"Portal\">");
        }
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "portal.css",
                "portal.js",
                "htmx.js",
                "lakefront.svg",
                "swagger/swagger-ui.css",
                "swagger/page.js"
            })
    void sendsAFileOnce(String name) {
        String path = "/portal/assets/" + name;
        HttpResponse<String> first = portal.gateway().get(path);

        String tag = first.headers().firstValue("ETag").orElseThrow();
        HttpResponse<String> again =
                portal.gateway().send(portal.gateway().request(path).header("If-None-Match", tag));

        assertThat(first.statusCode()).isEqualTo(200);
        assertThat(first.headers().firstValue("Cache-Control")).hasValue("max-age=600");
        assertThat(again.statusCode()).isEqualTo(304);
    }

    @Test
    void packsAFileForWhoeverTakesThat() throws Exception {
        HttpRequest.Builder request = portal.gateway().request("/portal/assets/portal.css");
        HttpResponse<byte[]> packed = HttpClient.newHttpClient()
                .send(request.header("Accept-Encoding", "br, gzip").build(), HttpResponse.BodyHandlers.ofByteArray());
        HttpResponse<String> plain = portal.gateway()
                .send(portal.gateway().request("/portal/assets/portal.css").header("Accept-Encoding", "gzip;q=0"));

        assertThat(packed.headers().firstValue("Content-Encoding")).hasValue("gzip");
        assertThat(packed.headers().allValues("Vary")).contains("Accept-Encoding");
        assertThat(plain.headers().firstValue("Content-Encoding")).isEmpty();
        assertThat(packed.headers().firstValue("ETag"))
                .isNotEqualTo(plain.headers().firstValue("ETag"));
        assertThat(new GZIPInputStream(new ByteArrayInputStream(packed.body())).readAllBytes())
                .asString(StandardCharsets.UTF_8)
                .isEqualTo(plain.body());
    }

    @Test
    void tellsProgramsInAProblem() {
        HttpResponse<String> answer = portal.gateway().get("/portal/apis/nobody");

        assertThat(answer.statusCode()).isEqualTo(404);
        assertThat(answer.headers().firstValue("Content-Type")).hasValue("application/problem+json");
        assertThat(answer.body()).contains("\"code\":\"operation-not-found\"");
    }

    private static java.util.List<String> ids(String html) {
        return Pattern.compile(" id=\"([^\"]*)\"")
                .matcher(html)
                .results()
                .map(match -> match.group(1))
                .toList();
    }

    /** For people to look at. */
    private static void keep(String path, String html) throws Exception {
        Path file = Path.of("target/pages", path.substring(1).replaceAll("[^a-z0-9-]+", "_") + ".html");
        Files.createDirectories(file.getParent());
        Files.writeString(file, html);
    }
}
