package dev.lakefront.secret;

import dev.lakefront.document.Document;
import dev.lakefront.document.References;
import dev.lakefront.document.Report;
import java.util.Optional;

/**
 * Resolves references: {@code ${env:NAME}}, {@code ${file:/path}}, {@code ${value:name}}, {@code ${secret:name}}.
 *
 * <p>For the control plane: every method may block.
 */
public final class NamedValues implements References {

    private final Definitions definitions;
    private final SecretRefresh refresh;
    private final boolean offline;

    NamedValues(Definitions definitions, SecretRefresh refresh, boolean offline) {
        this.definitions = definitions;
        this.refresh = refresh;
        this.offline = offline;
    }

    @Override
    public Optional<String> resolve(String text, Document document, String pointer, Report report) {
        return source(text, document, pointer, report)
                .map(source -> source.current().reveal());
    }

    /**
     * The secret that a setting refers to, kept current from here on. Empty when it could not be had; then the report
     * says so. A secret that stands in the file itself is used, with a warning.
     */
    public Optional<SecretSource> secret(String text, Document document, String pointer, Report report) {
        Place place = new Place(document, pointer, report);
        if (parse(text, place).filter(template -> !template.hasReference()).isPresent()) {
            place.warning(
                    "LF1506",
                    "a secret stands in the file as it is; whoever reads the file knows it."
                            + " Refer to it as ${env:NAME} or ${file:/path}");
        }
        return source(text, document, pointer, report);
    }

    /** Like {@link #secret}, for what need not be secret but may be kept beside secrets, such as a client id. */
    public Optional<SecretSource> source(String text, Document document, String pointer, Report report) {
        Place place = new Place(document, pointer, report);
        return parse(text, place)
                .flatMap(template -> new Resolution(definitions, refresh, offline, place).pieces(template))
                .map(SecretSource::new);
    }

    /** Whether what is missing on this machine is a warning only. */
    public boolean isOffline() {
        return offline;
    }

    /** Resolves each definition once, so that what is wrong is said where it stands, used or not. */
    void check(Document document, Report report) {
        definitions.values().forEach((name, text) -> {
            Place place = new Place(document, "/values/" + name, report);
            Resolution resolution = new Resolution(definitions, refresh, offline, place);
            resolution.value(name);
        });
        definitions.secrets().forEach((name, text) -> {
            String pointer = "/secrets/" + name;
            Place place = new Place(document, pointer, report);
            if (parse(text, place).filter(template -> !template.hasReference()).isPresent()) {
                place.warning(
                        "LF1506",
                        "secret '" + name + "' stands in the file as it is; whoever reads the file"
                                + " knows it. Refer to it as ${env:NAME} or ${file:/path}");
            }
            new Resolution(definitions, refresh, offline, place).secret(name);
        });
    }

    private static Optional<Template> parse(String text, Place place) {
        try {
            return Optional.of(Template.parse(text));
        } catch (IllegalArgumentException malformed) {
            place.error("LF1501", String.valueOf(malformed.getMessage()));
            return Optional.empty();
        }
    }
}
