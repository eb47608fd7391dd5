package dev.lakefront.catalog.openapi.source;

import dev.lakefront.catalog.DocumentRefused;
import tools.jackson.core.JacksonException;
import tools.jackson.core.StreamReadConstraints;
import tools.jackson.core.StreamReadFeature;
import tools.jackson.core.TokenStreamLocation;
import tools.jackson.core.exc.StreamConstraintsException;
import tools.jackson.core.json.JsonFactory;
import tools.jackson.databind.DeserializationFeature;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/** Reads JSON strictly: no duplicate keys, nothing after the end, bounded depth and size. */
final class JsonText {

    /** A property is two tokens, a container two: no document within the bound on values has more. */
    private static final long MAX_TOKENS = 3L * DocumentReader.MAX_VALUES;

    private static final JsonMapper MAPPER = JsonMapper.builder(JsonFactory.builder()
                    .streamReadConstraints(StreamReadConstraints.builder()
                            .maxNestingDepth(DocumentReader.MAX_DEPTH)
                            .maxTokenCount(MAX_TOKENS)
                            .maxStringLength(DocumentReader.MAX_BYTES)
                            .build())
                    .enable(StreamReadFeature.STRICT_DUPLICATE_DETECTION)
                    .build())
            .enable(DeserializationFeature.FAIL_ON_TRAILING_TOKENS)
            .build();

    private JsonText() {}

    static JsonNode read(String text) throws DocumentRefused {
        try {
            return MAPPER.readTree(text);
        } catch (StreamConstraintsException e) {
            throw refusal(e);
        } catch (JacksonException e) {
            TokenStreamLocation at = e.getLocation();
            long line = at == null ? 1 : at.getLineNr();
            long column = at == null ? 1 : at.getColumnNr();
            throw DocumentReader.syntax("JSON", line, column, firstLine(e.getOriginalMessage()));
        }
    }

    private static DocumentRefused refusal(StreamConstraintsException e) {
        String problem = firstLine(e.getOriginalMessage());
        if (problem.contains("nesting depth")) {
            return DocumentReader.tooDeep("");
        }
        return problem.contains("oken count")
                ? DocumentReader.tooManyValues()
                : new DocumentRefused("too-large", "The document exceeds a bound: " + problem);
    }

    private static String firstLine(String message) {
        return message.lines().findFirst().orElse("unreadable");
    }
}
