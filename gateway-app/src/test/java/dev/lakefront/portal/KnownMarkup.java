package dev.lakefront.portal;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/** The elements and attributes that pages may have: what templates write, what Markdown makes, what scripts add. */
final class KnownMarkup {

    private static final Path TEMPLATES = Path.of("src/main/resources/templates/portal");

    /** What Markdown makes, beside what stands in templates. */
    private static final Set<String> MARKDOWN = Set.of(
            "a",
            "a rel",
            "p",
            "h1",
            "h2",
            "h3",
            "h4",
            "h5",
            "h6",
            "ul",
            "ol",
            "ol start",
            "li",
            "em",
            "strong",
            "code",
            "code class",
            "pre",
            "blockquote",
            "hr",
            "br",
            "table",
            "thead",
            "tbody",
            "tr",
            "th",
            "td",
            "th align",
            "td align",
            "h1 id",
            "h2 id",
            "h3 id",
            "h4 id",
            "h5 id",
            "h6 id",
            "div",
            "div class",
            "div tabindex",
            "div role");

    /** What the script of the page makes tabs of. */
    private static final Set<String> TABS =
            Set.of("button role", "button aria-controls", "button aria-selected", "button tabindex");

    /** What it makes lists of, on a telephone. */
    private static final Set<String> TABLES = Set.of(
            "table role",
            "thead role",
            "tbody role",
            "tr role",
            "th role",
            "td role",
            "td data-label",
            "th data-label");

    private KnownMarkup() {}

    /** All that templates write, however they come to it, and what Markdown makes. */
    static Set<String> all() {
        Set<String> known = new TreeSet<>(MARKDOWN);
        known.addAll(TABS);
        known.addAll(TABLES);
        Pattern element = Pattern.compile("<([a-z][a-z0-9-]*)((?:\\s+[a-zA-Z0-9:-]+(?:=\"[^\"]*\"|='[^']*')?)*)");
        Pattern attribute = Pattern.compile("([a-zA-Z0-9:-]+)(?:=(\"[^\"]*\"|'[^']*'))?");
        try (Stream<Path> files = Files.walk(TEMPLATES)) {
            for (Path file : files.filter(Files::isRegularFile).toList()) {
                element.matcher(Files.readString(file)).results().forEach(tag -> {
                    known.add(tag.group(1));
                    attribute.matcher(tag.group(2)).results().forEach(given -> {
                        String name = given.group(1).replace("th:", "").replaceAll("(append|prepend)$", "");
                        known.add(tag.group(1) + " " + name);
                        if (name.equals("attr") && given.group(2) != null) {
                            Pattern.compile("([a-zA-Z0-9-]+)=")
                                    .matcher(given.group(2))
                                    .results()
                                    .forEach(set -> known.add(tag.group(1) + " " + set.group(1)));
                        }
                    });
                });
            }
        } catch (IOException failed) {
            throw new UncheckedIOException(failed);
        }
        assertThat(known).noneMatch(name -> name.contains(" on") || name.endsWith(" style"));
        return known;
    }
}
