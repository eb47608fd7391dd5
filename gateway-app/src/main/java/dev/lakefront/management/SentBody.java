package dev.lakefront.management;

import dev.lakefront.problem.GatewayProblem;
import dev.lakefront.problem.ProblemType;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import org.springframework.core.io.buffer.DataBuffer;
import org.springframework.core.io.buffer.DataBufferLimitException;
import org.springframework.core.io.buffer.DataBufferUtils;
import org.springframework.http.HttpHeaders;
import org.springframework.http.InvalidMediaTypeException;
import org.springframework.http.MediaType;
import org.springframework.web.server.ServerWebExchange;
import reactor.core.publisher.Mono;
import tools.jackson.core.JacksonException;
import tools.jackson.core.StreamReadFeature;
import tools.jackson.databind.DeserializationFeature;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.databind.node.ObjectNode;

/**
 * The body of a request: one small JSON object. No body is as good as an empty one.
 *
 * @param bytes as they came
 */
record SentBody(byte[] bytes, Fields fields) {

    static final int MOST_BYTES = 16 * 1024;

    private static final JsonMapper STRICT = JsonMapper.builder()
            .enable(StreamReadFeature.STRICT_DUPLICATE_DETECTION)
            .enable(DeserializationFeature.FAIL_ON_TRAILING_TOKENS)
            .disable(StreamReadFeature.INCLUDE_SOURCE_IN_LOCATION)
            .build();

    /** Fails with {@code body-too-large}, {@code unsupported-media-type} or {@code invalid-body}. */
    static Mono<SentBody> of(ServerWebExchange exchange) {
        return DataBufferUtils.join(exchange.getRequest().getBody(), MOST_BYTES)
                .map(SentBody::bytes)
                .defaultIfEmpty(new byte[0])
                .onErrorMap(
                        DataBufferLimitException.class,
                        tooLarge -> new GatewayProblem(
                                        ProblemType.BODY_TOO_LARGE,
                                        "A body of the management API must be no longer than " + MOST_BYTES + " bytes.")
                                .with("max_bytes", MOST_BYTES))
                .map(bytes -> new SentBody(bytes, new Fields(read(bytes, exchange))));
    }

    private static byte[] bytes(DataBuffer buffer) {
        byte[] bytes = new byte[buffer.readableByteCount()];
        buffer.read(bytes);
        DataBufferUtils.release(buffer);
        return bytes;
    }

    private static ObjectNode read(byte[] bytes, ServerWebExchange exchange) {
        if (bytes.length == 0) {
            return JsonMapper.shared().createObjectNode();
        }
        if (!isJson(exchange)) {
            throw new GatewayProblem(
                            ProblemType.UNSUPPORTED_MEDIA_TYPE, "Send the body as Content-Type: application/json.")
                    .header(HttpHeaders.ACCEPT, MediaType.APPLICATION_JSON_VALUE);
        }
        try {
            JsonNode read = STRICT.readTree(bytes);
            if (read instanceof ObjectNode object) {
                return object;
            }
            throw invalid("It must be a JSON object.");
        } catch (JacksonException malformed) {
            throw invalid("It is no JSON, or a member is there twice: " + place(malformed));
        }
    }

    /** The parser's own words quote the body. */
    private static String place(JacksonException malformed) {
        return malformed.getLocation() == null
                ? "it cannot be read."
                : "line " + malformed.getLocation().getLineNr() + ", column "
                        + malformed.getLocation().getColumnNr() + ".";
    }

    private static GatewayProblem invalid(String detail) {
        return new GatewayProblem(ProblemType.INVALID_BODY, "The body cannot be taken. " + detail)
                .with("errors", List.of(Map.of("pointer", "", "detail", detail)));
    }

    private static boolean isJson(ServerWebExchange exchange) {
        try {
            MediaType type = exchange.getRequest().getHeaders().getContentType();
            return type != null && type.isCompatibleWith(MediaType.APPLICATION_JSON);
        } catch (InvalidMediaTypeException none) {
            return false;
        }
    }

    /** Two bodies are the same when these are. */
    @Override
    public boolean equals(Object other) {
        return other instanceof SentBody body && Arrays.equals(bytes, body.bytes);
    }

    @Override
    public int hashCode() {
        return Arrays.hashCode(bytes);
    }
}
