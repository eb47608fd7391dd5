package dev.lakefront.publication;

import java.nio.file.attribute.BasicFileAttributes;
import java.time.Duration;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * What a file looks like from outside. Another stamp means that its content may be another.
 *
 * @param key the file's identity, where the file system has one
 */
record FileStamp(long size, Instant modified, @Nullable Object key) {

    /** Some file systems count whole seconds, the coarsest two. */
    static final Duration GRAIN = Duration.ofSeconds(2);

    static FileStamp of(BasicFileAttributes attributes) {
        return new FileStamp(attributes.size(), attributes.lastModifiedTime().toInstant(), attributes.fileKey());
    }

    /**
     * Whether a file that was read now, and bears the same stamp later, is sure to be the same: not when it was written
     * so shortly before that one more write could bear the same time.
     */
    boolean isSettledAt(Instant now) {
        return modified.plus(GRAIN).isBefore(now);
    }
}
