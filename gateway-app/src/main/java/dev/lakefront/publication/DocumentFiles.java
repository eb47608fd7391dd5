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

    private record Known(FileStamp stamp, boolean settled, String hash) {}

    /**
     * A document as it is now.
     *
     * @param hash {@code sha256:<hex>} of its bytes
     * @param content its bytes; absent when it is known that they are those of the last time
     */
    record Found(String hash, byte @Nullable [] content) {}

    private final InstantSource clock;
    private final Map<Path, Known> known = new ConcurrentHashMap<>();

    DocumentFiles(InstantSource clock) {
        this.clock = clock;
    }

    /**
     * Finds a document.
     *
     * @throws BackendCallFailed with the reason, in words for the API's owner
     */
    Found find(Path configDir, String name, Look look) {
        Path file = configDir.resolve("apis").resolve(name).normalize();
        FileStamp stamp = look.stamp(file);
        Known before = known.get(file);
        boolean unchanged = before != null
                && before.settled()
                && before.stamp().equals(stamp)
                && !look.isTouched(file);
        if (unchanged) {
            return new Found(before.hash(), null);
        }
        Instant now = clock.instant();
        byte[] content = DocumentFile.read(configDir, name);
        String hash = "sha256:" + DocumentStore.sha256(content);
        if (stamp != null) {
            known.put(file, new Known(stamp, stamp.isSettledAt(now), hash));
        }
        return new Found(hash, content);
    }

    /** Forgets the files that a look did not see. */
    void retain(Look look) {
        known.keySet().removeIf(file -> look.stamp(file) == null);
    }
}
