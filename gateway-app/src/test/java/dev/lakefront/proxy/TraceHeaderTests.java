package dev.lakefront.proxy;

import static org.assertj.core.api.Assertions.assertThat;

import dev.lakefront.Gateway;
import dev.lakefront.tracing.Tracing;
import io.opentelemetry.sdk.trace.SdkTracerProvider;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Locale;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import reactor.core.publisher.Mono;

/** The headers that say where a call stands in a trace and where its time went, with tracing off. */
class TraceHeaderTests {

    private static final String VALID = "00-0af7651916cd43dd8448eb211c80319c-b7ad6b7169203331-01";
    private static final Pattern TIMING = Pattern.compile("gw;dur=(\\d+\\.\\d{3})(?:, upstream;dur=(\\d+\\.\\d{3}))?");

    @TempDir
    private static Path folder;

    private static FakeBackend backend;
    private static Gateway gateway;

    @BeforeAll
    static void start() {
        backend = new FakeBackend();
        Gateway.write(
                folder,
                "config/workspaces/models.yaml",
                "type: http\nhost: " + backend.url() + "\nauth: { type: none }\n");
        Gateway.write(folder, "config/products/open.yaml", "title: Open\nsubscription: { required: false }\n");
        Gateway.write(
                folder,
                "config/apis/churn.yaml",
                "title: Churn\nworkspace: models\nendpoint: churn\ntask: tabular\nproducts: [open]\n");
        gateway = Gateway.start(folder);
    }

    @AfterAll
    static void stop() {
        gateway.close();
        backend.close();
    }

    @BeforeEach
    void reset() {
        backend.answers(FakeBackend.json(200, "{}"));
    }

    private static HttpResponse<String> call(String... headers) {
        HttpRequest.Builder request =
                gateway.request("/churn/invocations").POST(HttpRequest.BodyPublishers.ofString("{}"));
        for (int i = 0; i < headers.length; i += 2) {
            request.header(headers[i], headers[i + 1]);
        }
        return gateway.send(request);
    }

    @Test
    void passesAValidTraceOnAsItCame() {
        call("traceparent", VALID, "tracestate", "a=1", "tracestate", "b=2");

        assertThat(backend.last().header("traceparent")).isEqualTo(VALID);
        assertThat(backend.last().header("tracestate")).isEqualTo("a=1,b=2");
    }

    @Test
    void beginsATraceWhereThereIsNone() {
        call("tracestate", "a=1");

        assertThat(backend.last().header("traceparent")).matches("00-[0-9a-f]{32}-[0-9a-f]{16}-00");
        assertThat(backend.last().header("tracestate")).isNull();
    }

    @ParameterizedTest
    @ValueSource(strings = {"00-00000000000000000000000000000000-b7ad6b7169203331-01", "nonsense", "ff" + VALID})
    void replacesATraceThatIsNotValid(String traceparent) {
        call("traceparent", traceparent, "tracestate", "a=1");

        List<String> sent = backend.last().headers().stream()
                .filter(line -> line.toLowerCase(Locale.ROOT).startsWith("trace"))
                .toList();
        assertThat(sent).singleElement().asString().matches("traceparent: 00-[0-9a-f]{32}-[0-9a-f]{16}-00");
        assertThat(sent.getFirst()).doesNotContain("b7ad6b7169203331");
    }

    @Test
    void dropsAStateThatIsNotValid() {
        call("traceparent", VALID, "tracestate", "a=1,B=2");

        assertThat(backend.last().header("traceparent")).isEqualTo(VALID);
        assertThat(backend.last().header("tracestate")).isNull();
    }

    @Test
    void recordsNoSpanUnlessThatIsOn() {
        assertThat(gateway.beans(SdkTracerProvider.class)).isEmpty();
        assertThat(gateway.bean(Tracing.class).begin(null, "POST")).isNull();
    }

    @Test
    void saysHowLongTheModelServerAndTheGatewayTook() {
        backend.answers((request, response) -> Mono.delay(Duration.ofMillis(150))
                .thenEmpty(FakeBackend.json(200, "{}").to(request, response)));

        HttpResponse<String> response = call();

        Matcher timing =
                TIMING.matcher(response.headers().firstValue("Server-Timing").orElseThrow());
        assertThat(timing.matches()).isTrue();
        assertThat(Double.parseDouble(timing.group(2))).isGreaterThanOrEqualTo(150);
    }

    @Test
    void saysHowLongTheGatewayTookForItsOwnErrors() {
        HttpResponse<String> unknown = gateway.get("/nobody");
        HttpResponse<String> ambiguous = gateway.get("/churn/%2e%2e/x");

        assertThat(List.of(unknown, ambiguous)).allSatisfy(response -> {
            Matcher timing = TIMING.matcher(
                    response.headers().firstValue("Server-Timing").orElseThrow());
            assertThat(timing.matches()).isTrue();
            assertThat(timing.group(2)).isNull();
        });
    }

    @Test
    void leavesWhatTheModelServerSaysOfItsTime() {
        backend.answers((request, response) ->
                response.header("Server-Timing", "model;dur=3").sendString(Mono.just("{}")));

        assertThat(call().headers().allValues("Server-Timing"))
                .hasSize(2)
                .contains("model;dur=3")
                .anySatisfy(value -> assertThat(value).startsWith("gw;dur="));
    }
}
