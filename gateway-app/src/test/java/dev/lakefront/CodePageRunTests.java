package dev.lakefront;

import static org.assertj.core.api.Assertions.assertThat;

import dev.lakefront.portal.PortalGateway;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.springframework.web.util.HtmlUtils;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/** Runs the code that stands on the pages, as it stands there: it gets the answer that a direct call gets. */
class CodePageRunTests {

    private static final List<String> APIS = List.of("iris", "assistant", "embed");

    /** Their bodies are written by what others show as well; once for each API is enough. */
    private static final Set<String> SLOW = Set.of("databricks", "mlflow", "java");

    private static final Pattern CODE = Pattern.compile("<code id=\"snippet-code\">(.*?)</code>", Pattern.DOTALL);
    private static final Pattern TAB = Pattern.compile("/code\\?lang=([a-z]+)");
    private static final Pattern FORMATS = Pattern.compile("<select id=\"format\".*?</select>", Pattern.DOTALL);
    private static final Pattern OPTION = Pattern.compile("<option value=\"([^\"]*)\"");
    private static final Pattern NUMBER = Pattern.compile("-?\\d+\\.\\d+(?:e-?\\d+)?");

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

    static Stream<Arguments> calls() {
        List<Arguments> calls = new ArrayList<>();
        for (String api : APIS) {
            List<String> formats = formats(api);
            for (String format : formats) {
                languages(api, "&format=" + format).stream()
                        .filter(SnippetRun.LANGUAGES::contains)
                        .filter(language -> !SLOW.contains(language) || format.equals(formats.getFirst()))
                        .forEach(language -> calls.add(Arguments.of(language, api, format)));
            }
        }
        return calls.stream();
    }

    @ParameterizedTest
    @MethodSource("calls")
    void getsTheAnswerOfADirectCall(String language, String api, String format, @TempDir Path home) {
        String printed = new SnippetRun(portal.key(), home).print(language, code(api, language, "&format=" + format));

        JsonNode direct = json(direct(api, example(api, format)));
        switch (language) {
            case "openai" -> isPrinted(printed, direct);
            case "pandas" -> isColumn(json(printed), direct.path("predictions"));
            default -> isAnswer(json(printed), direct);
        }
    }

    @ParameterizedTest
    @ValueSource(strings = {"curl", "python", "java", "javascript", "openai", "mlflow"})
    void streamsTheAnswerOfADirectCall(String language, @TempDir Path home) {
        String printed = new SnippetRun(portal.key(), home).print(language, code("assistant", language, "&stream=1"));

        String format = formats("assistant").getFirst();
        String direct =
                streamed(direct("assistant", example("assistant", format).replaceFirst("\\{", "{\"stream\":true,")));
        assertThat(direct).isNotBlank();
        assertThat(language.equals("openai") ? printed.strip() : streamed(printed))
                .isEqualTo(direct.strip());
    }

    /** Nothing installs these; where they are, they have to work. */
    @ParameterizedTest
    @ValueSource(strings = {"powershell", "r"})
    void runsWhereTheProgramIs(String language, @TempDir Path home) {
        String printed = new SnippetRun(portal.key(), home).print(language, code("iris", language, ""));

        assertThat(printed).contains("predictions");
    }

    private static List<String> languages(String api, String choice) {
        return TAB.matcher(page(api, "curl", choice))
                .results()
                .map(tab -> tab.group(1))
                .distinct()
                .toList();
    }

    /** As the page offers them; one without a choice has the first example of its document. */
    private static List<String> formats(String api) {
        Matcher select = FORMATS.matcher(page(api, "curl", ""));
        return select.find()
                ? OPTION.matcher(select.group())
                        .results()
                        .map(option -> option.group(1))
                        .toList()
                : List.of("");
    }

    private static String code(String api, String language, String choice) {
        Matcher code = CODE.matcher(page(api, language, choice));
        assertThat(code.find()).isTrue();
        return HtmlUtils.htmlUnescape(code.group(1));
    }

    private static String page(String api, String language, String choice) {
        return portal.page("/portal/apis/" + api + "/code?lang=" + language + choice)
                .body();
    }

    /** Of the document itself, not of the page. */
    private static String example(String api, String format) {
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

    private static String direct(String api, String body) {
        var answer = portal.gateway().post("/" + api + "/invocations", portal.key(), body);
        assertThat(answer.statusCode()).as(answer.body()).isEqualTo(200);
        return answer.body();
    }

    /** All of it that the call decides; ids and times differ from call to call. */
    private static void isAnswer(JsonNode answer, JsonNode direct) {
        assertThat(direct.has("predictions") || direct.has("data") || direct.has("choices"))
                .isTrue();
        isSame(answer.path("predictions"), direct.path("predictions"));
        isSame(answer.path("data"), direct.path("data"));
        isSame(answer.at("/choices/0/message"), direct.at("/choices/0/message"));
    }

    private static void isColumn(JsonNode table, JsonNode predictions) {
        assertThat(table.size()).isEqualTo(predictions.size()).isPositive();
        for (int row = 0; row < table.size(); row++) {
            isSame(table.get(row).path("prediction"), predictions.get(row));
        }
    }

    private static void isPrinted(String printed, JsonNode direct) {
        if (direct.has("choices")) {
            assertThat(printed.strip())
                    .isEqualTo(
                            direct.at("/choices/0/message/content").asString().strip());
            return;
        }
        // This client asks for embeddings in base64, as 32 bits each.
        List<Float> shown = NUMBER.matcher(printed)
                .results()
                .map(number -> Float.valueOf(number.group()))
                .toList();
        List<Float> first = direct.path("data")
                .valueStream()
                .flatMap(item -> item.path("embedding").valueStream().limit(4))
                .map(number -> (float) number.asDouble())
                .toList();
        assertThat(shown).isNotEmpty().isEqualTo(first);
    }

    private static void isSame(JsonNode one, JsonNode other) {
        assertThat(one.equals(CodePageRunTests::compare, other))
                .as("%s as %s", one, other)
                .isTrue();
    }

    /** JavaScript writes 0.0 as 0. */
    private static int compare(JsonNode one, JsonNode other) {
        return one.isNumber() && other.isNumber()
                ? Double.compare(one.asDouble(), other.asDouble())
                : one.equals(other) ? 0 : 1;
    }

    /** The words of a stream, whether it is printed as it came or chunk by chunk. */
    private static String streamed(String stream) {
        return stream.lines()
                .map(line -> line.startsWith("data:") ? line.substring(5).strip() : line)
                .filter(line -> line.startsWith("{"))
                .map(line -> json(line).at("/choices/0/delta/content").asString(""))
                .collect(Collectors.joining())
                .strip();
    }

    private static JsonNode json(String text) {
        return JsonMapper.shared().readTree(text);
    }
}
