package dev.lakefront.portal.snippets;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.lakefront.catalog.Task;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

class SnippetsTests {

    private static final String URL = "https://models.example.com/iris/invocations";

    private static Target target(Task task) {
        return new Target("https://models.example.com", "iris", URL, task, true);
    }

    private static String written(String language, Task task, String body) {
        return Snippets.of(language, target(task), ClientCall.json(URL, body))
                .orElseThrow()
                .code();
    }

    @Test
    void writesEveryLanguageWhoseClientCanMakeTheCall() {
        assertThat(languages(Task.TABULAR, "{\"dataframe_records\":[{\"a\":1}]}"))
                .containsExactly(
                        "curl",
                        "python",
                        "databricks",
                        "mlflow",
                        "pandas",
                        "java",
                        "javascript",
                        "powershell",
                        "r",
                        "powerbi");
        assertThat(languages(Task.CHAT, "{\"messages\":[{\"role\":\"user\",\"content\":\"hi\"}]}"))
                .contains("openai", "databricks", "mlflow", "powerbi")
                .doesNotContain("pandas");
        assertThat(languages(Task.CHAT, "{\"messages\":[],\"stream\":true}"))
                .contains("openai", "mlflow")
                .doesNotContain("databricks", "powerbi");
        assertThat(languages(Task.CUSTOM, "no json"))
                .containsExactly("curl", "python", "java", "javascript", "powershell", "r", "powerbi");
    }

    private static List<String> languages(Task task, String body) {
        return Snippets.of(target(task), ClientCall.json(URL, body)).stream()
                .map(Snippet::language)
                .toList();
    }

    @Test
    void neverHoldsAKey() {
        ClientCall call = new ClientCall(
                "POST",
                URL,
                Map.of(
                        "X-API-Key", "lf_secret",
                        "authorization", "Bearer lf_secret",
                        "Cookie", "SESSION=lf_secret",
                        "Content-Type", "application/json",
                        "X-Tenant", "blue"),
                "{\"dataframe_records\":[{\"a\":1}]}");

        assertThat(Snippets.of(target(Task.TABULAR), call)).isNotEmpty().allSatisfy(snippet -> {
            assertThat(snippet.code()).doesNotContain("lf_secret");
            assertThat(snippet.code() + snippet.hint()).contains("LAKEFRONT_KEY");
        });
        assertThat(Snippets.of("curl", target(Task.TABULAR), call).orElseThrow().code())
                .contains("-H 'X-Tenant: blue'");
    }

    @Test
    void keepsToItselfWhatTheBodyHolds() {
        String body = "{\"text\":\"it's \\\"$HOME\\\" `id` \\\\ #(lf) \\u0007 \\u202e )\\\" \\u2019\"}";

        assertThat(written("curl", Task.CUSTOM, body))
                .contains("it'\\''s \\\"$HOME\\\" `id` \\\\ #(lf) \\u0007 \\u202e");
        assertThat(written("powershell", Task.CUSTOM, body)).contains("it''s").contains("\u2019\u2019");
        assertThat(written("powerbi", Task.CUSTOM, body)).contains("#(#)(lf)").contains("it's \\\"\"$HOME");
        assertThat(written("r", Task.CUSTOM, "not JSON: )\" )-\"")).contains("r\"--(not JSON: )\" )-\")--\"");
        assertThat(Snippets.of(target(Task.CUSTOM), ClientCall.json(URL, body)))
                .isNotEmpty()
                .allSatisfy(snippet -> assertThat(snippet.code()).doesNotContain("\u202e", "\u0007"));
    }

    @Test
    void sendsJsonThatALanguageWouldChangeAsText() {
        assertThat(written("python", Task.CUSTOM, "{\"a\":1e999}")).contains("data=\"{");
        assertThat(written("javascript", Task.CUSTOM, "{\"a\":12345678901234567890}"))
                .contains("body: \"{\\\"a\\\": 12345678901234567890}\"");
        assertThat(written("python", Task.CUSTOM, "{\"a\":1,\"a\":2}")).contains("data=\"{\\\"a\\\":1,\\\"a\\\":2}\"");
        assertThat(written("javascript", Task.CUSTOM, "{\"__proto__\":{\"a\":true,\"b\":null}}"))
                .contains("[\"__proto__\"]: {\"a\": true, \"b\": null}");
        assertThat(written("python", Task.CUSTOM, "{\"a\":true,\"b\":null}")).contains("\"a\": True, \"b\": None");
    }

    @Test
    void leavesOutATableWhoseColumnsPandasWouldRename() {
        assertThat(languages(Task.TABULAR, "{\"dataframe_records\":[{\"a\\u0000b\":1}]}"))
                .contains("python")
                .doesNotContain("pandas");
    }

    /** As Microsoft describes Web.Contents: a POST is anonymous, so the key is a header; a query is escaped by M. */
    @Test
    void writesM() {
        ClientCall call = ClientCall.json(URL + "?q=a%20b&r=%22", "{\"inputs\":[1]}");

        assertThat(Snippets.of("powerbi", target(Task.TABULAR), call)
                        .orElseThrow()
                        .code())
                .isEqualTo("""
                    let
                        Body = "{""inputs"": [1]}#(lf)",
                        Response = Web.Contents("https://models.example.com", [
                            RelativePath = "iris/invocations",
                            Query = [#"q" = "a b", #"r" = \"\"\"\"],
                            Headers = [#"X-API-Key" = LAKEFRONT_KEY, #"Content-Type" = "application/json"],
                            Content = Text.ToBinary(Body, TextEncoding.Utf8),
                            Timeout = #duration(0, 0, 5, 0)
                        ]),
                        Answer = Json.Document(Response),
                        Predictions = Table.FromList(Answer[predictions], Splitter.SplitByNothing(), {"prediction"})
                    in
                        Predictions
                    """);
        assertThat(Snippets.of("powerbi", target(Task.TABULAR), ClientCall.json(URL + "?q=1&q=2", "{}"))
                        .orElseThrow()
                        .code())
                .contains("RelativePath = \"iris/invocations?q=1&q=2\"")
                .doesNotContain("Query");
    }

    @Test
    void asksForStreamsWhereTheBodyDoes() {
        String body = "{\"messages\":[{\"role\":\"user\",\"content\":\"hi\"}],\"stream\":true}";

        assertThat(written("curl", Task.CHAT, body)).contains("--no-buffer");
        assertThat(written("openai", Task.CHAT, body)).contains("stream=True").contains("for chunk in answer");
        assertThat(written("javascript", Task.CHAT, body)).contains("for await").contains("TextDecoderStream");
    }

    @Test
    void refusesHeadersThatWouldBeSeveralLines() {
        assertThatThrownBy(() -> new ClientCall("GET", URL, Map.of("X-A", "1\r\nX-B: 2"), null))
                .isInstanceOf(IllegalArgumentException.class);
        assertThatThrownBy(() -> new ClientCall("GET; rm", URL, Map.of(), null))
                .isInstanceOf(IllegalArgumentException.class);
    }
}
