package dev.lakefront.portal.catalog;

import dev.lakefront.portal.api.Age;
import dev.lakefront.publication.DocumentRevision;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.List;

/**
 * One version of an API's document, for people.
 *
 * @param hash the beginning of it, as long as people compare
 * @param first whether it is the oldest that is known
 */
record RevisionView(
        String hash, String day, String age, String version, List<String> changes, int more, boolean first) {

    private static final int LENGTH = "sha256:".length() + 12;

    /** The newest first, as they came. */
    static List<RevisionView> of(List<DocumentRevision> revisions, Instant now) {
        List<RevisionView> views = new ArrayList<>();
        for (int i = 0; i < revisions.size(); i++) {
            DocumentRevision revision = revisions.get(i);
            String hash = revision.hash();
            views.add(new RevisionView(
                    hash.substring(0, Math.min(LENGTH, hash.length())),
                    LocalDate.ofInstant(revision.at(), ZoneOffset.UTC).toString(),
                    Age.words(revision.at(), now),
                    revision.version(),
                    revision.changes(),
                    revision.more(),
                    i == revisions.size() - 1));
        }
        return views;
    }
}
