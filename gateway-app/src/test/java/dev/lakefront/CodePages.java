package dev.lakefront;

import static org.assertj.core.api.Assertions.assertThat;

import dev.lakefront.portal.PortalGateway;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.springframework.web.util.HtmlUtils;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/** What the pages with code offer, and the examples that they show it for. */
record CodePages(PortalGateway portal) {

    private static final Pattern CODE = Pattern.compile("<code id=\"snippet-code\">(.*?)</code>", Pattern.DOTALL);
    private static final Pattern TAB = Pattern.compile("/code\\?lang=([a-z]+)");
    private static final Pattern FORMATS = Pattern.compile("<select id=\"format\".*?</select>", Pattern.DOTALL);
    private static final Pattern OPTION = Pattern.compile("<option value=\"([^\"]*)\"");

    List<String> languages(String api, String choice) {
        return TAB.matcher(page(api, "curl", choice))
                .results()
                .map(tab -> tab.group(1))
                .distinct()
                .toList();
    }

    /** As the page offers them; one without a choice has the first example of its document. */
    List<String> formats(String api) {
        Matcher select = FORMATS.matcher(page(api, "curl", ""));
        return select.find()
                ? OPTION.matcher(select.group())
                        .results()
                        .map(option -> option.group(1))
                        .toList()
                : List.of("");
    }

    String code(String api, String language, String choice) {
        Matcher code = CODE.matcher(page(api, language, choice));
        assertThat(code.find()).isTrue();
        return HtmlUtils.htmlUnescape(code.group(1));
    }

    private String page(String api, String language, String choice) {
        return portal.page("/portal/apis/" + api + "/code?lang=" + language + choice)
                .body();
    }

    /** Of the document itself, not of the page. */
    String example(String api, String format) {
        JsonNode document = json(
                portal.gateway().get("/portal/apis/" + api + "/openapi.json").body());
        JsonNode media = document.path("paths")
                .propertyStream()
                .filter(path -> path.getKey().endsWith("/invocations"))
                .map(path -> path.getValue().at("/post/requestBody/content/application~1json"))
                .findFirst()
                .orElseThrow();
        JsonNode example = format.isEmpty()
                ? media.path("examples").valueStream().findFirst().orElseThrow()
                : media.path("examples").path(format);
        JsonNode value = example.has("$ref")
                ? document.at(example.path("$ref").asString().substring(1)).path("value")
                : example.path("value");
        assertThat(value.isObject())
                .as(URLEncoder.encode(format, StandardCharsets.UTF_8))
                .isTrue();
        return value.toString();
    }

    private static JsonNode json(String text) {
        return JsonMapper.shared().readTree(text);
    }
}
