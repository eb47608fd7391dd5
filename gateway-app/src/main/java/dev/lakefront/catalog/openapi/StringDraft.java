package dev.lakefront.catalog.openapi;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.JsonNodeFactory;
import tools.jackson.databind.node.ObjectNode;

/** Texts for a schema, the most readable first. */
final class StringDraft {

    private static final int LONGEST = 10_000;
    private static final List<Integer> REPEATS = List.of(1, 3, 0, 2, 4, 8, 16, 32, 64);

    /** One value of each format: those of JSON Schema 2020-12 (validation, 7.3), then those of the OpenAPI registry. */
    private static final Map<String, String> FORMATS = Map.ofEntries(
            Map.entry("date", "2026-01-0%d"),
            Map.entry("time", "09:00:0%dZ"),
            Map.entry("date-time", "2026-01-0%dT09:00:00Z"),
            Map.entry("duration", "PT%dH"),
            Map.entry("email", "user%d@example.com"),
            Map.entry("idn-email", "user%d@example.com"),
            Map.entry("hostname", "host%d.example.com"),
            Map.entry("idn-hostname", "host%d.example.com"),
            Map.entry("ipv4", "192.0.2.%d"),
            Map.entry("ipv6", "2001:db8::%d"),
            Map.entry("uri", "https://example.com/%d"),
            Map.entry("url", "https://example.com/%d"),
            Map.entry("uri-reference", "/items/%d"),
            Map.entry("iri", "https://example.com/%d"),
            Map.entry("iri-reference", "/items/%d"),
            Map.entry("uri-template", "/items/{id%d}"),
            Map.entry("uuid", "0198f1a2-7c3d-7e4f-8a5b-6c7d8e9f0a0%d"),
            Map.entry("json-pointer", "/items/%d"),
            Map.entry("relative-json-pointer", "%d/items"),
            Map.entry("regex", "^[a-z]{%d}$"),
            Map.entry("byte", "dGV4dA=="),
            Map.entry("base64url", "dGV4dA"));

    /** What a property of this name usually holds. */
    private static final Map<String, String> WORDS = Map.of(
            "role", "user",
            "content", Sentences.QUESTION,
            "query", Sentences.QUESTION,
            "question", Sentences.QUESTION,
            "prompt", Sentences.PROMPT,
            "input", Sentences.SENTENCE,
            "model", "model",
            "language", "en");

    private StringDraft() {}

    static List<JsonNode> candidates(ObjectNode schema, Manner manner) {
        int least = length(schema, "minLength", 0);
        int most = length(schema, "maxLength", Integer.MAX_VALUE);
        List<String> wishes = wishes(schema, manner);
        List<JsonNode> candidates = new ArrayList<>();
        wishes.forEach(wish -> candidates.add(node(wish)));
        wishes.forEach(wish -> candidates.add(node(fit(wish, least, most))));
        // Where equal texts are not allowed, and where the length is counted otherwise.
        candidates.add(node(fit("text " + (manner.row() + 1), least, most)));
        candidates.add(node(""));
        return candidates.stream().distinct().toList();
    }

    private static List<String> wishes(ObjectNode schema, Manner manner) {
        List<String> wishes = new ArrayList<>();
        String format = FORMATS.get(schema.path("format").asString(""));
        if (format != null) {
            wishes.add(format.formatted(manner.row() % 9 + 1));
        }
        if (schema.path("contentEncoding").asString("").startsWith("base64")) {
            wishes.add("dGV4dA==");
        }
        if (schema.path("contentMediaType").asString("").endsWith("json")) {
            wishes.add("{}");
        }
        String word = WORDS.get(manner.name());
        if (word != null) {
            wishes.add(word);
        }
        wishes.add("text");
        if (schema.path("pattern").isString()) {
            patterned(schema.path("pattern").stringValue(), wishes);
        }
        return wishes;
    }

    private static void patterned(String pattern, List<String> wishes) {
        RegexParser.parse(pattern)
                .ifPresent(regex -> REPEATS.forEach(repeats -> wishes.add(RegexSample.of(regex, repeats))));
    }

    /** Cut or filled to a length in code points, as JSON Schema counts it. */
    private static String fit(String text, int least, int most) {
        int length = text.codePointCount(0, text.length());
        if (length > most) {
            return text.substring(0, text.offsetByCodePoints(0, most));
        }
        return length < least ? text + "x".repeat(least - length) : text;
    }

    private static int length(ObjectNode schema, String keyword, int fallback) {
        JsonNode value = schema.path(keyword);
        return value.isNumber() ? (int) Math.clamp(value.doubleValue(), 0, LONGEST) : fallback;
    }

    private static JsonNode node(String text) {
        return JsonNodeFactory.instance.stringNode(text);
    }
}
