package dev.lakefront.publication;

import java.io.IOException;
import java.nio.file.FileSystems;
import java.nio.file.Path;
import java.nio.file.StandardWatchEventKinds;
import java.nio.file.WatchEvent;
import java.nio.file.WatchKey;
import java.nio.file.WatchService;
import java.time.Duration;
import java.util.Collection;
import java.util.HashSet;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * What the operating system says of changes in folders. It says it at once, but not everywhere and not everything: network
 * file systems say nothing, nor does a link above the folders that leads elsewhere. So these are hints of when to look.
 *
 * <p>For one thread, which blocks here; any thread may close it.
 */
final class FileHints implements AutoCloseable {

    private static final Logger LOGGER = LoggerFactory.getLogger(FileHints.class);

    /** So often the quiet time is waited for: files that are written without end are read nevertheless. */
    private static final int PATIENCE = 20;

    /**
     * What was said.
     *
     * @param any whether anything was
     * @param isAll whether each was named that was written; the system forgets some when there are too many
     * @param files those that were named
     */
    record Said(boolean any, boolean isAll, Set<Path> files) {}

    private final @Nullable WatchService events;

    FileHints() {
        this.events = service().orElse(null);
    }

    private static Optional<WatchService> service() {
        try {
            return Optional.of(FileSystems.getDefault().newWatchService());
        } catch (IOException | UnsupportedOperationException none) {
            LOGGER.atWarn()
                    .addKeyValue("reason", none.toString())
                    .log("Changes of files are looked for only from time to time: the system does not tell of them");
            return Optional.empty();
        }
    }

    /** Listens to these folders too; to one that it hears already, this does nothing. */
    void listen(Collection<Path> folders) {
        WatchService service = events;
        if (service == null) {
            return;
        }
        for (Path folder : folders) {
            try {
                folder.register(
                        service,
                        StandardWatchEventKinds.ENTRY_CREATE,
                        StandardWatchEventKinds.ENTRY_MODIFY,
                        StandardWatchEventKinds.ENTRY_DELETE);
            } catch (IOException goneOrTooMany) {
                // Looking from time to time finds what is not told.
                LOGGER.atDebug()
                        .addKeyValue("folder", folder)
                        .addKeyValue("reason", goneOrTooMany.toString())
                        .log("Not told of changes in this folder");
            }
        }
    }

    /**
     * Waits until something is said, and then until nothing more is for the quiet time.
     *
     * @param atMost how long to wait for the first word
     */
    Said await(Duration atMost, Duration quiet) throws InterruptedException {
        WatchService service = events;
        if (service == null) {
            Thread.sleep(atMost);
            return new Said(false, false, Set.of());
        }
        Set<Path> files = new HashSet<>();
        WatchKey key = service.poll(atMost.toNanos(), TimeUnit.NANOSECONDS);
        boolean any = key != null;
        long end = System.nanoTime() + quiet.toNanos() * PATIENCE;
        boolean all = any;
        while (key != null) {
            all &= take(key, files);
            key = System.nanoTime() < end ? service.poll(quiet.toNanos(), TimeUnit.NANOSECONDS) : null;
        }
        return new Said(any, all, files);
    }

    /** False when something was said that names no file, or the folder is no more. */
    private static boolean take(WatchKey key, Set<Path> files) {
        boolean all = true;
        for (WatchEvent<?> event : key.pollEvents()) {
            if (event.context() instanceof Path name && key.watchable() instanceof Path folder) {
                files.add(folder.resolve(name));
            } else {
                all = false;
            }
        }
        return key.reset() && all;
    }

    @Override
    public void close() {
        WatchService service = events;
        if (service != null) {
            try {
                service.close();
            } catch (IOException failed) {
                LOGGER.atDebug().setCause(failed).log("Listening to changes of files could not be ended");
            }
        }
    }
}
