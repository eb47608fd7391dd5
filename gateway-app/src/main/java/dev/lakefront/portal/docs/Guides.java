package dev.lakefront.portal.docs;

import dev.lakefront.portal.markdown.Markdown;
import dev.lakefront.publication.LocationProperties;
import dev.lakefront.store.ConditionalOnPortal;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.springframework.core.io.ClassPathResource;
import org.springframework.stereotype.Component;

/**
 * Finds pages of Markdown: those that come with the gateway, and those that its owner puts into {@code config/portal/}. One
 * of the owner's with the name of one of ours takes its place. Blocks.
 */
@Component
@ConditionalOnPortal
class Guides {

    /**
     * One page.
     *
     * @param name as addresses have it
     * @param lead its first paragraph, without marks
     */
    record Guide(String name, String title, String lead, String markdown) {}

    private static final List<String> OWN = List.of("keys", "errors", "limits", "streaming", "retries");

    private static final Pattern NAME = Pattern.compile("[a-z0-9][a-z0-9-]{0,62}");

    private static final int MAX_BYTES = 1024 * 1024;

    private final Path folder;

    Guides(LocationProperties locations) {
        this.folder = locations.configDir().resolve("portal");
    }

    /** The owner's first, then ours, each in the order of its list. */
    List<Guide> all() {
        List<Guide> guides = new ArrayList<>();
        written().forEach(name -> read(name).ifPresent(guides::add));
        OWN.stream()
                .filter(name -> guides.stream().noneMatch(guide -> guide.name().equals(name)))
                .forEach(name -> guides.add(own(name)));
        return guides;
    }

    /** Empty where there is no such page. */
    Optional<Guide> find(String name) {
        if (!NAME.matcher(name).matches()) {
            return Optional.empty();
        }
        return read(name).or(() -> OWN.contains(name) ? Optional.of(own(name)) : Optional.empty());
    }

    private List<String> written() {
        if (!Files.isDirectory(folder)) {
            return List.of();
        }
        try (Stream<Path> files = Files.list(folder)) {
            return files.map(file -> String.valueOf(file.getFileName()))
                    .filter(name -> name.endsWith(".md"))
                    .map(name -> name.substring(0, name.length() - ".md".length()))
                    .filter(name -> NAME.matcher(name).matches())
                    .sorted()
                    .toList();
        } catch (IOException unreadable) {
            throw new UncheckedIOException("the folder " + folder + " cannot be read", unreadable);
        }
    }

    private Optional<Guide> read(String name) {
        Path file = folder.resolve(name + ".md");
        if (!Files.isRegularFile(file) || leadsOut(file)) {
            return Optional.empty();
        }
        try (InputStream stream = Files.newInputStream(file)) {
            return Optional.of(guide(name, new String(stream.readNBytes(MAX_BYTES), StandardCharsets.UTF_8)));
        } catch (IOException unreadable) {
            throw new UncheckedIOException("the page " + file + " cannot be read", unreadable);
        }
    }

    /** Kubernetes mounts files as links within the folder; a link to elsewhere shows nobody anything. */
    private boolean leadsOut(Path file) {
        try {
            return !file.toRealPath().startsWith(folder.toRealPath());
        } catch (IOException gone) {
            return true;
        }
    }

    private static Guide own(String name) {
        try {
            return guide(
                    name,
                    new ClassPathResource("portal/docs/" + name + ".md").getContentAsString(StandardCharsets.UTF_8));
        } catch (IOException missing) {
            throw new UncheckedIOException("the page " + name + " is missing from this build", missing);
        }
    }

    private static Guide guide(String name, String markdown) {
        return new Guide(name, Markdown.title(markdown, name), Markdown.lead(markdown), markdown);
    }
}
