package dev.lakefront.portal;

import static org.assertj.core.api.Assertions.assertThat;

import dev.lakefront.Gateway;
import java.net.URLEncoder;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.databind.node.ObjectNode;

/** A document that tries everything changes nothing in any page but its words. */
class HostileDocumentTests {

    /** Each begins something that would run, if it were not text. */
    private static final List<String> PAYLOADS = List.of(
            "<script>xss()</script>",
            "\"><img src=x onerror=xss()>",
            "' onmouseover='xss()",
            "</pre></code><svg/onload=xss()>",
            "</title><script>xss()</script>",
            "[x](javascript:xss())",
            "![x](https://evil.example/pixel.png)",
            "<a href=\"javascript:xss()\">x</a>",
            "${7*7}[[${7*7}]]__${7*7}__",
            "th:utext=\"${T(java.lang.Runtime)}\"");

    private static final String ALL = String.join(" ", PAYLOADS);

    @Test
    void changesNothingButWords(@TempDir Path folder) {
        Gateway.write(folder, "config/workspaces/local.yaml", """
            type: http
            host: http://127.0.0.1:9
            """);
        Gateway.write(
                folder,
                "config/apis/hostile.yaml",
                JsonMapper.shared()
                        .createObjectNode()
                        .put("title", ALL)
                        .put("summary", ALL)
                        .put("workspace", "local")
                        .put("endpoint", "hostile")
                        .<ObjectNode>set("tags", strings())
                        .<ObjectNode>set(
                                "products",
                                JsonMapper.shared().createArrayNode().add("p"))
                        .<ObjectNode>set(
                                "owner",
                                JsonMapper.shared()
                                        .createObjectNode()
                                        .put("team", ALL)
                                        .put("contact", ALL))
                        .<ObjectNode>set(
                                "openapi",
                                JsonMapper.shared().readTree("{\"source\":{\"file\":\"hostile.openapi.json\"}}"))
                        .toString());
        Gateway.write(folder, "config/apis/hostile.openapi.json", document().toString());
        Gateway.write(
                folder,
                "config/products/p.yaml",
                JsonMapper.shared()
                        .createObjectNode()
                        .put("title", ALL)
                        .put("summary", ALL)
                        .toString());
        Gateway.write(folder, "config/portal/guide.md", "# " + ALL + "\n\n" + String.join("\n\n", PAYLOADS) + "\n");
        try (PortalSite site = new PortalSite(Gateway.startWithPortal(folder))) {
            String search = URLEncoder.encode(ALL, StandardCharsets.UTF_8);
            for (String path : List.of(
                    "/portal",
                    "/portal/apis",
                    "/portal/apis?q=" + search + "&tag=" + search + "&task=" + search + "&status=" + search,
                    "/portal/apis/hostile",
                    "/portal/apis/hostile/reference",
                    "/portal/apis/hostile/reference?operation=" + search,
                    "/portal/apis/hostile/reference/swagger",
                    "/portal/products",
                    "/portal/products/p",
                    "/portal/status",
                    "/portal/docs",
                    "/portal/docs/guide",
                    "/portal/nothing/" + search.replace("+", "%20").replace("%2F", "x"))) {
                site.check(path);
            }
            for (String language : List.of(
                    "curl",
                    "python",
                    "openai",
                    "databricks",
                    "mlflow",
                    "java",
                    "javascript",
                    "powershell",
                    "r",
                    "powerbi")) {
                site.check("/portal/apis/hostile/code?lang=" + language + "&format=" + search);
            }
            assertThat(site.gateway().get("/portal/apis/hostile.md").body()).doesNotContain("\n<script");
            assertThat(JsonMapper.shared()
                            .readTree(site.gateway()
                                    .get("/.well-known/api-catalog")
                                    .body())
                            .path("linkset")
                            .size())
                    .isEqualTo(2);
        }
    }

    private record PortalSite(Gateway gateway) implements AutoCloseable {

        private static final Pattern TAG = Pattern.compile("<[a-zA-Z!/][^<>]*>");

        void check(String path) {
            HttpResponse<String> page = gateway.send(gateway.request(path).header("Accept", "text/html"));
            assertThat(page.statusCode()).as(path).isIn(200, 400, 404);
            String html = page.body();
            assertThat(html).as(path).doesNotContain("<script>", "<svg", "evil.example/pixel.png\"", "49__");
            Matcher tags = TAG.matcher(html);
            while (tags.find()) {
                String tag = tags.group();
                // What stands between quotes is a value and no name of an attribute.
                String names = tag.replaceAll("\"[^\"]*\"", "").replaceAll("'[^']*'", "");
                assertThat(names).as(path + ": " + tag).doesNotContainPattern("(?i)[\\s/\"']on[a-z]+\\s*=");
                assertThat(tag)
                        .as(path)
                        .doesNotContainPattern("(?i)(href|src|action)=\"\\s*(javascript|data|vbscript):");
                assertThat(tag).as(path).doesNotContainPattern("(src|href)=\"https?://evil");
            }
            assertThat(html.split("<script", -1)).as("scripts of " + path).hasSizeLessThanOrEqualTo(5);
        }

        @Override
        public void close() {
            gateway.close();
        }
    }

    private static JsonNode strings() {
        var list = JsonMapper.shared().createArrayNode();
        PAYLOADS.forEach(list::add);
        return list;
    }

    private static ObjectNode document() {
        ObjectNode root = JsonMapper.shared().createObjectNode().put("openapi", "3.1.0");
        root.putObject("info").put("title", ALL).put("version", ALL).put("description", String.join("\n\n", PAYLOADS));
        root.putArray("servers").addObject().put("url", "http://127.0.0.1:9").put("description", ALL);
        root.putArray("tags").addObject().put("name", ALL).put("description", ALL);
        ObjectNode operation = root.putObject("paths").putObject("/predict").putObject("post");
        operation.put("operationId", ALL).put("summary", ALL).put("description", String.join("\n\n", PAYLOADS));
        operation.putArray("tags").add(ALL);
        ObjectNode parameter = operation.putArray("parameters").addObject();
        parameter.put("name", ALL).put("in", "query").put("required", true).put("description", ALL);
        parameter.putObject("schema").put("type", "string").set("enum", strings());
        ObjectNode media =
                operation.putObject("requestBody").putObject("content").putObject("application/json");
        ObjectNode schema = media.putObject("schema")
                .put("type", "object")
                .put("title", ALL)
                .put("description", ALL);
        schema.putObject("properties")
                .putObject(ALL)
                .put("type", "string")
                .put("pattern", ".*")
                .put("format", ALL)
                .put("default", ALL)
                .put("description", String.join("\n\n", PAYLOADS))
                .set("enum", strings().deepCopy());
        media.putObject("examples").putObject(ALL).putObject("value").put(ALL, PAYLOADS.getFirst());
        ObjectNode answer = operation.putObject("responses").putObject("200").put("description", ALL);
        answer.putObject("content")
                .putObject("text/html; x=\"<script>xss()</script>\"")
                .put("example", ALL);
        return root;
    }
}
