package dev.lakefront.tracing.otel;

import dev.lakefront.tracing.CallSpan;
import dev.lakefront.tracing.TraceContext;
import dev.lakefront.usage.UsageRecord;
import io.opentelemetry.api.common.AttributeKey;
import io.opentelemetry.api.trace.Span;
import io.opentelemetry.api.trace.SpanBuilder;
import io.opentelemetry.api.trace.SpanContext;
import io.opentelemetry.api.trace.SpanKind;
import io.opentelemetry.api.trace.StatusCode;
import io.opentelemetry.context.Context;
import org.jspecify.annotations.Nullable;

/** A call as a server span, each attempt as a client span below it. */
final class OpenTelemetrySpan implements CallSpan {

    private final OpenTelemetryTracing tracing;
    private final Span span;
    private final @Nullable String tracestate;
    private @Nullable Attempt open;

    OpenTelemetrySpan(OpenTelemetryTracing tracing, Span span, @Nullable String tracestate) {
        this.tracing = tracing;
        this.span = span;
        this.tracestate = tracestate;
    }

    @Override
    public String traceId() {
        return span.getSpanContext().getTraceId();
    }

    @Override
    public AttemptSpan attempt(String host, int port, String method, int number) {
        endOpen();
        SpanBuilder builder = tracing.tracer()
                .spanBuilder(method)
                .setParent(Context.root().with(span))
                .setSpanKind(SpanKind.CLIENT)
                .setAttribute(SpanWords.METHOD, method)
                .setAttribute(SpanWords.SERVER, host)
                .setAttribute(SpanWords.PORT, (long) port);
        if (number > 1) {
            builder.setAttribute(SpanWords.RESEND_COUNT, number - 1L);
        }
        Attempt attempt = new Attempt(builder.startSpan());
        open = attempt;
        return attempt;
    }

    @Override
    public void end(UsageRecord usage, @Nullable Served served) {
        Attempt last = open;
        if (served != null) {
            span.updateName(usage.request().method() + " " + served.route());
            span.setAttribute(SpanWords.ROUTE, served.route());
            span.setAttribute(SpanWords.API, served.api());
            if (last != null && tracing.genAi()) {
                describe(last.span, served);
            }
        }
        endOpen();
        setIfKnown(SpanWords.PRODUCT, usage.target().product());
        setIfKnown(SpanWords.WORKSPACE, usage.target().workspace());
        span.setAttribute(SpanWords.REQUEST_ID, usage.request().id());
        span.setAttribute(SpanWords.OUTCOME, usage.outcome().word());
        if (usage.status() != UsageRecord.NO_STATUS) {
            span.setAttribute(SpanWords.STATUS, (long) usage.status());
        }
        if (usage.outcome() == UsageRecord.Outcome.FAILED) {
            span.setStatus(StatusCode.ERROR);
        }
        String problem = usage.problem();
        if (problem != null) {
            span.setAttribute(SpanWords.ERROR, problem);
        } else if (usage.status() >= 500) {
            span.setAttribute(SpanWords.ERROR, Integer.toString(usage.status()));
        }
        tracing.end(span);
    }

    private static void describe(Span attempt, Served served) {
        String operation = switch (served.task()) {
            case "chat", "agent" -> "chat";
            case "completions" -> "text_completion";
            case "embeddings" -> "embeddings";
            default -> null;
        };
        if (operation != null) {
            attempt.updateName(operation + " " + served.api());
            attempt.setAttribute(SpanWords.GEN_AI_OPERATION, operation);
            attempt.setAttribute(SpanWords.GEN_AI_PROVIDER, served.platform());
            attempt.setAttribute(SpanWords.GEN_AI_MODEL, served.api());
        }
    }

    private void setIfKnown(AttributeKey<String> key, @Nullable String value) {
        if (value != null) {
            span.setAttribute(key, value);
        }
    }

    private void endOpen() {
        Attempt last = open;
        if (last != null) {
            open = null;
            tracing.end(last.span);
        }
    }

    private final class Attempt implements AttemptSpan {

        private final Span span;

        Attempt(Span span) {
            this.span = span;
        }

        @Override
        public TraceContext context() {
            SpanContext context = span.getSpanContext();
            String traceparent = "00-" + context.getTraceId() + "-" + context.getSpanId() + "-"
                    + context.getTraceFlags().asHex();
            return new TraceContext(traceparent, tracestate);
        }

        @Override
        public void answered(int status) {
            span.setAttribute(SpanWords.STATUS, (long) status);
            if (status >= 400) {
                span.setAttribute(SpanWords.ERROR, Integer.toString(status));
                span.setStatus(StatusCode.ERROR);
            }
        }

        @Override
        public void failed(String problem) {
            span.setAttribute(SpanWords.ERROR, problem);
            span.setStatus(StatusCode.ERROR);
            if (open == this) {
                endOpen();
            }
        }
    }
}
