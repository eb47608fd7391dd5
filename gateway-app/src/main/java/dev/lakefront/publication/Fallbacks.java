package dev.lakefront.publication;

import dev.lakefront.backend.Workspace;
import dev.lakefront.document.Report;
import dev.lakefront.subscription.Subscription;
import java.util.List;
import java.util.Optional;
import org.springframework.stereotype.Component;

/** Chooses, once, the workspace to front while no file declares one. */
@Component
class Fallbacks {

    private final List<FallbackWorkspace> candidates;
    private Optional<FallbackWorkspace> chosen = Optional.empty();
    private Optional<Workspace> workspace = Optional.empty();

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

    /** Who may call the given workspace; nobody more where files declare it. */
    List<Subscription> starters(Configuration configuration) {
        if (configuration.given().isEmpty() || !configuration.subscriptions().isEmpty()) {
            return List.of();
        }
        return chosen.flatMap(FallbackWorkspace::subscription).stream().toList();
    }
}
