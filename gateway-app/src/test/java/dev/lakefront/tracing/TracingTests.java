package dev.lakefront.tracing;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.lakefront.Gateway;
import dev.lakefront.proxy.FakeBackend;
import io.opentelemetry.proto.trace.v1.Span;
import io.opentelemetry.proto.trace.v1.Status;
import io.opentelemetry.sdk.trace.SdkTracerProvider;
import java.io.IOException;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Spans of real calls, as a collector gets them. */
class TracingTests {

    private static final String TRACE = "4bf92f3577b34da6a3ce929d0e0e4736";
    private static final String PARENT = "00f067aa0ba902b7";

    @TempDir
    private static Path folder;

    private static FakeBackend backend;
    private static Collector collector;
    private static Gateway gateway;

    @BeforeAll
    static void start() throws IOException {
        backend = new FakeBackend();
        collector = new Collector();
        Gateway.write(folder, "token", "old-token");
        Gateway.write(folder, "config/workspaces/models.yaml", """
            type: http
            host: %s
            auth: { type: header, name: Authorization, value: "${file:%s}" }
            """.formatted(backend.url(), folder.resolve("token")));
        Gateway.write(folder, "config/products/open.yaml", "title: Open\nsubscription: { required: false }\n");
        api("churn", "tabular");
        api("assistant", "chat");
        gateway = Gateway.start(
                folder,
                "--lakefront.tracing.enabled=true",
                "--lakefront.tracing.sample=1",
                "--lakefront.tracing.gen-ai=true",
                "--lakefront.tracing.headers.Authorization=Bearer collector-secret",
                "--lakefront.tracing.endpoint=" + collector.endpoint());
    }

    private static void api(String id, String task) {
        Gateway.write(
                folder,
                "config/apis/" + id + ".yaml",
                "title: " + id + "\nworkspace: models\nendpoint: " + id + "\ntask: " + task + "\nproducts: [open]\n");
    }

    @AfterAll
    static void stop() {
        gateway.close();
        backend.close();
        collector.close();
    }

    @BeforeEach
    void reset() {
        backend.answers(FakeBackend.json(200, "{}"));
    }

    private static HttpResponse<String> call(String path, String traceparent) {
        return gateway.send(gateway.request(path)
                .header("traceparent", traceparent)
                .header("tracestate", "vendor=1")
                .POST(HttpRequest.BodyPublishers.ofString("{}")));
    }

    private static String sampled(String trace) {
        return "00-" + trace + "-" + PARENT + "-01";
    }

    private static List<Span> spans(String trace, int count) {
        gateway.bean(SdkTracerProvider.class).forceFlush().join(5, TimeUnit.SECONDS);
        await().until(() -> collector.spans(trace).size() >= count);
        assertThat(collector.spans(trace)).hasSize(count);
        return collector.spans(trace);
    }

    private static Span of(List<Span> spans, Span.SpanKind kind) {
        return spans.stream().filter(span -> span.getKind() == kind).findFirst().orElseThrow();
    }

    @Test
    void putsTheCallBelowTheCallersSpanAndTheAttemptBelowTheCall() {
        call("/churn/invocations", sampled(TRACE));
        List<Span> spans = spans(TRACE, 2);
        Span server = of(spans, Span.SpanKind.SPAN_KIND_SERVER);
        Span client = of(spans, Span.SpanKind.SPAN_KIND_CLIENT);

        assertThat(Collector.hex(server.getParentSpanId().toByteArray())).isEqualTo(PARENT);
        assertThat(client.getParentSpanId()).isEqualTo(server.getSpanId());
        assertThat(backend.last().header("traceparent"))
                .isEqualTo(
                        "00-" + TRACE + "-" + Collector.hex(client.getSpanId().toByteArray()) + "-01");
        assertThat(backend.last().header("tracestate")).isEqualTo("vendor=1");
        assertThat(server.getName()).isEqualTo("POST /churn/invocations");
        assertThat(Collector.attributes(server))
                .containsEntry("http.route", "/churn/invocations")
                .containsEntry("http.response.status_code", "200")
                .containsEntry("lakefront.api", "churn")
                .containsEntry("lakefront.outcome", "succeeded");
        assertThat(Collector.attributes(client)).containsEntry("http.response.status_code", "200");
        assertThat(collector.authorizations()).contains("Bearer collector-secret");
    }

    @Test
    void keepsACallersDecisionNotToSample() {
        String trace = "11111111111111111111111111111111";

        call("/churn/invocations", "00-" + trace + "-" + PARENT + "-00");
        call("/churn/invocations", sampled("22222222222222222222222222222222"));

        spans("22222222222222222222222222222222", 2);
        assertThat(collector.spans(trace)).isEmpty();
    }

    @Test
    void makesASpanForEveryAttempt() {
        String trace = "33333333333333333333333333333333";
        Gateway.write(folder, "token", "new-token");
        backend.answers((request, response) -> FakeBackend.json(
                        request.header("Authorization").equals("new-token") ? 200 : 401, "{}")
                .to(request, response));

        call("/churn/invocations", sampled(trace));

        List<Span> spans = spans(trace, 3);
        assertThat(spans.stream()
                        .filter(span -> span.getKind() == Span.SpanKind.SPAN_KIND_CLIENT)
                        .map(Collector::attributes)
                        .map(attributes -> attributes.get("http.response.status_code") + " "
                                + attributes.get("http.request.resend_count")))
                .containsExactlyInAnyOrder("401 null", "200 1");
    }

    @Test
    void marksAFailureWithItsProblem() {
        String trace = "44444444444444444444444444444444";
        backend.answers((request, response) -> response.withConnection(
                        connection -> connection.channel().close())
                .neverComplete());

        call("/churn/invocations", sampled(trace));

        assertThat(spans(trace, 2)).allSatisfy(span -> {
            assertThat(span.getStatus().getCode()).isEqualTo(Status.StatusCode.STATUS_CODE_ERROR);
            assertThat(Collector.attributes(span)).containsEntry("error.type", "backend-connection-lost");
        });
    }

    @Test
    void tracesWhatReachesNoApi() {
        String trace = "55555555555555555555555555555555";

        call("/nobody/invocations", sampled(trace));

        Span server = spans(trace, 1).getFirst();
        assertThat(server.getName()).isEqualTo("POST");
        assertThat(Collector.attributes(server))
                .containsEntry("error.type", "operation-not-found")
                .doesNotContainKey("http.route");
    }

    @Test
    void saysWhichModelWasAskedWhereThatIsOn() {
        String trace = "66666666666666666666666666666666";

        gateway.send(gateway.request("/v1/chat/completions")
                .header("traceparent", sampled(trace))
                .POST(HttpRequest.BodyPublishers.ofString("{\"model\":\"assistant\",\"messages\":[]}")));

        Span client = of(spans(trace, 2), Span.SpanKind.SPAN_KIND_CLIENT);
        assertThat(client.getName()).isEqualTo("chat assistant");
        assertThat(Collector.attributes(client))
                .containsEntry("gen_ai.operation.name", "chat")
                .containsEntry("gen_ai.provider.name", "http")
                .containsEntry("gen_ai.request.model", "assistant");
    }
}
