package dev.lakefront.publication;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.AtomicMoveNotSupportedException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.attribute.PosixFilePermission;
import java.nio.file.attribute.PosixFilePermissions;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.Arrays;
import java.util.HexFormat;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Keeps named byte contents in a folder so that a restart finds them: written whole or not at all, and read only when
 * their checksum holds.
 *
 * <p>Only the owner of the process may read the files, where the file system knows owners. Blocking; for the control
 * plane. A content that cannot be written is logged and does not fail the caller, which
 * still has it in memory.
 */
final class DocumentStore {

    private static final Logger LOGGER = LoggerFactory.getLogger(DocumentStore.class);
    private static final int HASH_LENGTH = 64;

    private static final Set<PosixFilePermission> OWNER_ONLY = PosixFilePermissions.fromString("rwx------");

    private final Path folder;
    private final Set<String> damaged = ConcurrentHashMap.newKeySet();

    DocumentStore(Path folder) {
        this.folder = folder;
    }

    /** The first line is the SHA-256 of everything after it. */
    void write(String name, byte[] content) {
        Path file = folder.resolve(name);
        try {
            Path parent = Objects.requireNonNull(file.toAbsolutePath().getParent(), "a file is in a folder");
            createFolder(parent);
            // A temporary file is its owner's from the start.
            Path draft = Files.createTempFile(parent, ".draft-", ".tmp");
            try {
                byte[] head = (sha256(content) + "\n").getBytes(StandardCharsets.US_ASCII);
                byte[] whole = Arrays.copyOf(head, head.length + content.length);
                System.arraycopy(content, 0, whole, head.length, content.length);
                Files.write(draft, whole);
                move(draft, file);
                damaged.remove(name);
            } finally {
                Files.deleteIfExists(draft);
            }
        } catch (IOException unwritable) {
            LOGGER.atWarn()
                    .addKeyValue("file", file)
                    .addKeyValue("reason", unwritable.toString())
                    .log("Cannot keep this for the next start");
        }
    }

    /** Empty when it was never written, cannot be read, or was damaged; the last two are logged. */
    Optional<byte[]> read(String name) {
        Path file = folder.resolve(name);
        try {
            byte[] whole = Files.readAllBytes(file);
            if (whole.length > HASH_LENGTH) {
                byte[] content = Arrays.copyOfRange(whole, HASH_LENGTH + 1, whole.length);
                String written = new String(whole, 0, HASH_LENGTH, StandardCharsets.US_ASCII);
                if (written.equals(sha256(content))) {
                    return Optional.of(content);
                }
            }
            if (damaged.add(name)) {
                LOGGER.atWarn().addKeyValue("file", file).log("A kept file is damaged and is ignored");
            }
            return Optional.empty();
        } catch (NoSuchFileException never) {
            return Optional.empty();
        } catch (IOException unreadable) {
            LOGGER.atWarn()
                    .addKeyValue("file", file)
                    .addKeyValue("reason", unreadable.toString())
                    .log("A kept file cannot be read and is ignored");
            return Optional.empty();
        }
    }

    /** What was found damaged and was not written since. */
    Set<String> damaged() {
        return Set.copyOf(damaged);
    }

    private static void createFolder(Path folder) throws IOException {
        if (Files.isDirectory(folder)) {
            return;
        }
        if (folder.getFileSystem().supportedFileAttributeViews().contains("posix")) {
            Files.createDirectories(folder, PosixFilePermissions.asFileAttribute(OWNER_ONLY));
        } else {
            Files.createDirectories(folder);
        }
    }

    private static void move(Path draft, Path file) throws IOException {
        try {
            Files.move(draft, file, StandardCopyOption.ATOMIC_MOVE, StandardCopyOption.REPLACE_EXISTING);
        } catch (AtomicMoveNotSupportedException notHere) {
            Files.move(draft, file, StandardCopyOption.REPLACE_EXISTING);
        }
    }

    static String sha256(byte[] content) {
        try {
            return HexFormat.of().formatHex(MessageDigest.getInstance("SHA-256").digest(content));
        } catch (NoSuchAlgorithmException impossible) {
            throw new IllegalStateException("every Java platform has SHA-256", impossible);
        }
    }
}
