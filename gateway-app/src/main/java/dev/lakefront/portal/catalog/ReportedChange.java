package dev.lakefront.portal.catalog;

import dev.lakefront.catalog.Change;
import dev.lakefront.portal.markdown.Markdown;
import java.io.IOException;
import java.io.InputStreamReader;
import java.io.Reader;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Objects;
import java.util.Properties;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.SerializationFeature;
import tools.jackson.databind.json.JsonMapper;

/**
 * One thing that the import changed in a document, for people.
 *
 * @param words what the rule does; the rule's name where it has no words
 */
record ReportedChange(
        String rule,
        String words,
        String pointer,
        @Nullable String before,
        @Nullable String after) {

    /** More than this nobody reads, and a page has to stay small. */
    static final int SHOWN = 200;

    private static final int LONGEST = 600;

    private static final Properties WORDS = loaded();

    private static final JsonMapper PRETTY =
            JsonMapper.builder().enable(SerializationFeature.INDENT_OUTPUT).build();

    static List<ReportedChange> of(List<Change> changes) {
        return changes.stream()
                .limit(SHOWN)
                .map(change -> new ReportedChange(
                        change.rule(),
                        Markdown.plain(WORDS.getProperty(change.rule(), change.rule())),
                        change.pointer().isEmpty() ? "(the document)" : change.pointer(),
                        shown(change.before()),
                        shown(change.after())))
                .toList();
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
                Objects.requireNonNull(
                        ReportedChange.class.getResourceAsStream("/portal/import-rules.properties"),
                        "import-rules.properties is part of this build"),
                StandardCharsets.UTF_8)) {
            words.load(reader);
            return words;
        } catch (IOException unreadable) {
            throw new UncheckedIOException("import-rules.properties cannot be read", unreadable);
        }
    }
}
