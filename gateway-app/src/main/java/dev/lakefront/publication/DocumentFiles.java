package dev.lakefront.publication;

import dev.lakefront.backend.BackendCallFailed;
import java.nio.file.Path;
import java.time.Instant;
import java.time.InstantSource;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import org.jspecify.annotations.Nullable;

/** The OpenAPI documents beside the files of their APIs, each read again only when it changed. Thread-safe. */
final class DocumentFiles {

    private record Known(Path file, FileStamp stamp, boolean settled, String hash) {}

    /**
     * A document as it is now.
     *
     * @param hash {@code sha256:<hex>} of its bytes
     * @param content its bytes
     */
    record Found(String hash, byte[] content) {}

    private final InstantSource clock;
    private final Map<String, Known> known = new ConcurrentHashMap<>();

    DocumentFiles(InstantSource clock) {
        this.clock = clock;
    }

    /** Whether a document is known, without reading it, to be the one with this hash. */
    boolean isUnchanged(String name, @Nullable String hash, Look look) {
        Known before = known.get(name);
        return before != null
                && before.settled()
                && before.hash().equals(hash)
                && before.stamp().equals(look.stamp(before.file()))
                && !look.isTouched(before.file());
    }

    /**
     * Reads a document.
     *
     * @throws BackendCallFailed with the reason, in words for the API's owner
     */
    Found read(Path configDir, String name, Look look) {
        Path file = configDir.resolve("apis").resolve(name).normalize();
        FileStamp stamp = look.stamp(file);
        Instant now = clock.instant();
        byte[] content = DocumentFile.read(configDir, name);
        String hash = "sha256:" + DocumentStore.sha256(content);
        if (stamp != null) {
            known.put(name, new Known(file, stamp, stamp.isSettledAt(now), hash));
        }
        return new Found(hash, content);
    }

    /**
     * Forgets the files that a look did not see.
     *
     * @param used how many documents are used; with no more than these there is nothing to forget
     */
    void retain(Look look, int used) {
        if (known.size() > used) {
            known.values().removeIf(file -> look.stamp(file.file()) == null);
        }
    }
}
