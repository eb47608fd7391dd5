package dev.lakefront.tracing.otel;

import io.opentelemetry.api.common.AttributeKey;

/**
 * The names of what spans tell: OpenTelemetry's conventions for HTTP and for generative models, and our own.
 *
 * @see <a href="https://opentelemetry.io/docs/specs/semconv/http/http-spans/">HTTP spans</a>
 * @see <a href="https://github.com/open-telemetry/semantic-conventions-genai">Generative models</a>
 */
final class SpanWords {

    static final AttributeKey<String> SERVICE = AttributeKey.stringKey("service.name");
    static final AttributeKey<String> METHOD = AttributeKey.stringKey("http.request.method");
    static final AttributeKey<Long> STATUS = AttributeKey.longKey("http.response.status_code");
    static final AttributeKey<Long> RESEND_COUNT = AttributeKey.longKey("http.request.resend_count");
    static final AttributeKey<String> ROUTE = AttributeKey.stringKey("http.route");
    static final AttributeKey<String> SERVER = AttributeKey.stringKey("server.address");
    static final AttributeKey<Long> PORT = AttributeKey.longKey("server.port");
    static final AttributeKey<String> ERROR = AttributeKey.stringKey("error.type");

    static final AttributeKey<String> API = AttributeKey.stringKey("lakefront.api");
    static final AttributeKey<String> PRODUCT = AttributeKey.stringKey("lakefront.product");
    static final AttributeKey<String> WORKSPACE = AttributeKey.stringKey("lakefront.workspace");
    static final AttributeKey<String> OUTCOME = AttributeKey.stringKey("lakefront.outcome");
    static final AttributeKey<String> REQUEST_ID = AttributeKey.stringKey("lakefront.request_id");

    static final AttributeKey<String> GEN_AI_OPERATION = AttributeKey.stringKey("gen_ai.operation.name");
    static final AttributeKey<String> GEN_AI_PROVIDER = AttributeKey.stringKey("gen_ai.provider.name");
    static final AttributeKey<String> GEN_AI_MODEL = AttributeKey.stringKey("gen_ai.request.model");

    private SpanWords() {}
}
