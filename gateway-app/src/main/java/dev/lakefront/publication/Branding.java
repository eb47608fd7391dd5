package dev.lakefront.publication;

import dev.lakefront.document.Binder;
import dev.lakefront.document.Document;
import dev.lakefront.document.Kind;
import dev.lakefront.document.Report;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * What the portal is called and looks like, as declared in {@code config/portal/branding.yaml}.
 *
 * @param logo the name of a file beside the declaration; absent means the gateway's own
 * @param accent {@code #rrggbb}; absent means the gateway's own
 * @param footer links below each page
 */
public record Branding(
        String name, @Nullable String logo, @Nullable String accent, List<Link> footer) {

    /** @param href on the web, to an address of mail, or a path of this gateway */
    public record Link(String text, String href) {}

    public static final Branding DEFAULT = new Branding("Lakefront", null, null, List.of());

    /** A larger picture is no logo. */
    public static final int MAX_LOGO_BYTES = 512 * 1024;

    /** The kind {@code branding}. */
    public static final Kind<?> KIND = Kind.of("branding", Content.class);

    @SuppressWarnings("unchecked")
    private static final Kind<Content> CONTENT = (Kind<Content>) KIND;

    private record Content(
            @Nullable String name,
            @Nullable String logo,
            @Nullable String accent,
            @Nullable List<Link> footer) {}

    public Branding {
        footer = List.copyOf(footer);
    }

    /** Empty when something is wrong; then the report says what. */
    static Optional<Branding> read(Document document, Path configDir, Binder binder, Report report) {
        Optional<Branding> branding = binder.bind(document, CONTENT, report)
                .map(content -> new Branding(
                        Objects.requireNonNullElse(content.name(), DEFAULT.name),
                        content.logo(),
                        content.accent(),
                        Objects.requireNonNullElse(content.footer(), List.of())));
        branding.ifPresent(read -> read.checkLogo(document, configDir.resolve("portal"), report));
        return branding;
    }

    /** A warning only: a missing picture is no reason to refuse a configuration. */
    private void checkLogo(Document document, Path folder, Report report) {
        if (logo == null) {
            return;
        }
        try {
            Path file = folder.resolve(logo);
            if (!Files.isRegularFile(file)) {
                document.warning(report, "/logo", "LF1109", "there is no file '" + logo + "' in config/portal/");
            } else if (Files.size(file) > MAX_LOGO_BYTES) {
                document.warning(report, "/logo", "LF1109", "'" + logo + "' is larger than 512 KB");
            }
        } catch (IOException unreadable) {
            document.warning(report, "/logo", "LF1109", "'" + logo + "' cannot be read");
        }
    }
}
