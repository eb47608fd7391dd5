package dev.lakefront.publication;

import dev.lakefront.document.Document;
import dev.lakefront.document.References;
import dev.lakefront.document.Report;
import dev.lakefront.policy.Policies;
import dev.lakefront.policy.PolicyDocument;
import dev.lakefront.policy.PolicyScope;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * The policies of the last compilation, each given again while neither its file nor what that refers to changed: then an
 * API for which no other policies hold than before is joined with the same ones, and is the same.
 *
 * <p>Holds what references resolved to, so it must never be printed. One compilation at a time.
 */
final class KnownPolicies {

    private record Known(Document file, Map<String, Optional<String>> resolved, PolicyDocument policies) {}

    private Map<PolicyScope, Known> last = Map.of();
    private Policies policies = new Policies(List.of());

    /** One compilation; references are to be resolved through it. */
    final class Compilation implements References {

        private final References references;
        private final Map<PolicyScope, Known> read = new HashMap<>();
        private Map<String, Optional<String>> resolved = new HashMap<>();

        Compilation(References references) {
            this.references = references;
        }

        @Override
        public Optional<String> resolve(String text, Document document, String pointer, Report report) {
            Optional<String> value = references.resolve(text, document, pointer, report);
            resolved.put(text, value);
            return value;
        }

        /** What was just compiled of a file, or the equal one of the last compilation. */
        void add(Document file, PolicyDocument compiled) {
            Known now = new Known(file, resolved, compiled);
            resolved = new HashMap<>();
            Known before = last.get(compiled.scope());
            // An unchanged file is the same document.
            boolean same =
                    before != null && before.file() == file && before.resolved().equals(now.resolved());
            read.put(compiled.scope(), same ? before : now);
        }

        /** All of them. */
        Policies policies() {
            if (!last.equals(read)) {
                List<PolicyDocument> documents = new ArrayList<>(read.size());
                read.values().forEach(known -> documents.add(known.policies()));
                policies = new Policies(documents);
                last = read;
            }
            return policies;
        }
    }
}
