package dev.lakefront.tracing.otel;

import io.micrometer.core.instrument.Counter;
import io.micrometer.core.instrument.MeterRegistry;
import io.opentelemetry.sdk.common.CompletableResultCode;
import io.opentelemetry.sdk.trace.data.SpanData;
import io.opentelemetry.sdk.trace.export.SpanExporter;
import java.util.Collection;

/** Counts which spans arrived at the collector and which did not, in {@code lakefront.spans}. */
final class CountedExporter implements SpanExporter {

    private final SpanExporter exporter;
    private final Counter exported;
    private final Counter failed;

    CountedExporter(SpanExporter exporter, MeterRegistry registry) {
        this.exporter = exporter;
        this.exported = counter(registry, "exported");
        this.failed = counter(registry, "failed");
    }

    static Counter counter(MeterRegistry registry, String result) {
        return Counter.builder("lakefront.spans")
                .description("Spans that were recorded, and of these the ones that a collector took or did not take")
                .tag("result", result)
                .register(registry);
    }

    @Override
    public CompletableResultCode export(Collection<SpanData> spans) {
        CompletableResultCode result = exporter.export(spans);
        return result.whenComplete(() -> (result.isSuccess() ? exported : failed).increment(spans.size()));
    }

    @Override
    public CompletableResultCode flush() {
        return exporter.flush();
    }

    @Override
    public CompletableResultCode shutdown() {
        return exporter.shutdown();
    }
}
