package dev.lakefront;

import static org.assertj.core.api.Assertions.assertThat;

import dev.lakefront.portal.PortalGateway;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/** Runs the code that stands on the pages, as it stands there: it gets the answer that a direct call gets. */
class CodePageRunTests {

    private static final List<String> APIS = List.of("iris", "assistant", "embed");

    /** Their bodies are written by what others show as well; once for each API is enough. */
    private static final Set<String> SLOW = Set.of("databricks", "mlflow", "java");

    private static final Pattern NUMBER = Pattern.compile("-?\\d+\\.\\d+(?:e-?\\d+)?");

    @TempDir
    private static Path folder;

    @TempDir
    private static Path homes;

    /** Most of a run is the start of a program: they need not wait for each other. */
    private static ExecutorService runs;

    private static PortalGateway portal;
    private static CodePages pages;

    @BeforeAll
    static void start() {
        portal = PortalGateway.start(folder);
        pages = new CodePages(portal);
        runs = Executors.newFixedThreadPool(2);
    }

    @AfterAll
    static void stop() {
        runs.shutdownNow();
        portal.close();
    }

    /** Code of a page, which runs while tests look at what other code printed. */
    private record Run(String language, String api, String format, Future<String> output) {

        static Run start(String language, String api, String format, String choice) {
            return new Run(
                    language, api, format, runs.submit(() -> print(language, pages.code(api, language, choice))));
        }

        private static String print(String language, String code) throws IOException {
            return new SnippetRun(portal.key(), Files.createTempDirectory(homes, language)).print(language, code);
        }

        /** A run that was skipped or failed is so here. */
        String printed() throws Throwable {
            try {
                return output.get();
            } catch (ExecutionException ended) {
                throw ended.getCause();
            }
        }

        @Override
        public String toString() {
            return String.join(" ", language, api, format).strip();
        }
    }

    static Stream<Run> calls() {
        List<Run> calls = new ArrayList<>();
        for (String api : APIS) {
            List<String> formats = pages.formats(api);
            for (String format : formats) {
                pages.languages(api, "&format=" + format).stream()
                        .filter(SnippetRun.LANGUAGES::contains)
                        .filter(language -> !SLOW.contains(language) || format.equals(formats.getFirst()))
                        .forEach(language -> calls.add(Run.start(language, api, format, "&format=" + format)));
            }
        }
        return calls.stream();
    }

    @ParameterizedTest
    @MethodSource("calls")
    void getsTheAnswerOfADirectCall(Run run) throws Throwable {
        String printed = run.printed();

        JsonNode direct = json(direct(run.api(), pages.example(run.api(), run.format())));
        switch (run.language()) {
            case "openai" -> isPrinted(printed, direct);
            case "pandas" -> isColumn(json(printed), direct.path("predictions"));
            default -> isAnswer(json(printed), direct);
        }
    }

    static Stream<Run> streams() {
        return Stream.of("curl", "python", "java", "javascript", "openai", "mlflow")
                .map(language -> Run.start(
                        language, "assistant", pages.formats("assistant").getFirst(), "&stream=1"))
                .toList()
                .stream();
    }

    @ParameterizedTest
    @MethodSource("streams")
    void streamsTheAnswerOfADirectCall(Run run) throws Throwable {
        String printed = run.printed();

        String asked = pages.example("assistant", run.format()).replaceFirst("\\{", "{\"stream\":true,");
        String direct = streamed(direct("assistant", asked));
        assertThat(direct).isNotBlank();
        assertThat(run.language().equals("openai") ? printed.strip() : streamed(printed))
                .isEqualTo(direct.strip());
    }

    /** Nothing installs these; where they are, they have to work. */
    @ParameterizedTest
    @ValueSource(strings = {"powershell", "r"})
    void runsWhereTheProgramIs(String language, @TempDir Path home) {
        String printed = new SnippetRun(portal.key(), home).print(language, pages.code("iris", language, ""));

        assertThat(printed).contains("predictions");
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
