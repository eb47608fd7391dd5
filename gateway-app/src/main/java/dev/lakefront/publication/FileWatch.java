package dev.lakefront.publication;

import java.nio.file.ClosedWatchServiceException;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.List;
import java.util.Set;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Notices that a configuration file changed, by looking at names, sizes, times and identities of the files that the paths
 * lead to.
 *
 * <p>It looks at once when the system says that something was written, at the files it names, and from time to time at
 * all: Kubernetes swaps a symbolic link above the files, network file systems send no events. Looking at all takes at most
 * a twentieth of the time, however many there are. A change is announced once the files have been quiet, so that a
 * half-written set is not read. Runs on a virtual thread until it is closed.
 */
final class FileWatch implements AutoCloseable {

    private static final Logger LOGGER = LoggerFactory.getLogger(FileWatch.class);

    /** What one look takes, times this, is the time until the next without a hint. */
    private static final int LEISURE = 20;

    /** Quiet times until the next look without a hint, for files that are looked at in no time. */
    private static final int PAUSE = 5;

    /** Looks until files that do not become quiet are read nevertheless. */
    private static final int PATIENCE = 20;

    private final List<Path> roots;
    private final Duration quiet;
    private final Consumer<Look> onChange;
    private final InstantSource clock;
    private final FileHints hints = new FileHints();
    private Look announced;
    private Duration pause;
    private Instant lookedAt = Instant.MIN;
    private @Nullable Instant doubtfulUntil;
    private volatile @Nullable Thread thread;

    /**
     * What changes from now on will be announced, once it is started.
     *
     * @param quiet how long files must have been as they are
     * @param onChange is told what the files look like now, on the watch's own thread
     */
    FileWatch(List<Path> roots, Duration quiet, Consumer<Look> onChange, InstantSource clock) {
        this.roots = List.copyOf(roots);
        this.quiet = quiet;
        this.onChange = onChange;
        this.clock = clock;
        this.pause = quiet;
        this.announced = look(Set.of());
    }

    void start() {
        thread = Thread.ofVirtual().name("configuration-watch").start(this::watch);
    }

    private void watch() {
        try {
            while (!Thread.currentThread().isInterrupted()) {
                FileHints.Said said = hints.await(pause, quiet);
                Look now = seen(said);
                if (!said.any() && isOther(now)) {
                    now = settled(now);
                }
                if (isOther(now) || isDoubtful()) {
                    announce(now);
                }
            }
        } catch (InterruptedException | ClosedWatchServiceException closed) {
            LOGGER.atDebug().log("Files are watched no more");
        }
    }

    /** Only what was named, unless that may hide more, or it is time to look at all: not everything is told. */
    private Look seen(FileHints.Said said) {
        boolean due = !clock.instant().isBefore(lookedAt.plus(pause));
        Look named = said.isAll() && !due ? announced.after(said.files()) : null;
        return named != null ? named : look(said.files());
    }

    private boolean isOther(Look now) {
        return !now.listings().equals(announced.listings()) || now.touchesAny();
    }

    /** Whether a file may have been written twice within the time that its file system takes for one moment. */
    private boolean isDoubtful() {
        return doubtfulUntil != null && clock.instant().isAfter(doubtfulUntil);
    }

    /** Looks again until nothing changes any more. */
    private Look settled(Look first) throws InterruptedException {
        Look before = first;
        for (int i = 0; i < PATIENCE; i++) {
            Thread.sleep(quiet);
            Look now = look(Set.of());
            if (now.listings().equals(before.listings())) {
                return now;
            }
            before = now;
        }
        return before;
    }

    private void announce(Look now) {
        announced = now;
        doubtfulUntil =
                now.isSettledAt(clock.instant()) ? null : clock.instant().plus(FileStamp.GRAIN);
        try {
            onChange.accept(now);
        } catch (RuntimeException failed) {
            LOGGER.atError().setCause(failed).log("Reading the changed configuration failed");
        }
    }

    private Look look(Set<Path> touched) {
        Instant begin = clock.instant();
        Look now = Look.at(roots, touched);
        now.listings().values().forEach(listing -> hints.listen(listing.folders()));
        Duration leisure = Duration.between(begin, clock.instant()).multipliedBy(LEISURE);
        Duration least = quiet.multipliedBy(PAUSE);
        pause = leisure.compareTo(least) > 0 ? leisure : least;
        lookedAt = begin;
        return now;
    }

    @Override
    public void close() {
        Thread running = thread;
        if (running != null) {
            running.interrupt();
        }
        hints.close();
    }
}
