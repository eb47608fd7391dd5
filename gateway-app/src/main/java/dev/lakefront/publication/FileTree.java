package dev.lakefront.publication;

import java.io.IOException;
import java.nio.file.FileSystemLoopException;
import java.nio.file.FileVisitOption;
import java.nio.file.FileVisitResult;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.nio.file.SimpleFileVisitor;
import java.nio.file.attribute.BasicFileAttributes;
import java.util.Collections;
import java.util.EnumSet;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

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
     * @param files by path, those that were written since the last whole look behind them
     * @param folders that may be listed, the root among them
     * @param unreadable what could not be looked at, and why
     */
    record Listing(Map<Path, FileStamp> files, Set<Path> folders, Map<Path, String> unreadable) {

        /** The listing after these files were written; absent where that cannot be told from them alone. */
        @Nullable
        Listing after(Set<Path> written) {
            Map<Path, FileStamp> now = new LinkedHashMap<>(files);
            for (Path file : written) {
                if (isIn(file) && !isTold(file, now)) {
                    return null;
                }
            }
            return new Listing(Collections.unmodifiableMap(now), folders, unreadable);
        }

        /** Writes down what became of a file; false for what may hide other files: a folder, a link that is swapped. */
        private boolean isTold(Path file, Map<Path, FileStamp> now) {
            if (folders.contains(file) || unreadable.containsKey(file)) {
                return false;
            }
            Optional<FileStamp> stamp = stamp(file);
            if (stamp.isEmpty()) {
                now.remove(file);
                return Files.notExists(file, LinkOption.NOFOLLOW_LINKS);
            }
            if (!isHidden(file)) {
                now.put(file, stamp.get());
            }
            return true;
        }

        private boolean isIn(Path file) {
            Path parent = file.getParent();
            return parent != null && folders.contains(parent);
        }

        private static Optional<FileStamp> stamp(Path file) {
            try {
                BasicFileAttributes attributes = Files.readAttributes(file, BasicFileAttributes.class);
                return attributes.isRegularFile() ? Optional.of(FileStamp.of(attributes)) : Optional.empty();
            } catch (IOException gone) {
                return Optional.empty();
            }
        }
    }

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
        // Sorted once here, so that whoever needs an order later finds it all but there.
        Map<Path, FileStamp> files = LinkedHashMap.newLinkedHashMap(visitor.files.size());
        visitor.files.entrySet().stream()
                .sorted(Map.Entry.comparingByKey())
                .forEach(file -> files.put(file.getKey(), file.getValue()));
        return new Listing(
                Collections.unmodifiableMap(files),
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
            if (isHiddenBelow(folder)) {
                return FileVisitResult.SKIP_SUBTREE;
            }
            folders.add(folder);
            return FileVisitResult.CONTINUE;
        }

        @Override
        public FileVisitResult visitFile(Path file, BasicFileAttributes attributes) {
            if (isHiddenBelow(file)) {
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
                    && !isHiddenBelow(file)) {
                unreadable.put(file, reason(failure));
            }
            return FileVisitResult.CONTINUE;
        }

        private boolean isHiddenBelow(Path path) {
            return !path.equals(root) && isHidden(path);
        }
    }

    private static boolean isHidden(Path path) {
        return String.valueOf(path.getFileName()).startsWith(".");
    }
}
