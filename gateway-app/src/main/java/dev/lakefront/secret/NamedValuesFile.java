package dev.lakefront.secret;

import dev.lakefront.document.Binder;
import dev.lakefront.document.Document;
import dev.lakefront.document.Kind;
import dev.lakefront.document.Nearest;
import dev.lakefront.document.Report;
import dev.lakefront.secret.env.EnvironmentSecretStore;
import dev.lakefront.secret.file.FileSecretStore;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.stereotype.Component;
import tools.jackson.databind.JsonNode;

/** Reads {@code config/named-values.yaml}. */
@Component
public final class NamedValuesFile {

    /** The kind {@code named-values}. */
    public static final Kind<?> KIND = Kind.of("named-values", Content.class);

    @SuppressWarnings("unchecked")
    private static final Kind<Content> CONTENT = (Kind<Content>) KIND;

    private record Provider(String type) {}

    /** Holds secrets where somebody wrote them down, so it is never printed. */
    private record Content(
            @Nullable Map<String, JsonNode> values,
            @Nullable Map<String, String> secrets,
            @Nullable Map<String, Provider> providers) {

        @Override
        public String toString() {
            return "Content[****]";
        }
    }

    private final SecretStores stores;
    private final SecretRefresh refresh;
    private final boolean offline;

    /** Fails when two stores have the same scheme. */
    @Autowired
    public NamedValuesFile(List<SecretStore> stores, SecretRefresh refresh) {
        this(stores, refresh, false);
    }

    private NamedValuesFile(List<SecretStore> stores, SecretRefresh refresh, boolean offline) {
        this.stores = SecretStores.of(stores);
        this.refresh = refresh;
        this.offline = offline;
    }

    /**
     * For checking files on a machine that is not the one that runs: a variable or file that is missing here is a
     * warning, not an error, and what refers to it is left out.
     */
    public static NamedValuesFile offline() {
        return offline(List.of(new EnvironmentSecretStore(), new FileSecretStore()));
    }

    static NamedValuesFile offline(List<SecretStore> stores) {
        return new NamedValuesFile(stores, new SecretRefresh(), true);
    }

    /** What is wrong goes to the report; what is right can be referred to nevertheless. Blocks. */
    public NamedValues read(Optional<Document> file, Binder binder, Report report) {
        Optional<Content> content = file.flatMap(document -> bind(document, binder, report));
        if (file.isEmpty() || content.isEmpty()) {
            return new NamedValues(Definitions.none(stores, file.isPresent()), refresh, offline);
        }
        Map<String, String> values = new TreeMap<>();
        Objects.requireNonNullElse(content.get().values(), Map.<String, JsonNode>of())
                .forEach((name, value) -> values.put(name, value.asString()));
        Map<String, String> secrets = Objects.requireNonNullElse(content.get().secrets(), Map.of());
        SecretStores all = stores.with(aliases(content.get(), file.get(), report));
        NamedValues named = new NamedValues(new Definitions(values, secrets, all, false), refresh, offline);
        named.check(file.get(), report);
        return named;
    }

    private static Optional<Content> bind(Document document, Binder binder, Report report) {
        Report own = new Report();
        Optional<Content> content = binder.bind(document, CONTENT, own);
        Concealment.allBut(Set.of("values", "providers"), document).copy(own, report);
        return content;
    }

    private Map<String, SecretStore> aliases(Content content, Document document, Report report) {
        Map<String, SecretStore> aliases = new TreeMap<>();
        Objects.requireNonNullElse(content.providers(), Map.<String, Provider>of())
                .forEach((word, provider) -> {
                    SecretStore store = stores.byProvider().get(provider.type());
                    if (stores.byProvider().containsKey(word) || word.equals("value")) {
                        document.keyError(
                                report,
                                "/providers/" + word,
                                "LF1507",
                                "provider '" + word
                                        + "' is there already and cannot be defined anew; choose another word");
                    } else if (store == null) {
                        String types = String.join(", ", stores.byProvider().keySet());
                        document.error(
                                report,
                                "/providers/" + word + "/type",
                                "LF1508",
                                "no secret store has the type '"
                                        + provider.type() + "'"
                                        + Nearest.to(
                                                        provider.type(),
                                                        stores.byProvider().keySet())
                                                .map(near -> "; did you mean '" + near + "'?")
                                                .orElse("")
                                        + "; this build has " + types);
                    } else {
                        aliases.put(word, store);
                    }
                });
        return aliases;
    }
}
