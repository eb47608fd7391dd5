package dev.lakefront.management;

import static org.assertj.core.api.Assertions.assertThat;

import dev.lakefront.Gateway;
import dev.lakefront.Tool;
import dev.lakefront.proxy.FakeBackend;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/** Runs the server that docs/management.md shows for Zudoku, without its types, which the machine's Node may not know. */
class ZudokuServerTests {

    private static final Pattern CODE = Pattern.compile("```typescript\n// server.ts(.*?)```", Pattern.DOTALL);

    @TempDir
    Path folder;

    private int port;

    @Test
    void givesZudokuItsConsumers() throws Exception {
        try (FakeBackend backend = new FakeBackend()) {
            ManagedGateway.configure(folder, backend);
            backend.answers(FakeBackend.json(200, "{\"predictions\":[1]}"));
            try (Gateway gateway = Gateway.startWithPortal(folder, ManagementVisit.setting())) {
                Process server = serve(gateway);
                try {
                    port = Integer.parseInt(
                            server.inputReader(StandardCharsets.UTF_8).readLine());
                    givesConsumers(gateway);
                } finally {
                    server.destroy();
                }
            }
        }
    }

    private void givesConsumers(Gateway gateway) throws Exception {
        HttpResponse<String> made = ask("ada", "POST", "", "{\"description\": \"My app\", \"once\": \"k\"}");
        String key = read(made).get("key").asString();
        assertThat(gateway.post("/one/invocations", key, "{}").statusCode()).isEqualTo(200);

        JsonNode consumer = read(ask("ada", "GET", "", null)).get(0);
        String id = consumer.get("id").asString();
        assertThat(consumer.get("label").asString()).isEqualTo("My app");
        assertThat(consumer.at("/apiKeys/0/id").asString()).isEqualTo("primary");
        assertThat(consumer.at("/apiKeys/0/key").asString()).isEqualTo(key.substring(0, 11) + "…");
        assertThat(consumer.at("/apiKeys/0/createdOn").asString()).contains("T");
        assertThat(read(ask("eve", "GET", "", null))).isEmpty();
        assertThat(ask("eve", "POST", "/" + id, "").statusCode()).isEqualTo(404);

        String rolled = read(ask("ada", "POST", "/" + id, "")).get("key").asString();
        assertThat(gateway.post("/one/invocations", key, "{}").statusCode()).isEqualTo(401);
        assertThat(gateway.post("/one/invocations", rolled, "{}").statusCode()).isEqualTo(200);
        assertThat(read(ask("ada", "GET", "/" + id, null)).at("/total/calls").isInt())
                .isTrue();
        assertThat(ask("ada", "DELETE", "/" + id + "/primary", null).statusCode())
                .isEqualTo(200);
        assertThat(gateway.post("/one/invocations", rolled, "{}").statusCode()).isEqualTo(401);
    }

    private Process serve(Gateway gateway) throws IOException {
        Matcher code = CODE.matcher(Files.readString(Path.of("..", "docs", "management.md")));
        assertThat(code.find()).isTrue();
        String plain = ("//" + code.group(1))
                .replaceAll("[?]?: (any|string\\[\\]|string|object)(?=[,)])", "")
                .replaceAll("request[.](url|method)!", "request.$1")
                .replace("./sign-in.ts", "./sign-in.mjs")
                .replace("listen(3001)", "listen(0, function () { console.log(this.address().port) })");
        Files.writeString(folder.resolve("server.mjs"), plain);
        Files.writeString(
                folder.resolve("sign-in.mjs"), "export const ownerOf = async (request) => request.headers['x-owner'];");
        ProcessBuilder node = new ProcessBuilder(
                        Tool.onPath("node").toString(),
                        folder.resolve("server.mjs").toString())
                .redirectError(folder.resolve("server.log").toFile());
        node.environment().put("LAKEFRONT_URL", gateway.url());
        node.environment().put("LAKEFRONT_ADMINISTRATOR_KEY", ManagementVisit.ADMINISTRATOR);
        node.environment().put("PRODUCT", "open");
        return node.start();
    }

    private HttpResponse<String> ask(String owner, String method, String path, String body) throws Exception {
        HttpRequest request = HttpRequest.newBuilder(URI.create("http://localhost:" + port + "/consumers" + path))
                .header("X-Owner", owner)
                .method(
                        method,
                        body == null ? HttpRequest.BodyPublishers.noBody() : HttpRequest.BodyPublishers.ofString(body))
                .build();
        return HttpClient.newHttpClient().send(request, HttpResponse.BodyHandlers.ofString());
    }

    private static JsonNode read(HttpResponse<String> response) {
        assertThat(response.statusCode()).as(response.body()).isEqualTo(200);
        return JsonMapper.shared().readTree(response.body());
    }
}
