package dev.lakefront.portal.tryit;

import static org.assertj.core.api.Assertions.assertThat;

import dev.lakefront.Gateway;
import dev.lakefront.portal.PortalVisit;
import dev.lakefront.proxy.FakeBackend;
import io.netty.handler.codec.http.HttpHeaderNames;
import java.net.http.HttpResponse;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.Map;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import reactor.core.publisher.Mono;

/** The page over documents of strangers: parameters, odd bodies, hostile texts, answers without end. */
class TriedDocumentTests {

    private static final String EVIL = "</textarea><script>alert(1)</script><img src=x onerror=alert(1)>' \\\"";
    private static final String DOCUMENT = """
        {
          "openapi": "3.1.0",
          "info": {"title": "EVIL", "version": "1"},
          "paths": {
            "/models/{name}/score": {
              "parameters": [
                {"name": "name", "in": "path", "required": true, "description": "EVIL", "schema": {"type": "string", "default": "a b"}}
              ],
              "post": {
                "operationId": "score",
                "summary": "EVIL",
                "parameters": [
                  {"name": "EVIL", "in": "query", "schema": {"type": "string", "default": "EVIL"}},
                  {"name": "mode", "in": "query", "schema": {"enum": ["fast", "EVIL"]}}
                ],
                "requestBody": {"content": {"application/json": {
                  "schema": {"type": "object", "properties": {"text": {"type": "string"}}},
                  "examples": {"EVIL": {"summary": "EVIL", "value": {"text": "EVIL"}}, "plain": {"value": {"text": "hello"}}}
                }}},
                "responses": {"200": {"description": "ok", "content": {"application/json": {"example": {"said": "EVIL"}}}}}
              }
            },
            "/health": {"get": {"operationId": "health/check", "responses": {"200": {"description": "ok"}}}}
          }
        }
        """.replace("EVIL", EVIL);

    @TempDir
    private static Path folder;

    private static FakeBackend backend;
    private static Gateway gateway;
    private static PortalVisit stranger;

    @BeforeAll
    static void start() {
        backend = new FakeBackend();
        Gateway.write(
                folder,
                "config/workspaces/models.yaml",
                "type: http\nhost: " + backend.url() + "\nauth: { type: none }\n");
        Gateway.write(folder, "config/products/public.yaml", "title: Public\nsubscription: { required: false }\n");
        Gateway.write(folder, "config/apis/odd.yaml", """
            title: "Odd <script>alert(2)</script>"
            workspace: models
            endpoint: odd
            products: [public]
            openapi: { source: { file: odd.openapi.json } }
            """);
        Gateway.write(folder, "config/apis/odd.openapi.json", DOCUMENT);
        gateway = Gateway.startWithPortal(
                folder, "--lakefront.portal.try-it.max-answer=2KB", "--lakefront.portal.try-it.timeout=4s");
        stranger = PortalVisit.anonymous(gateway);
    }

    @AfterAll
    static void stop() {
        gateway.close();
        backend.close();
    }

    @BeforeEach
    void reset() {
        backend.answers(FakeBackend.json(200, "{\"said\":\"<script>alert(3)</script>\",\"n\":1.0}"));
        backend.received().clear();
    }

    @Test
    void changesNothingInThePageWhateverTheDocumentSays() {
        String page = stranger.get("/portal/apis/odd/try?operation=score").body();
        String answer = score(Map.of("body", "{}")).body();
        String mock = score(Map.of("body", "{}", "mock", "true")).body();

        assertThat(page).contains("&lt;img src=x onerror=alert(1)&gt;");
        assertThat(answer).contains("&lt;script&gt;alert(3)&lt;/script&gt;");
        assertThat(page + answer + mock).doesNotContain("<script>").doesNotContain("<img src=x");
    }

    @Test
    void callsAnOpenApiWithoutSignInAndWithWhatWasFilledIn() {
        HttpResponse<String> page = score(
                Map.of("body", "{\"text\": \"hi\"}", "path.name", "a b?", "query.mode", "fast", "query.none", "x"));

        assertThat(page.body()).contains("200 OK").contains("&quot;n&quot; : 1.0");
        assertThat(backend.last().uri())
                .contains("/models/a%20b%3F/score?")
                .endsWith("&mode=fast")
                .doesNotContain("<");
        assertThat(backend.last().body()).isEqualTo("{\"text\": \"hi\"}");
        assertThat(backend.last().header("Cookie")).isNull();
    }

    @Test
    void asksNoModelInMockMode() {
        HttpResponse<String> mock =
                stranger.script("/portal/apis/odd/try", "/portal/apis/odd/mock/score", "{\"text\":\"hi\"}");

        assertThat(mock.headers().firstValue("X-Lakefront-Mock")).hasValue("true");
        assertThat(mock.body()).contains("\"said\"");
        assertThat(backend.received()).isEmpty();
    }

    @Test
    void mocksOperationsWhoseIdIsNoSegment() {
        HttpResponse<String> mock = stranger.script("/portal/apis/odd/try", "/portal/apis/odd/mock/health/check", "");

        assertThat(mock.statusCode()).isEqualTo(200);
        assertThat(mock.body()).isEqualTo("{ }");
    }

    @Test
    void choosesTheOperation() {
        String page =
                stranger.get("/portal/apis/odd/try?operation=health/check").body();

        assertThat(page).contains("/odd/health").doesNotContain("name=\"body\"");
    }

    @Test
    void showsTheBeginningOfALongAnswer() {
        backend.answers(FakeBackend.json(200, "\"" + "x".repeat(50_000) + "\""));

        String page = score(Map.of("body", "{}")).body();

        assertThat(page).contains("Only its beginning is shown.").contains("x".repeat(2000));
        assertThat(page.length()).isLessThan(20_000);
    }

    @Test
    void doesNotWaitForEver() {
        backend.answers((request, response) ->
                response.header(HttpHeaderNames.CONTENT_TYPE, "text/plain").sendString(Mono.<String>never()));

        assertThat(score(Map.of("body", "{}")).body()).contains("No answer came within 4 s");
    }

    private static HttpResponse<String> score(Map<String, String> fields) {
        Map<String, String> all = new HashMap<>(fields);
        all.put("operation", "score");
        all.putIfAbsent("path.name", "one");
        return stranger.submit("/portal/apis/odd/try", "/portal/apis/odd/try", all);
    }
}
