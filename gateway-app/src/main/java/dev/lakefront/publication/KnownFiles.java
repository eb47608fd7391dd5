package dev.lakefront.publication;

import dev.lakefront.document.Document;
import dev.lakefront.document.DocumentReader;
import dev.lakefront.document.Report;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.time.InstantSource;
import java.util.HashMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * The configuration files as they were last read, so that only those are read again that changed since.
 *
 * <p>A file is taken for unchanged when its stamp is, and its stamp was settled when it was read; any other is read
 * again, and understood again when its bytes are others. A file that could not be understood is not remembered: its
 * errors are found anew. One reading at a time; within it, many threads.
 */
final class KnownFiles {

    /**
     * One file as it was read.
     *
     * @param settled whether the stamp alone tells that nothing changed
     * @param hash of its bytes
     */
    record Known(FileStamp stamp, boolean settled, String hash, Document document) {}

    /** What a look at one file came to: its bytes' hash, and the document unless the report says why there is none. */
    record Read(String hash, @Nullable Known known, Report report) {}

    private final DocumentReader reader = new DocumentReader();
    private final InstantSource clock;
    private volatile Map<Path, Known> last = Map.of();

    KnownFiles(InstantSource clock) {
        this.clock = clock;
    }

    /**
     * Reads one file, unless it is known.
     *
     * @param touched whether somebody says that it changed, whatever its stamp says
     * @throws IOException when it cannot be read
     */
    Read read(Path file, String shown, FileStamp stamp, boolean touched) throws IOException {
        Report report = new Report();
        Known before = last.get(file);
        if (before != null && before.settled() && !touched && before.stamp().equals(stamp)) {
            report.read(shown);
            return new Read(before.hash(), before, report);
        }
        Instant now = clock.instant();
        byte[] bytes = bytes(file);
        String hash = DocumentStore.sha256(bytes);
        if (before != null && before.hash().equals(hash)) {
            report.read(shown);
            return new Read(hash, new Known(stamp, stamp.isSettledAt(now), hash, before.document()), report);
        }
        Known known = reader.read(shown, bytes, report)
                .map(document -> new Known(stamp, stamp.isSettledAt(now), hash, document))
                .orElse(null);
        return new Read(hash, known, report);
    }

    /** Remembers what was read, and forgets every other file. */
    void remember(Map<Path, Known> read) {
        last = new HashMap<>(read);
    }

    /** One byte above the bound is enough for the reader to refuse it. */
    private static byte[] bytes(Path file) throws IOException {
        try (InputStream stream = Files.newInputStream(file)) {
            return stream.readNBytes(DocumentReader.MAX_BYTES + 1);
        }
    }
}
