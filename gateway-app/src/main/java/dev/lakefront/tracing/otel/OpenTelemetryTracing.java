package dev.lakefront.tracing.otel;

import dev.lakefront.tracing.CallSpan;
import dev.lakefront.tracing.TraceContext;
import dev.lakefront.tracing.Tracing;
import io.micrometer.core.instrument.Counter;
import io.micrometer.core.instrument.MeterRegistry;
import io.opentelemetry.api.trace.Span;
import io.opentelemetry.api.trace.SpanContext;
import io.opentelemetry.api.trace.SpanKind;
import io.opentelemetry.api.trace.TraceFlags;
import io.opentelemetry.api.trace.TraceState;
import io.opentelemetry.api.trace.Tracer;
import io.opentelemetry.context.Context;
import io.opentelemetry.sdk.trace.SdkTracerProvider;
import org.jspecify.annotations.Nullable;

/**
 * Records calls with OpenTelemetry's SDK. Parents are handed on by hand: thread-locals mean nothing on event loops, and
 * what restores them there slows every call down.
 */
final class OpenTelemetryTracing implements Tracing {

    private final Tracer tracer;
    private final boolean genAi;
    private final Counter recorded;

    OpenTelemetryTracing(SdkTracerProvider provider, boolean genAi, MeterRegistry registry) {
        this.tracer = provider.get("dev.lakefront");
        this.genAi = genAi;
        this.recorded = CountedExporter.counter(registry, "recorded");
    }

    @Override
    public CallSpan begin(@Nullable TraceContext received, String method) {
        Context parent = received == null ? Context.root() : Context.root().with(Span.wrap(remote(received)));
        Span span = tracer.spanBuilder(method)
                .setParent(parent)
                .setSpanKind(SpanKind.SERVER)
                .setAttribute(SpanWords.METHOD, method)
                .startSpan();
        return new OpenTelemetrySpan(this, span, received == null ? null : received.tracestate());
    }

    private static SpanContext remote(TraceContext received) {
        // The state goes on as it came; the gateway adds nothing of its own to it.
        return SpanContext.createFromRemoteParent(
                received.traceId(),
                received.parentId(),
                TraceFlags.fromByte((byte) received.flags()),
                TraceState.getDefault());
    }

    Tracer tracer() {
        return tracer;
    }

    boolean genAi() {
        return genAi;
    }

    void end(Span span) {
        if (span.isRecording()) {
            recorded.increment();
        }
        span.end();
    }
}
