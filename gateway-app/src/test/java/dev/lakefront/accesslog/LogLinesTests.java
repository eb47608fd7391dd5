package dev.lakefront.accesslog;

import static org.assertj.core.api.Assertions.assertThat;

import com.sun.management.ThreadMXBean;
import dev.lakefront.usage.ModelTokens;
import dev.lakefront.usage.UsageRecord;
import dev.lakefront.usage.UsageRecord.Outcome;
import dev.lakefront.usage.UsageRecord.Request;
import dev.lakefront.usage.UsageRecord.Target;
import dev.lakefront.usage.UsageRecord.Times;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.lang.management.ManagementFactory;
import java.net.InetAddress;
import java.nio.charset.StandardCharsets;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

class LogLinesTests {

    private static final long ENDED = 1_790_000_000_123L;

    static UsageRecord call(String path) {
        return new UsageRecord(
                ENDED,
                new Request(
                        "request-1",
                        "0af7651916cd43dd8448eb211c80319c",
                        "POST",
                        path,
                        InetAddress.getLoopbackAddress()),
                new Target("churn", "invoke", "prod", "internal", "mobile", null),
                200,
                Outcome.SUCCEEDED,
                null,
                new Times(12_345_678, 11_000_999, 9_999_000),
                1,
                201,
                193,
                null,
                UsageRecord.UNKNOWN_ROWS);
    }

    private static String line(LogLines lines, UsageRecord usage) throws IOException {
        ByteArrayOutputStream out = new ByteArrayOutputStream();
        lines.append(usage);
        lines.buffer().writeTo(out);
        lines.buffer().clear();
        return out.toString(StandardCharsets.UTF_8);
    }

    private static JsonNode read(UsageRecord usage) throws IOException {
        return JsonMapper.shared().readTree(line(new LogLines(false), usage));
    }

    @Test
    void tellsOneCallInOneLine() throws IOException {
        String line = line(new LogLines(true), call("/churn/invocations"));

        assertThat(line).endsWith("}\n");
        assertThat(JsonMapper.shared().readTree(line))
                .isEqualTo(JsonMapper.shared().readTree("""
                    {"@timestamp":"2026-09-21T14:13:20.123Z","ecs.version":"8.11","event.dataset":"lakefront.access",
                     "event.duration":12345678,"http.request.id":"request-1","trace.id":"0af7651916cd43dd8448eb211c80319c",
                     "http.request.method":"POST","url.path":"/churn/invocations","client.ip":"127.0.0.1",
                     "http.response.status_code":200,"http.request.body.bytes":201,"http.response.body.bytes":193,
                     "lakefront.api":"churn","lakefront.operation":"invoke","lakefront.workspace":"prod",
                     "lakefront.product":"internal","lakefront.subscription":"mobile","lakefront.outcome":"succeeded",
                     "lakefront.attempts":1,"lakefront.first_byte_ms":11.000,"lakefront.upstream_ms":9.999}
                    """));
    }

    @Test
    void tellsTheTokensThatAModelCounted() throws IOException {
        UsageRecord call = call("/assistant");
        JsonNode line = read(new UsageRecord(
                call.endedAt(),
                call.request(),
                call.target(),
                call.status(),
                call.outcome(),
                call.problem(),
                call.times(),
                call.attempts(),
                call.requestBytes(),
                call.responseBytes(),
                new ModelTokens(1200, 34),
                UsageRecord.UNKNOWN_ROWS));

        assertThat(line.get("gen_ai.usage.input_tokens").asLong()).isEqualTo(1200);
        assertThat(line.get("gen_ai.usage.output_tokens").asLong()).isEqualTo(34);
    }

    @Test
    void leavesOutWhatIsNotKnownAndTheClientUnlessAsked() throws IOException {
        UsageRecord turnedAway = new UsageRecord(
                ENDED,
                call("/nobody").request(),
                Target.NONE,
                UsageRecord.NO_STATUS,
                Outcome.CANCELLED,
                null,
                new Times(5, Times.NEVER, 0),
                0,
                0,
                0,
                null,
                UsageRecord.UNKNOWN_ROWS);

        assertThat(read(turnedAway).propertyNames())
                .containsExactlyInAnyOrder(
                        "@timestamp",
                        "ecs.version",
                        "event.dataset",
                        "event.duration",
                        "http.request.id",
                        "trace.id",
                        "http.request.method",
                        "url.path",
                        "http.request.body.bytes",
                        "http.response.body.bytes",
                        "lakefront.outcome",
                        "lakefront.attempts");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "/a\r\n{\"forged\":true}",
                "/a\u001b[2J\u0007",
                "/a\",\"lakefront.outcome\":\"forged",
                "/a\\",
                "/a\u0000\u007f\u0085\u2028\u2029\u202e\ud83d\ude00\ud800"
            })
    void letsNoPathForgeALineOrSpeakToATerminal(String path) throws IOException {
        String line = line(new LogLines(false), call(path));

        assertThat(line.chars().filter(character -> character < ' ' || character > '~'))
                .containsExactly((int) '\n');
        assertThat(JsonMapper.shared().readTree(line).get("url.path").asString())
                .isEqualTo(path);
        assertThat(JsonMapper.shared().readTree(line).get("lakefront.outcome").asString())
                .isEqualTo("succeeded");
    }

    @Test
    void hidesWhatLooksLikeAKeyAndCutsWhatIsTooLong() throws IOException {
        assertThat(read(call("/churn/lf_0123abcDEF_xyz/x")).get("url.path").asString())
                .isEqualTo("/churn/lf_[hidden]/x");
        assertThat(read(call("/" + "x".repeat(5000))).get("url.path").asString())
                .hasSize(1024);
    }

    @Test
    void leavesNoGarbageBehind() throws IOException {
        ThreadMXBean threads = (ThreadMXBean) ManagementFactory.getThreadMXBean();
        LogLines lines = new LogLines(false);
        UsageRecord usage = call("/churn/invocations");
        int count = 20_000;
        write(lines, usage, count);

        long before = threads.getCurrentThreadAllocatedBytes();
        write(lines, usage, count);
        long each = (threads.getCurrentThreadAllocatedBytes() - before) / count;

        assertThat(each).isLessThan(16);
    }

    private static void write(LogLines lines, UsageRecord usage, int count) {
        for (int i = 0; i < count; i++) {
            lines.append(usage);
            lines.buffer().clear();
        }
    }
}
