package dev.lakefront.publication;

import dev.lakefront.backend.Workspace;
import dev.lakefront.document.Document;
import dev.lakefront.document.DocumentReader;
import dev.lakefront.document.Report;
import dev.lakefront.subscription.Subscription;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import org.springframework.stereotype.Component;

/** Chooses, once, the workspace to front while no file declares one. */
@Component
class Fallbacks {

    private final List<FallbackWorkspace> candidates;
    private Optional<FallbackWorkspace> chosen = Optional.empty();
    private Optional<Workspace> workspace = Optional.empty();
    private Map<String, Document> documents = Map.of();

    Fallbacks(List<FallbackWorkspace> candidates) {
        this.candidates = List.copyOf(candidates);
    }

    /** Asks each candidate in turn; what is wrong with one goes to the report, and then none is chosen. */
    void choose(Report report) {
        for (FallbackWorkspace candidate : candidates) {
            try {
                workspace = candidate.workspace();
            } catch (IllegalArgumentException unusable) {
                report.error("LF1603", String.valueOf(unusable.getMessage()));
                return;
            }
            if (workspace.isPresent()) {
                chosen = Optional.of(candidate);
                return;
            }
        }
    }

    Optional<Workspace> workspace() {
        return workspace;
    }

    /** The files, and beside them those that come with the given workspace: only while there are no others. */
    ConfigurationFiles beside(ConfigurationFiles files, Report report) {
        return files.declareNothing() ? files.with(chosenDocuments(report)) : files;
    }

    /** Read once: what does not change stays the same object. */
    private Map<String, Document> chosenDocuments(Report report) {
        if (documents.isEmpty() && chosen.isPresent()) {
            DocumentReader reader = new DocumentReader();
            Map<String, Document> read = new TreeMap<>();
            chosen.get()
                    .files()
                    .forEach((name, text) -> reader.read(
                                    "(built in)/" + name + ".yaml", text.getBytes(StandardCharsets.UTF_8), report)
                            .ifPresent(document -> read.put(name, document)));
            documents = Map.copyOf(read);
        }
        return documents;
    }

    /** Who may call the given workspace; nobody more where files declare it. */
    List<Subscription> starters(Configuration configuration) {
        if (configuration.given().isEmpty() || !configuration.subscriptions().isEmpty()) {
            return List.of();
        }
        return chosen.flatMap(FallbackWorkspace::subscription).stream().toList();
    }
}
