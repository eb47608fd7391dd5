package dev.lakefront.publication;

import java.io.IOException;
import java.nio.file.FileSystemLoopException;
import java.nio.file.FileVisitOption;
import java.nio.file.FileVisitResult;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.nio.file.SimpleFileVisitor;
import java.nio.file.attribute.BasicFileAttributes;
import java.util.Collections;
import java.util.EnumSet;
import java.util.HashMap;
import java.util.HashSet;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;

/**
 * Lists the files below a folder, less the hidden ones.
 *
 * <p>Links are followed, because Kubernetes mounts a ConfigMap as links into a hidden folder that it swaps.
 */
final class FileTree {

    private static final int MAX_DEPTH = 16;

    /**
     * What was found.
     *
     * @param files in no order
     * @param folders that may be listed, the root among them
     * @param unreadable what could not be looked at, and why
     */
    record Listing(Map<Path, FileStamp> files, Set<Path> folders, Map<Path, String> unreadable) {}

    private FileTree() {}

    /** A folder that does not exist has no files. */
    static Listing below(Path root) {
        Visitor visitor = new Visitor(root);
        try {
            if (Files.isDirectory(root)) {
                Files.walkFileTree(root, EnumSet.of(FileVisitOption.FOLLOW_LINKS), MAX_DEPTH, visitor);
            }
        } catch (IOException unreadable) {
            visitor.unreadable.put(root, reason(unreadable));
        }
        return new Listing(
                Collections.unmodifiableMap(visitor.files),
                Collections.unmodifiableSet(visitor.folders),
                Collections.unmodifiableMap(visitor.unreadable));
    }

    private static String reason(IOException failure) {
        return failure.getClass().getSimpleName();
    }

    private static final class Visitor extends SimpleFileVisitor<Path> {

        private final Map<Path, FileStamp> files = new HashMap<>();
        private final Set<Path> folders = new HashSet<>();
        private final Map<Path, String> unreadable = new TreeMap<>();
        private final Path root;

        Visitor(Path root) {
            this.root = root;
        }

        @Override
        public FileVisitResult preVisitDirectory(Path folder, BasicFileAttributes attributes) {
            if (isHidden(folder)) {
                return FileVisitResult.SKIP_SUBTREE;
            }
            folders.add(folder);
            return FileVisitResult.CONTINUE;
        }

        @Override
        public FileVisitResult visitFile(Path file, BasicFileAttributes attributes) {
            if (isHidden(file)) {
                return FileVisitResult.CONTINUE;
            }
            if (attributes.isRegularFile()) {
                files.put(file, FileStamp.of(attributes));
            } else if (attributes.isSymbolicLink()) {
                unreadable.put(file, "it is a link that leads nowhere");
            }
            return FileVisitResult.CONTINUE;
        }

        @Override
        public FileVisitResult visitFileFailed(Path file, IOException failure) {
            // A link back to its own folder shows nothing new; a file that just went is not there.
            if (!(failure instanceof FileSystemLoopException || failure instanceof NoSuchFileException)
                    && !isHidden(file)) {
                unreadable.put(file, reason(failure));
            }
            return FileVisitResult.CONTINUE;
        }

        private boolean isHidden(Path path) {
            return !path.equals(root) && String.valueOf(path.getFileName()).startsWith(".");
        }
    }
}
