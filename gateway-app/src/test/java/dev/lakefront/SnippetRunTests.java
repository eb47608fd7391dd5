package dev.lakefront;

import static org.assertj.core.api.Assertions.assertThat;

import dev.lakefront.catalog.Task;
import dev.lakefront.portal.snippets.ClientCall;
import dev.lakefront.portal.snippets.Snippet;
import dev.lakefront.portal.snippets.Snippets;
import dev.lakefront.portal.snippets.Target;
import dev.lakefront.proxy.FakeBackend;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/** Runs what the portal shows: every snippet that this machine can run gets the answer that the call itself gets. */
class SnippetRunTests {

    private static final Duration BOUND = Duration.ofMinutes(2);

    private static final Map<String, String> BODIES = Map.of(
            "iris",
                    "{\"dataframe_split\":{\"columns\":[\"sepal_length\",\"sepal_width\",\"petal_length\",\"petal_width\"],"
                        + "\"data\":[[5.1,3.5,1.4,0.2],[6.3,3.3,6.0,2.5]]}}",
            "assistant", "{\"messages\":[{\"role\":\"user\",\"content\":\"What is 2 + 3?\"}]}",
            "embed", "{\"input\":[\"a lake\",\"a harbour\"]}");

    /** Each of them ends a string, or a program, somewhere. */
    private static final String NASTY = "{\"text\":\"it's \\\"$HOME\\\" $(id) `id` \\\\n \\\\u0041 %PATH% ${x} #{y} "
            + "\\\"\\\"\\\" ''' '@ )\\\" -- /* \\u0000 \\u0007 \\u2028 \\u202e \\ud83d\\ude00 grüße \\t tab \\n line\","
            + "\"__proto__\":{\"a\":[]},\"n\":[0.1,-0,1e3,12345678901234567890],\"e\":{},\"z\":null,\"t \":true}";

    @TempDir
    private static Path folder;

    private static FakeBackend backend;
    private static DemoGateway gateway;

    @BeforeAll
    static void start() {
        backend = new FakeBackend();
        gateway = DemoGateway.start(folder);
    }

    @AfterAll
    static void stop() {
        gateway.close();
        backend.close();
    }

    @ParameterizedTest
    @ValueSource(strings = {"iris", "assistant", "embed"})
    void runsAsCommand(String api, @TempDir Path home) {
        isTheAnswer(api, json(run(snippet("curl", api), Tool.onPath("bash"), home)));
    }

    @ParameterizedTest
    @ValueSource(strings = {"iris", "assistant", "embed"})
    void runsInJava(String api, @TempDir Path home) {
        isTheAnswer(api, json(run(snippet("java", api), java(), home)));
    }

    @ParameterizedTest
    @ValueSource(strings = {"iris", "assistant", "embed"})
    void runsInPython(String api, @TempDir Path home) {
        isTheAnswer(api, json(runPython(snippet("python", api), home)));
    }

    @ParameterizedTest
    @ValueSource(strings = {"iris", "assistant", "embed"})
    void runsInNode(String api, @TempDir Path home) {
        isTheAnswer(api, json(run(snippet("javascript", api), Tool.onPath("node"), home)));
    }

    @ParameterizedTest
    @CsvSource({"openai,assistant", "openai,embed", "databricks,iris", "databricks,assistant", "mlflow,iris"})
    void runsWithPythonClients(String language, String api, @TempDir Path home) {
        assertThat(run(snippet(language, api), Tool.PYTHON.require(), home))
                .contains(
                        switch (api) {
                            case "iris" -> "virginica";
                            case "assistant" -> "5";
                            default -> "0.";
                        });
    }

    @Test
    void sendsWhatTheCallSaysWhateverItIs(@TempDir Path home) throws IOException {
        backend.answers(FakeBackend.json(200, "{\"ok\":true}"));
        Target target = new Target(backend.url(), "x", backend.url() + "/x", Task.CUSTOM, true);
        JsonNode expected = JsonMapper.shared().readTree(NASTY);
        for (Snippet snippet : Snippets.of(target, ClientCall.json(backend.url() + "/x?q=a%20b", NASTY))) {
            int before = backend.received().size();
            switch (snippet.language()) {
                case "curl" -> run(snippet, Tool.onPath("bash"), home);
                case "java" -> run(snippet, java(), home);
                case "javascript" -> runIfThere(snippet, "node", home);
                case "python" -> {
                    if (!System.getProperty("lakefront.python", "").isEmpty()) {
                        run(snippet, Tool.PYTHON.require(), home);
                    }
                }
                default -> {
                    // R, PowerShell and Power BI are not on this machine.
                }
            }
            if (backend.received().size() > before) {
                assertThat(JsonMapper.shared().readTree(backend.last().body()))
                        .as(snippet.title())
                        .isEqualTo(expected);
                assertThat(backend.last().uri()).isEqualTo("/x?q=a%20b");
                assertThat(backend.last().header("X-API-Key")).isEqualTo(gateway.key());
            }
        }
        assertThat(backend.received()).hasSizeGreaterThanOrEqualTo(2);
    }

    private static Snippet snippet(String language, String api) {
        String url = gateway.url() + "/" + api + "/invocations";
        Task task = switch (api) {
            case "iris" -> Task.TABULAR;
            case "assistant" -> Task.CHAT;
            default -> Task.EMBEDDINGS;
        };
        Target target = new Target(gateway.url(), api, url, task, true);
        return Snippets.of(language, target, ClientCall.json(url, String.valueOf(BODIES.get(api))))
                .orElseThrow();
    }

    private static void isTheAnswer(String api, JsonNode answer) {
        JsonNode expected = json(gateway.gateway()
                .post("/" + api + "/invocations", gateway.key(), BODIES.get(api))
                .body());
        for (String part : List.of("predictions", "data")) {
            assertThat(answer.path(part).equals(SnippetRunTests::compare, expected.path(part)))
                    .as("%s of %s", part, answer)
                    .isTrue();
        }
        assertThat(answer.at("/choices/0/message")).isEqualTo(expected.at("/choices/0/message"));
        assertThat(expected.has("predictions") || expected.has("data") || expected.has("choices"))
                .isTrue();
    }

    /** JavaScript writes 0.0 as 0. */
    private static int compare(JsonNode one, JsonNode other) {
        return one.isNumber() && other.isNumber()
                ? one.decimalValue().compareTo(other.decimalValue())
                : one.equals(other) ? 0 : 1;
    }

    private static String runPython(Snippet snippet, Path home) {
        // What it prints is Python's own notation; the answer itself is JSON.
        Snippet printing = new Snippet(
                snippet.language(),
                snippet.title(),
                snippet.file(),
                snippet.hint(),
                snippet.code().replace("print(response.json())", "print(response.text)"));
        return run(printing, Tool.PYTHON.require(), home);
    }

    private static void runIfThere(Snippet snippet, String program, Path home) {
        if (Files.isExecutable(Path.of("/usr/bin", program))) {
            run(snippet, Path.of("/usr/bin", program), home);
        }
    }

    private static String run(Snippet snippet, Path program, Path home) {
        Path file = home.resolve(snippet.file());
        Path output = home.resolve("output.txt");
        try {
            Files.writeString(file, snippet.code());
            // Progress is for people.
            if (snippet.language().equals("curl")) {
                Files.writeString(file, snippet.code().replaceFirst("curl ", "curl --silent "));
            }
        } catch (IOException failed) {
            throw new java.io.UncheckedIOException(failed);
        }
        Script.of(program, file).with("LAKEFRONT_KEY", gateway.key()).run(output, BOUND);
        return Script.read(output);
    }

    private static Path java() {
        return Path.of(System.getProperty("java.home"), "bin", "java");
    }

    private static JsonNode json(String text) {
        return JsonMapper.shared().readTree(text);
    }
}
