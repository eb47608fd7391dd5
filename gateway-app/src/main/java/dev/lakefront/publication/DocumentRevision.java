package dev.lakefront.publication;

import java.time.Instant;
import java.util.List;

/**
 * One version of an API's document, as it was when it was first imported.
 *
 * @param hash {@code sha256:<hex>} of the original
 * @param changes what changed since the version before, for people; empty for the first one that is known
 * @param more how many changes are not told
 */
public record DocumentRevision(String hash, Instant at, String version, List<String> changes, int more) {

    public DocumentRevision {
        changes = List.copyOf(changes);
    }
}
