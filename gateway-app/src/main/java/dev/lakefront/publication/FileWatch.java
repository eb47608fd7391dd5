package dev.lakefront.publication;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.BasicFileAttributes;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Notices that a configuration file changed, by looking at names, sizes, times and identities of the files that the
 * paths lead to.
 *
 * <p>Looking beats kernel events here: Kubernetes swaps a symbolic link above the files, network file systems send no
 * events, and a few hundred files are looked at in milliseconds. A change is announced once the files have been quiet
 * for one interval, so that a half-written set is not read. Runs on a virtual thread until it is closed.
 */
final class FileWatch implements AutoCloseable {

    private static final Logger LOGGER = LoggerFactory.getLogger(FileWatch.class);

    private final List<Path> roots;
    private final Duration interval;
    private final Runnable onChange;
    private final Map<String, String> atStart;
    private volatile @Nullable Thread thread;

    /** What changes from now on will be announced, once it is started. */
    FileWatch(List<Path> roots, Duration interval, Runnable onChange) {
        this.roots = List.copyOf(roots);
        this.interval = interval;
        this.onChange = onChange;
        this.atStart = state();
    }

    void start() {
        thread = Thread.ofVirtual().name("configuration-watch").start(this::watch);
    }

    private void watch() {
        Map<String, String> announced = atStart;
        Map<String, String> before = atStart;
        while (!Thread.currentThread().isInterrupted()) {
            try {
                Thread.sleep(interval);
            } catch (InterruptedException closed) {
                return;
            }
            Map<String, String> now = state();
            if (now.equals(before) && !now.equals(announced)) {
                announced = now;
                announce();
            }
            before = now;
        }
    }

    private void announce() {
        try {
            onChange.run();
        } catch (RuntimeException failed) {
            LOGGER.atError().setCause(failed).log("Reading the changed configuration failed");
        }
    }

    private Map<String, String> state() {
        Map<String, String> state = new TreeMap<>();
        for (Path root : roots) {
            FileTree.Listing listing = FileTree.below(root);
            listing.files().forEach(file -> state.put(file.toString(), stamp(file)));
            listing.unreadable().forEach((file, reason) -> state.put(file.toString(), reason));
        }
        return state;
    }

    private static String stamp(Path file) {
        try {
            BasicFileAttributes attributes = Files.readAttributes(file, BasicFileAttributes.class);
            return attributes.size() + " " + attributes.lastModifiedTime() + " " + attributes.fileKey();
        } catch (IOException vanished) {
            return "vanished";
        }
    }

    @Override
    public void close() {
        Thread running = thread;
        if (running != null) {
            running.interrupt();
        }
    }
}
