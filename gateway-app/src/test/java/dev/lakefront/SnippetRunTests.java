package dev.lakefront;

import static org.assertj.core.api.Assertions.assertThat;

import dev.lakefront.catalog.Task;
import dev.lakefront.portal.snippets.ClientCall;
import dev.lakefront.portal.snippets.Snippets;
import dev.lakefront.portal.snippets.Target;
import dev.lakefront.proxy.FakeBackend;
import java.nio.file.Path;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/** Runs snippets of calls that nobody would make: each sends exactly what the call holds, and does nothing else. */
class SnippetRunTests {

    private static final String KEY = "lf_of-no-gateway";

    /** Each of them ends a string, or a program, somewhere; what would run then makes a file named pwned. */
    private static final String NASTY = "it's \\\"$HOME\\\" $(touch pwned) `touch pwned` '; touch pwned; ' \\n"
        + "\\\"); open(\\\"pwned\\\", \\\"w\\\"); (\\\" {open('pwned','w')} %(x)s {x} \\n"
        + "${require('fs').writeFileSync('pwned','')} \\\"\\\"\\\" ''' '@ )\\\" -- /* */ // # \\n"
        + "\\\\ \\\\n"
        + " \\\\u0041 \\\\N{BULLET} %PATH% ${x} #{y} \\u0000 \\u0007 \\u0085 \\u2028 \\u202e \\ud83d\\ude00 grüße \\t"
        + " tab \\r"
        + "\\n"
        + " line\\\\";

    private static final String BODY = "{\"text\":\"" + NASTY + "\",\"__proto__\":{\"a\":[]},\"" + NASTY
            + "\":1,\"n\":[0.1,-0,1e3,12345678901234567890],\"e\":{},\"z\":null,\"t \":true}";

    private static FakeBackend backend;

    @BeforeAll
    static void start() {
        backend = new FakeBackend();
    }

    @AfterAll
    static void stop() {
        backend.close();
    }

    @ParameterizedTest
    @ValueSource(strings = {"curl", "python", "java", "javascript", "powershell", "r"})
    void sendsWhatTheCallSaysWhateverItIs(String language, @TempDir Path home) {
        backend.answers(FakeBackend.json(200, "{\"ok\":true}"));
        String place = "/x'$(touch$IFS'pwned')&touch%20pwned;'?q=a%20b&r=%22;$HOME";

        run(language, Task.CUSTOM, ClientCall.json(backend.url() + place, BODY), home);

        assertThat(backend.last().uri()).isEqualTo(place);
        assertThat(sent()).isEqualTo(JsonMapper.shared().readTree(BODY));
    }

    /** What is no JSON goes as it is. */
    @ParameterizedTest
    @ValueSource(strings = {"curl", "python", "java", "javascript"})
    void sendsTextByteForByte(String language, @TempDir Path home) {
        backend.answers(FakeBackend.json(200, "{\"ok\":true}"));
        String text = JsonMapper.shared()
                .readTree("\"" + NASTY.replace("\\u0000", "").replace("\\r", "") + "\"")
                .stringValue();

        run(language, Task.CUSTOM, ClientCall.json(backend.url() + "/x", text), home);

        assertThat(backend.last().body()).isEqualTo(text);
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "openai|CHAT|{\"messages\":[{\"role\":\"user\",\"content\":\"NASTY\"}],\"NASTY\":\"NASTY\"}",
                "databricks|CHAT|{\"messages\":[{\"role\":\"user\",\"content\":\"NASTY\"}]}",
                "mlflow|CHAT|{\"messages\":[{\"role\":\"user\",\"content\":\"NASTY\"}],\"NASTY\":\"NASTY\"}",
                "databricks|TABULAR|{\"dataframe_records\":[{\"NASTY\":\"NASTY\"}]}",
                "pandas|TABULAR|{\"dataframe_records\":[{\"NAME\":\"NASTY\"}],\"NASTY\":\"NASTY\"}",
                "pandas|TABULAR|{\"dataframe_split\":{\"columns\":[\"NAME\"],\"data\":[[\"NASTY\"]]}}"
            })
    void sendsWhatTheCallSaysThroughOtherClients(String language, Task task, String body, @TempDir Path home) {
        backend.answers(FakeBackend.json(200, """
            {"id":"1","object":"chat.completion","created":1,"model":"x","predictions":[1],
             "choices":[{"index":0,"finish_reason":"stop","message":{"role":"assistant","content":"ok"}}]}\
            """));
        String nasty = body.replace("NASTY", NASTY).replace("NAME", NASTY.replace("\\u0000", ""));

        run(language, task, ClientCall.json(backend.url() + "/x/invocations", nasty), home);

        JsonNode expected = JsonMapper.shared().readTree(nasty);
        expected.properties()
                .forEach(entry -> assertThat(sent().path(entry.getKey())).isEqualTo(entry.getValue()));
    }

    private static void run(String language, Task task, ClientCall call, Path home) {
        Target target = new Target(backend.url(), "x", backend.url() + "/x/invocations", task, true);
        String code = Snippets.of(language, target, call).orElseThrow().code();
        int before = backend.received().size();
        SnippetRun run = new SnippetRun(KEY, home);

        run.print(language, code);

        // Some clients ask first what there is.
        assertThat(backend.received()).hasSizeGreaterThan(before);
        assertThat(backend.last().headers().toString()).contains(KEY);
        assertThat(run.left(language)).noneMatch(name -> name.contains("pwned"));
        assertThat(code).doesNotContain(KEY);
    }

    private static JsonNode sent() {
        return JsonMapper.shared().readTree(backend.last().body());
    }
}
