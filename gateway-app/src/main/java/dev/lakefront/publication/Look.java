package dev.lakefront.publication;

import java.nio.file.Path;
import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * What a look at the folders of a configuration showed: the files and their stamps, none of them read yet.
 *
 * @param listings by the folder below which the files are
 * @param touched files that somebody says were written, whatever their stamps say
 */
record Look(Map<Path, FileTree.Listing> listings, Set<Path> touched) {

    static Look at(Iterable<Path> roots) {
        return at(roots, Set.of());
    }

    static Look at(Iterable<Path> roots, Set<Path> touched) {
        Map<Path, FileTree.Listing> listings = new LinkedHashMap<>();
        roots.forEach(root -> listings.put(root, FileTree.below(root)));
        return new Look(listings, touched);
    }

    /**
     * What is there after these files were written, seen by looking at them alone; absent where one of them may be more than
     * a file.
     */
    @Nullable
    Look after(Set<Path> written) {
        Map<Path, FileTree.Listing> after = new LinkedHashMap<>();
        for (Map.Entry<Path, FileTree.Listing> listing : listings.entrySet()) {
            FileTree.Listing now = listing.getValue().after(written);
            if (now == null) {
                return null;
            }
            after.put(listing.getKey(), now);
        }
        return new Look(after, written);
    }

    /** What is below one of the folders. */
    FileTree.Listing below(Path root) {
        FileTree.Listing listing = listings.get(root);
        return listing == null ? FileTree.below(root) : listing;
    }

    /** Absent for a file that is in none of the folders. */
    @Nullable
    FileStamp stamp(Path file) {
        for (FileTree.Listing listing : listings.values()) {
            FileStamp stamp = listing.files().get(file);
            if (stamp != null) {
                return stamp;
            }
        }
        return null;
    }

    /** Whether all files were last written so long ago that another write would bear another time. */
    boolean isSettledAt(Instant now) {
        return listings.values().stream()
                .flatMap(listing -> listing.files().values().stream())
                .allMatch(stamp -> stamp.isSettledAt(now));
    }

    /** Whether any of the files was touched; what else lies in the folders is nobody's concern. */
    boolean touchesAny() {
        return touched.stream().anyMatch(file -> stamp(file) != null);
    }

    boolean isTouched(Path file) {
        return touched.contains(file);
    }
}
