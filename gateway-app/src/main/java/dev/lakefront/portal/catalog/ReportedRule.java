package dev.lakefront.portal.catalog;

import dev.lakefront.catalog.Change;
import dev.lakefront.portal.markdown.Markdown;
import java.io.IOException;
import java.io.InputStreamReader;
import java.io.Reader;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Properties;
import org.jspecify.annotations.Nullable;
import org.springframework.core.io.ClassPathResource;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.SerializationFeature;
import tools.jackson.databind.json.JsonMapper;

/**
 * What one rule of the import changed in a document, for people.
 *
 * @param words what the rule does
 */
record ReportedRule(String name, String words, List<Reported> changes) {

    /** @param before as JSON; absent when it was added, as {@code after} is when it was removed */
    record Reported(
            String pointer,
            @Nullable String before,
            @Nullable String after) {}

    /** More than this nobody reads, and a page has to stay small. */
    private static final int SHOWN = 80;

    private static final int LONGEST = 240;

    private static final Properties WORDS = loaded();

    private static final JsonMapper PRETTY =
            JsonMapper.builder().enable(SerializationFeature.INDENT_OUTPUT).build();

    /** In the order in which the rules ran. */
    static List<ReportedRule> of(List<Change> changes) {
        Map<String, List<Reported>> byRule = new LinkedHashMap<>();
        changes.stream()
                .limit(SHOWN)
                .forEach(change -> byRule.computeIfAbsent(change.rule(), absent -> new ArrayList<>())
                        .add(new Reported(
                                change.pointer().isEmpty() ? "(the document)" : change.pointer(),
                                shown(change.before()),
                                shown(change.after()))));
        return byRule.entrySet().stream()
                .map(entry -> new ReportedRule(entry.getKey(), words(entry.getKey()), entry.getValue()))
                .toList();
    }

    private static String words(String rule) {
        return Markdown.plain(WORDS.getProperty(rule, ""));
    }

    private static @Nullable String shown(@Nullable JsonNode value) {
        if (value == null) {
            return null;
        }
        String text = PRETTY.writeValueAsString(value);
        return text.length() > LONGEST ? text.substring(0, LONGEST) + " ..." : text;
    }

    private static Properties loaded() {
        Properties words = new Properties();
        try (Reader reader = new InputStreamReader(
                new ClassPathResource("portal/import-rules.properties").getInputStream(), StandardCharsets.UTF_8)) {
            words.load(reader);
            return words;
        } catch (IOException unreadable) {
            throw new UncheckedIOException("import-rules.properties is missing from this build", unreadable);
        }
    }
}
