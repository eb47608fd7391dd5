package dev.lakefront.publication;

import dev.lakefront.document.Document;
import dev.lakefront.document.DocumentReader;
import dev.lakefront.document.Report;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.InstantSource;
import java.util.Collection;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
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
    record Known(Placed placed, boolean settled, String hash, Document document) {}

    /**
     * A file whose place has a meaning.
     *
     * @param name of that place, for example {@code apis/churn}
     * @param shown its path as people see it
     */
    record Placed(Path file, FileStamp stamp, String name, String shown) {}

    /** What reading a file came to: its bytes' hash, and the document unless the report says why there is none. */
    record Read(String hash, @Nullable Known known, Report report) {}

    private final DocumentReader reader = new DocumentReader();
    private final InstantSource clock;
    private final Map<Path, Known> last = new ConcurrentHashMap<>();

    KnownFiles(InstantSource clock) {
        this.clock = clock;
    }

    /** The file as it was read last, when it cannot have changed since. */
    @Nullable
    Known unchanged(Path file, FileStamp stamp, boolean touched) {
        Known before = last.get(file);
        boolean same = before != null
                && !touched
                && before.settled()
                && before.placed().stamp().equals(stamp);
        return same ? before : null;
    }

    /**
     * Reads one file. For many threads.
     *
     * @throws IOException when it cannot be read
     */
    Read read(Placed placed) throws IOException {
        Report report = new Report();
        boolean settled = placed.stamp().isSettledAt(clock.instant());
        byte[] bytes = bytes(placed.file());
        String hash = DocumentStore.sha256(bytes);
        Known before = last.get(placed.file());
        if (before != null && before.hash().equals(hash)) {
            report.read(placed.shown());
            return new Read(hash, new Known(placed, settled, hash, before.document()), report);
        }
        Known known = reader.read(placed.shown(), bytes, report)
                .map(document -> new Known(placed, settled, hash, document))
                .orElse(null);
        return new Read(hash, known, report);
    }

    /** Remembers what was understood of a file; nothing, when it could not be. */
    void remember(Path file, @Nullable Known known) {
        if (known == null) {
            last.remove(file);
        } else {
            last.put(file, known);
        }
    }

    /** Forgets every other file. */
    void retain(Collection<Path> files) {
        if (last.size() > files.size()) {
            last.keySet().retainAll(Set.copyOf(files));
        }
    }

    /** One byte above the bound is enough for the reader to refuse it. */
    private static byte[] bytes(Path file) throws IOException {
        try (InputStream stream = Files.newInputStream(file)) {
            return stream.readNBytes(DocumentReader.MAX_BYTES + 1);
        }
    }
}
