package dev.lakefront.portal.tryit;

import java.util.Optional;
import tools.jackson.core.JacksonException;
import tools.jackson.databind.DeserializationFeature;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.ObjectReader;
import tools.jackson.databind.ObjectWriter;
import tools.jackson.databind.cfg.JsonNodeFeature;
import tools.jackson.databind.json.JsonMapper;

/** Lays JSON out for people: an object's members in lines of their own, lists in one. */
final class JsonLayout {

    private static final JsonMapper MAPPER = JsonMapper.builder()
            .enable(DeserializationFeature.USE_BIG_DECIMAL_FOR_FLOATS)
            .disable(JsonNodeFeature.STRIP_TRAILING_BIGDECIMAL_ZEROES)
            .build();
    private static final ObjectReader READER = MAPPER.reader().forType(JsonNode.class);
    private static final ObjectWriter WRITER = MAPPER.writerWithDefaultPrettyPrinter();

    private JsonLayout() {}

    static String of(JsonNode value) {
        return WRITER.writeValueAsString(value).replace("\r\n", "\n");
    }

    /** With every number as it was written; empty when the text is not JSON. */
    static Optional<String> of(String text) {
        return parse(text).map(JsonLayout::of);
    }

    static Optional<JsonNode> parse(String text) {
        try {
            JsonNode value = READER.readValue(text);
            return value == null || value.isMissingNode() ? Optional.empty() : Optional.of(value);
        } catch (JacksonException malformed) {
            return Optional.empty();
        }
    }
}
