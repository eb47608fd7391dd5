package dev.lakefront.portal;

import dev.lakefront.Gateway;
import dev.lakefront.identity.LocalSignIn;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.databind.node.ArrayNode;
import tools.jackson.databind.node.ObjectNode;

/**
 * A portal whose every word was written by somebody who means harm: titles, descriptions, names, examples and addresses of
 * APIs, products, subscriptions, guides and of the portal itself.
 */
final class HostileSite {

    /** Each begins something that would run, lead away or be computed, if it were not text. */
    static final List<String> PAYLOADS = List.of(
            "<script>window.__xss=1</script>",
            "\"><img src=x onerror=window.__xss=1>",
            "' onmouseover='window.__xss=1' autofocus onfocus='window.__xss=1",
            "</pre></code></textarea></select><svg/onload=window.__xss=1>",
            "</title></style></script><script>alert(1)</script>",
            "jaVasCript:/*-/*`/*\\`/*'/*\"/**/(/* */oNcliCk=alert() )//%0D%0A//</stYle/</titLe/</teXtarEa/</scRipt/--!>"
                    + "<sVg/<sVg/oNloAd=alert()//>",
            "<math><mtext><table><mglyph><style><!--</style><img title=\"--><img src=1 onerror=alert(1)>\">",
            "<noscript><p title=\"</noscript><img src=x onerror=alert(1)>\">",
            "<svg><animate onbegin=alert(1) attributeName=x dur=1s><a"
                    + " xlink:href=\"javascript:alert(1)\"><text>x</text></a></svg>",
            "<iframe srcdoc=\"<script>parent.__xss=1</script>\"></iframe><object data=\"data:text/html,x\"></object>",
            "<base href=\"https://evil.example/\"><meta http-equiv=refresh content=\"0;url=https://evil.example\">",
            "<form action=https://evil.example><button formaction=javascript:alert(1)>x</button></form>",
            "<a href=\"javascript:window.__xss=1\" id=\"main\" name=\"querySelector\">x</a>",
            "[x](javascript:window.__xss=1) [y](data:text/html;base64,PHNjcmlwdD4=) [z](vbscript:x)"
                    + " [w](JaVaScRiPt&colon;alert(1))",
            "[q]( \u0001javascript:alert(1)) <javascript:alert(1)> [r]: javascript:alert(1) \"t\" [r]",
            "![x](https://evil.example/pixel.png) ![x](javascript:alert(1)) <img src=https://evil.example/p.png>",
            "[x](https://evil.example/?\"onmouseover=\"alert(1)) | a | b |\n"
                    + "| :-: | --- |\n"
                    + "| <b onclick=alert(1)>x</b> | y |",
            "${7*7}[[${7*7}]][(${7*7})]__${7*7}__ *{7*7} #{7*7} @{x} ~{x} th:utext=\"${T(java.lang.Runtime)}\" {{7*7}}"
                    + " <%= 7*7 %>",
            "&lt;script&gt;alert(1)&lt;/script&gt; &#60;script&#62; \\u003cscript\\u003e %3Cscript%3E",
            "\u202egnp.exe\u202c \u2066x\u2069 \u200b\ufeff \u2028 \u0085 \ud83d\ude00",
            "hx-get=/portal/sign-out hx-trigger=load data-hx-on:load=alert(1) <div hx-on::load=\"alert(1)\""
                    + " hx-get=//evil.example>",
            "a".repeat(600));

    static final String ALL = String.join(" ", PAYLOADS);

    /** What its pages can be asked for besides; no text of a browser's address holds control characters. */
    static final String SEARCH = URLEncoder.encode(ALL.substring(0, 1500), StandardCharsets.UTF_8);

    private static final JsonMapper JSON = JsonMapper.shared();

    private HostileSite() {}

    static Gateway start(Path folder) {
        Gateway.write(folder, "config/workspaces/local.yaml", "type: http\nhost: http://127.0.0.1:9\n");
        Gateway.write(folder, "config/apis/hostile.yaml", api().toString());
        Gateway.write(folder, "config/apis/hostile.openapi.json", document().toString());
        for (String id : List.of("p", "manual")) {
            Gateway.write(folder, "config/products/" + id + ".yaml", product(id).toString());
        }
        Gateway.write(
                folder,
                "config/subscriptions/from-file.yaml",
                JSON.createObjectNode().put("title", ALL).put("scope", "all").toString());
        ObjectNode branding = JSON.createObjectNode().put("name", PAYLOADS.getFirst());
        branding.putArray("footer").addObject().put("text", PAYLOADS.get(1)).put("href", "https://example.com/?a=b;c");
        Gateway.write(folder, "config/portal/branding.yaml", branding.toString());
        Gateway.write(
                folder,
                "config/portal/guide.md",
                "# " + ALL.replace("\n", " ") + "\n\n" + String.join("\n\n", PAYLOADS));
        return Gateway.startWithPortal(folder, LocalSignIn.class, "--lakefront.usage.flush-every=500ms");
    }

    /** For those who have not signed in. */
    static List<String> pages() {
        List<String> pages = new ArrayList<>(List.of(
                "/portal",
                "/portal/apis",
                "/portal/apis?q=" + SEARCH + "&tag=" + SEARCH + "&task=" + SEARCH + "&status=" + SEARCH,
                "/portal/apis/hostile",
                "/portal/apis/hostile/reference",
                "/portal/apis/hostile/reference?operation=" + SEARCH,
                "/portal/apis/hostile/try",
                "/portal/apis/hostile/try?operation=" + SEARCH + "&format=" + SEARCH + "&body=" + SEARCH,
                "/portal/products",
                "/portal/products/p",
                "/portal/status",
                "/portal/docs",
                "/portal/docs/guide",
                "/portal/sign-in?to=" + SEARCH + "&error=" + SEARCH,
                "/portal/nothing/"
                        + SEARCH.replace("+", "%20").replace("%2F", "x").replace("%5C", "x")));
        Stream.of(
                        "curl",
                        "python",
                        "openai",
                        "databricks",
                        "mlflow",
                        "java",
                        "javascript",
                        "powershell",
                        "r",
                        "powerbi")
                .map(language -> "/portal/apis/hostile/code?lang=" + language + "&format=" + SEARCH)
                .forEach(pages::add);
        return pages;
    }

    /** For the administrator, once somebody has subscribed. */
    static List<String> personalPages(String subscription) {
        return List.of(
                "/portal/keys",
                "/portal/subscriptions",
                "/portal/subscriptions/" + subscription,
                "/portal/products/manual/subscribe",
                "/portal/subscriptions/new?api=hostile",
                "/portal/usage?range=7d&api=" + SEARCH,
                "/portal/usage?from=" + SEARCH,
                "/portal/requests?id=" + SEARCH + "&api=" + SEARCH,
                "/portal/admin",
                "/portal/admin/subscriptions",
                "/portal/admin/audit");
    }

    private static ObjectNode api() {
        ObjectNode api = JSON.createObjectNode()
                .put("title", ALL)
                .put("summary", ALL)
                .put("workspace", "local")
                .put("endpoint", "hostile");
        api.set("tags", strings());
        api.putArray("products").add("p").add("manual");
        api.putObject("owner").put("team", ALL).put("contact", "javascript:window.__xss=1");
        api.set("openapi", JSON.readTree("{\"source\":{\"file\":\"hostile.openapi.json\"}}"));
        return api;
    }

    private static ObjectNode product(String id) {
        ObjectNode product =
                JSON.createObjectNode().put("title", ALL).put("summary", ALL).put("terms", ALL);
        product.putObject("subscription").put("approval", id.equals("manual") ? "manual" : "automatic");
        return product;
    }

    private static JsonNode strings() {
        ArrayNode list = JSON.createArrayNode();
        PAYLOADS.forEach(list::add);
        return list;
    }

    private static ObjectNode document() {
        String text = String.join("\n\n", PAYLOADS) + "\n\n\u0000\u0007";
        ObjectNode root = JSON.createObjectNode().put("openapi", "3.1.0");
        ObjectNode info =
                root.putObject("info").put("title", ALL).put("version", ALL).put("description", text);
        info.putObject("contact")
                .put("name", ALL)
                .put("url", "javascript:alert(1)")
                .put("email", ALL);
        info.putObject("license").put("name", ALL).put("url", "data:text/html,<script>alert(1)</script>");
        info.put("termsOfService", "javascript:alert(1)");
        root.putObject("externalDocs").put("description", ALL).put("url", "javascript:alert(1)");
        root.putArray("servers").addObject().put("url", "http://127.0.0.1:9").put("description", ALL);
        ObjectNode tag = root.putArray("tags").addObject().put("name", ALL).put("description", text);
        tag.putObject("externalDocs").put("url", "https://evil.example/\"onclick=\"alert(1)");
        ObjectNode paths = root.putObject("paths");
        operation(paths.putObject("/predict").putObject("post"), ALL, text);
        operation(paths.putObject("/'\"><svg onload=alert(1)>/{x}").putObject("post"), "=cmd|' /C calc'!A0", text);
        operation(paths.putObject("/$(touch pwned)`id`/${7*7}").putObject("post"), "__proto__", text);
        return root;
    }

    private static void operation(ObjectNode operation, String id, String text) {
        operation.put("operationId", id).put("summary", ALL).put("description", text);
        operation.putArray("tags").add(ALL);
        operation.putObject("externalDocs").put("description", ALL).put("url", "javascript:alert(1)");
        ObjectNode parameter = operation.putArray("parameters").addObject();
        parameter.put("name", ALL).put("in", "query").put("required", true).put("description", text);
        parameter.putObject("schema").put("type", "string").set("enum", strings());
        ObjectNode media = operation
                .putObject("requestBody")
                .put("description", text)
                .putObject("content")
                .putObject("application/json");
        ObjectNode schema = media.putObject("schema")
                .put("type", "object")
                .put("title", ALL)
                .put("description", text);
        schema.putObject("properties")
                .putObject(ALL)
                .put("type", "string")
                .put("pattern", ".*")
                .put("format", ALL)
                .put("default", ALL)
                .put("description", text)
                .set("enum", strings());
        media.putObject("examples").putObject(ALL).putObject("value").put(ALL, ALL);
        ObjectNode answer = operation.putObject("responses").putObject("200").put("description", text);
        answer.putObject("headers").putObject("X-\"><script>").put("description", text);
        answer.putObject("content")
                .putObject("text/html; x=\"<script>window.__xss=1</script>\"")
                .put("example", ALL);
    }
}
