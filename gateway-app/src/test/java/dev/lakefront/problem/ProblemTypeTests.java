package dev.lakefront.problem;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

class ProblemTypeTests {

    private static final String DOCS = "https://docs.example/problems";

    private final GatewayProblem problem = new GatewayProblem(ProblemType.RATE_LIMIT_EXCEEDED, "Wait \"a\" bit.")
            .header("Retry-After", "3")
            .with("violated-policies", java.util.List.of("burst"));

    private JsonNode render(ProblemFormat format) {
        return JsonMapper.shared().readTree(format.render(problem, "req-12345678", DOCS));
    }

    @ParameterizedTest
    @EnumSource(ProblemType.class)
    void isDocumented(ProblemType type) throws IOException {
        String page = Files.readString(Path.of("..", "docs", "problems.md"));

        assertThat(page)
                .contains("| <a id=\"" + type.code() + "\"></a>`" + type.code() + "` | " + type.status() + " | ");
    }

    @Test
    void rendersProblemDetails() {
        JsonNode body = render(ProblemFormat.PROBLEM_DETAILS);

        assertThat(body.get("type").asString()).isEqualTo(DOCS + "#rate-limit-exceeded");
        assertThat(body.get("status").asInt()).isEqualTo(429);
        assertThat(body.get("detail").asString()).isEqualTo("Wait \"a\" bit.");
        assertThat(body.get("instance").asString()).isEqualTo("urn:request:req-12345678");
        assertThat(body.get("code").asString()).isEqualTo("rate-limit-exceeded");
        assertThat(body.get("retryable").asBoolean()).isTrue();
        assertThat(body.get("violated-policies").get(0).asString()).isEqualTo("burst");
    }

    @Test
    void rendersTheFlatShapeOfDatabricks() {
        JsonNode body = render(ProblemFormat.DATABRICKS);

        assertThat(body.get("error_code").asString()).isEqualTo("REQUEST_LIMIT_EXCEEDED");
        assertThat(body.get("message").asString()).isEqualTo("Wait \"a\" bit.");
        assertThat(body.has("error")).isFalse();
    }

    @Test
    void rendersOpenAisObjectWithAllFourMembers() {
        JsonNode error = render(ProblemFormat.OPENAI).get("error");

        assertThat(error.propertyNames()).containsExactlyInAnyOrder("message", "type", "param", "code");
        assertThat(error.get("param").isNull()).isTrue();
        assertThat(error.get("type").asString()).isEqualTo("rate_limit_error");
    }

    @ParameterizedTest
    @EnumSource(ProblemFormat.class)
    void endsStreamsWithOneDataLine(ProblemFormat format) {
        String event = new String(format.renderEvent(problem, "req-12345678", DOCS), UTF_8);

        assertThat(event).startsWith("data: {").endsWith("}\n\n").doesNotContain("[DONE]");
        assertThat(event.strip().lines()).hasSize(1);
    }
}
