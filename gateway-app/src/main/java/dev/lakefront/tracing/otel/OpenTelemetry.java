package dev.lakefront.tracing.otel;

import dev.lakefront.tracing.TracingProperties;
import io.micrometer.core.instrument.MeterRegistry;
import io.opentelemetry.api.common.Attributes;
import io.opentelemetry.exporter.otlp.http.trace.OtlpHttpSpanExporter;
import io.opentelemetry.exporter.otlp.http.trace.OtlpHttpSpanExporterBuilder;
import io.opentelemetry.sdk.resources.Resource;
import io.opentelemetry.sdk.trace.SdkTracerProvider;
import io.opentelemetry.sdk.trace.export.BatchSpanProcessor;
import io.opentelemetry.sdk.trace.samplers.Sampler;
import org.springframework.boot.autoconfigure.condition.ConditionalOnBooleanProperty;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;

/** Wires OpenTelemetry's SDK, and only that: nothing is instrumented behind the gateway's back. */
@Configuration(proxyBeanMethods = false)
@ConditionalOnBooleanProperty("lakefront.tracing.enabled")
class OpenTelemetry {

    @Bean(destroyMethod = "close")
    SdkTracerProvider tracerProvider(TracingProperties properties, MeterRegistry registry) {
        OtlpHttpSpanExporterBuilder exporter = OtlpHttpSpanExporter.builder()
                .setEndpoint(properties.endpoint().toString())
                .setTimeout(properties.timeout())
                .setCompression("gzip");
        properties.headers().forEach(exporter::addHeader);
        return SdkTracerProvider.builder()
                .setResource(
                        Resource.getDefault().merge(Resource.create(Attributes.of(SpanWords.SERVICE, "lakefront"))))
                .setSampler(Sampler.parentBased(Sampler.traceIdRatioBased(properties.sample())))
                // Bounded, and what it cannot hold it drops: a collector that is away costs no call anything.
                .addSpanProcessor(BatchSpanProcessor.builder(new CountedExporter(exporter.build(), registry))
                        .build())
                .build();
    }

    @Bean
    OpenTelemetryTracing openTelemetryTracing(
            SdkTracerProvider provider, TracingProperties properties, MeterRegistry registry) {
        return new OpenTelemetryTracing(provider, properties.genAi(), registry);
    }
}
