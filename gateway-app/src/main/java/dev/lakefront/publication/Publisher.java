package dev.lakefront.publication;

import dev.lakefront.document.Report;
import dev.lakefront.document.ReportFormat;
import dev.lakefront.publication.Assembly.Assembled;
import java.util.Optional;
import java.util.concurrent.locks.Lock;
import java.util.concurrent.locks.ReentrantLock;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.stereotype.Component;

/**
 * Publishes the configuration joined with what the workspaces say, at the start and on every change of either.
 *
 * <p>A configuration with an error is refused whole: at the start the gateway does not start, later the last good state
 * goes on serving. Blocks; for threads of the control plane.
 */
@Component
class Publisher {

    private static final Logger LOGGER = LoggerFactory.getLogger(Publisher.class);

    private final ConfigurationSource source;
    private final Assembly assembly;
    private final Snapshots snapshots;
    private final KeptDocuments kept;
    private final ReloadStatus status;
    private final Lock reading = new ReentrantLock();
    private volatile @Nullable Configuration current;

    Publisher(
            ConfigurationSource source,
            Assembly assembly,
            Snapshots snapshots,
            KeptDocuments kept,
            ReloadStatus status) {
        this.source = source;
        this.assembly = assembly;
        this.snapshots = snapshots;
        this.kept = kept;
        this.status = status;
    }

    /**
     * Publishes for the first time.
     *
     * @throws ConfigurationRefused when there is an error
     */
    void first() {
        Report report = new Report();
        publish(source.first(report).orElseThrow(() -> new ConfigurationRefused(report)), report);
    }

    /**
     * Reads the files that changed; publishes them all, or keeps the last good state and says why. One after the other,
     * whoever asks.
     *
     * @param look what the files look like now
     */
    void reload(Look look) {
        reading.lock();
        try {
            read(look);
        } finally {
            reading.unlock();
        }
    }

    private void read(Look look) {
        Configuration before = current;
        if (before == null) {
            return;
        }
        Report report = new Report();
        try {
            Optional<Configuration> configuration = source.again(before, look, report);
            configuration.ifPresent(read -> publish(read, report));
        } catch (RuntimeException unexpected) {
            LOGGER.atError().setCause(unexpected).log("Publishing the changed configuration failed");
            report.error("LF1099", "publishing failed for a reason that has no name; the log says more");
        }
        if (report.hasErrors()) {
            status.refused(report);
            LOGGER.atError()
                    .addKeyValue("errors", report.errors())
                    .log(
                            "The changed configuration is refused; the last good one goes on serving\n{}",
                            ReportFormat.TEXT.render(report));
        }
    }

    /** Asks the workspaces what is due, and publishes when they said something new. */
    void refresh() {
        Configuration configuration = current;
        if (configuration == null) {
            return;
        }
        Assembled assembled = assembly.assemble(configuration, source.starters(configuration));
        synchronized (this) {
            // What was read in the meantime is newer than what this was made of.
            boolean outdated = configuration != current;
            if (!outdated
                    && !assembled.snapshot().id().equals(snapshots.current().id())) {
                swap(configuration, assembled);
            }
        }
    }

    private void publish(Configuration configuration, Report report) {
        Assembled assembled = assembly.assemble(configuration, source.starters(configuration));
        synchronized (this) {
            if (!isPublished(configuration, assembled)) {
                swap(configuration, assembled);
            }
            status.published(snapshots.current(), report);
        }
        if (report.warnings() > 0) {
            LOGGER.warn("The configuration has warnings\n{}", ReportFormat.TEXT.render(report));
        }
    }

    /** Whether reading the files again told nothing new. */
    private boolean isPublished(Configuration configuration, Assembled assembled) {
        return configuration.equals(current)
                && assembled.snapshot().id().equals(snapshots.current().id());
    }

    private void swap(Configuration configuration, Assembled assembled) {
        Snapshot snapshot = assembled.snapshot();
        snapshots.publish(snapshot);
        current = configuration;
        assembly.forgetOthers(configuration, snapshot);
        kept.keepSnapshot(snapshot);
        status.takenOut(assembled.takenOut());
        LOGGER.atInfo()
                .addKeyValue("snapshot", snapshot.id())
                .addKeyValue("apis", snapshot.apis().size())
                .log("Published");
    }
}
