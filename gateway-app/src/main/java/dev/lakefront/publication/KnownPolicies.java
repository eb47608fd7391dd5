package dev.lakefront.publication;

import dev.lakefront.document.Document;
import dev.lakefront.document.References;
import dev.lakefront.document.Report;
import dev.lakefront.policy.Policies;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * The policies of the last compilation, given again while neither their files nor what these refer to changed: then an
 * API that did not change itself is joined with the same policies, and is the same.
 *
 * <p>Holds what references resolved to, so it must never be printed. One compilation at a time.
 */
final class KnownPolicies {

    /** References as they were resolved in one compilation. */
    static final class Recorded implements References {

        private final References references;
        private final Map<String, Optional<String>> resolved = new HashMap<>();

        Recorded(References references) {
            this.references = references;
        }

        @Override
        public Optional<String> resolve(String text, Document document, String pointer, Report report) {
            Optional<String> value = references.resolve(text, document, pointer, report);
            resolved.put(text, value);
            return value;
        }
    }

    private Map<String, Document> files = Map.of();
    private Map<String, Optional<String>> resolved = Map.of();
    private @Nullable Policies policies;

    /** These policies, or the equal ones of the last compilation. */
    Policies sameOr(Policies compiled, Map<String, Document> read, Recorded references) {
        Policies last = policies;
        // An unchanged file is the same document.
        if (last != null && files.equals(read) && resolved.equals(references.resolved)) {
            return last;
        }
        files = Map.copyOf(read);
        resolved = Map.copyOf(references.resolved);
        policies = compiled;
        return compiled;
    }
}
