package dev.lakefront.portal.snippets;

import java.math.BigDecimal;
import org.jspecify.annotations.Nullable;
import tools.jackson.core.JacksonException;
import tools.jackson.core.StreamReadFeature;
import tools.jackson.core.json.JsonFactory;
import tools.jackson.databind.DeserializationFeature;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.cfg.JsonNodeFeature;
import tools.jackson.databind.json.JsonMapper;

/**
 * A call with its body understood.
 *
 * @param json the body; absent when there is none, or when it is no JSON that can be written anew without loss
 */
record Content(ClientCall call, @Nullable JsonNode json) {

    /** Keeps numbers as they were written, and takes no body that says something twice. */
    private static final JsonMapper MAPPER = JsonMapper.builder(JsonFactory.builder()
                    .enable(StreamReadFeature.STRICT_DUPLICATE_DETECTION)
                    .build())
            .enable(DeserializationFeature.USE_BIG_DECIMAL_FOR_FLOATS)
            .enable(DeserializationFeature.USE_BIG_INTEGER_FOR_INTS)
            .enable(DeserializationFeature.FAIL_ON_TRAILING_TOKENS)
            .disable(JsonNodeFeature.STRIP_TRAILING_BIGDECIMAL_ZEROES)
            .build();

    static Content of(ClientCall call) {
        String body = call.body();
        if (body == null || body.isBlank()) {
            return new Content(call, null);
        }
        try {
            return new Content(call, MAPPER.readTree(body));
        } catch (JacksonException noJson) {
            return new Content(call, null);
        }
    }

    /** The body as text: JSON in lines that people can read, anything else as it is; empty for none. */
    String text() {
        String body = call.body();
        if (json != null) {
            return Literals.JSON.write(json, "");
        }
        return body == null ? "" : body;
    }

    boolean hasBody() {
        return call.body() != null && !call.body().isEmpty();
    }

    /** Whether the answer comes in pieces. */
    boolean streams() {
        return json != null && json.path("stream").asBoolean(false);
    }

    /** Whether the body is an object with this property. */
    boolean has(String property) {
        return json != null && json.has(property);
    }

    /** Whether a client that reads numbers as doubles would send them as they are. */
    boolean fitsDoubles() {
        return json != null && fitsDoubles(json);
    }

    private static boolean fitsDoubles(JsonNode value) {
        if (value.isNumber()) {
            double number = value.decimalValue().doubleValue();
            return Double.isFinite(number)
                    && new BigDecimal(Double.toString(number)).compareTo(value.decimalValue()) == 0;
        }
        return value.valueStream().allMatch(Content::fitsDoubles);
    }
}
