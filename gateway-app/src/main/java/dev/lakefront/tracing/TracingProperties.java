package dev.lakefront.tracing;

import java.net.URI;
import java.time.Duration;
import java.util.Map;
import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;

/**
 * Whether and where spans are sent.
 *
 * @param enabled whether calls are traced; off by default, and without any cost then
 * @param endpoint where they are sent, with OTLP over HTTP
 * @param headers sent along, for example to sign in at the collector; may hold secrets and are never shown
 * @param sample the share of calls to trace that no caller has decided on, from 0 to 1; a caller's own decision holds
 * @param genAi whether spans say what kind of model was asked, in OpenTelemetry's words, which are not final yet; never
 *     what it was asked
 * @param timeout how long the collector may take for one batch
 */
@ConfigurationProperties("lakefront.tracing")
public record TracingProperties(
        @DefaultValue("false") boolean enabled,
        @DefaultValue("http://localhost:4318/v1/traces") URI endpoint,
        @DefaultValue Map<String, String> headers,
        @DefaultValue("0.1") double sample,
        @DefaultValue("false") boolean genAi,
        @DefaultValue("5s") Duration timeout) {

    public TracingProperties {
        if (!(sample >= 0 && sample <= 1)) {
            throw new IllegalArgumentException("lakefront.tracing.sample must be from 0 to 1");
        }
        if (!timeout.isPositive()) {
            throw new IllegalArgumentException("lakefront.tracing.timeout must be longer than nothing");
        }
        headers = Map.copyOf(headers);
    }

    /** Without the headers' values. */
    @Override
    public String toString() {
        return "TracingProperties[enabled=" + enabled + ", endpoint=" + endpoint.getHost() + ", headers="
                + headers.keySet() + ", sample=" + sample + ", genAi=" + genAi + "]";
    }
}
