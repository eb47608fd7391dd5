package dev.lakefront.publication;

import java.time.Duration;
import java.time.InstantSource;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.context.SmartLifecycle;
import org.springframework.stereotype.Component;

/** Publishes before the web server starts, then keeps up with the files and the workspaces, each on a virtual thread. */
@Component
class PublicationLifecycle implements SmartLifecycle {

    private static final Logger LOGGER = LoggerFactory.getLogger(PublicationLifecycle.class);

    private final LocationProperties locations;
    private final Publisher publisher;
    private final Snapshots snapshots;
    private final InstantSource clock;
    private @Nullable FileWatch watch;
    private @Nullable Thread synchronisation;
    private volatile boolean running;

    PublicationLifecycle(LocationProperties locations, Publisher publisher, Snapshots snapshots, InstantSource clock) {
        this.clock = clock;
        this.locations = locations;
        this.publisher = publisher;
        this.snapshots = snapshots;
    }

    /** Before the web server: no call ever meets a gateway without a snapshot. */
    @Override
    public void start() {
        // Looks at the files before they are read: a change in between is announced, not lost.
        FileWatch files = new FileWatch(locations.folders(), locations.reloadDelay(), publisher::reload, clock);
        publisher.first();
        files.start();
        watch = files;
        synchronisation = Thread.ofVirtual().name("workspace-sync").start(this::synchronise);
        running = true;
    }

    private void synchronise() {
        while (!Thread.currentThread().isInterrupted()) {
            try {
                Thread.sleep(interval());
            } catch (InterruptedException stopped) {
                return;
            }
            try {
                publisher.refresh();
            } catch (RuntimeException failed) {
                LOGGER.atError().setCause(failed).log("Asking the workspaces again failed");
            }
        }
    }

    /** The shortest that anything published asks for. What is not due is not asked. */
    private Duration interval() {
        Duration retry = locations.importRetry();
        return snapshots.current().workspaces().values().stream()
                .map(workspace -> workspace.sync().every())
                .filter(every -> every.compareTo(retry) < 0)
                .min(Duration::compareTo)
                .orElse(retry);
    }

    @Override
    public void stop() {
        running = false;
        if (watch != null) {
            watch.close();
        }
        if (synchronisation != null) {
            synchronisation.interrupt();
        }
    }

    @Override
    public boolean isRunning() {
        return running;
    }

    /** Well before the web server, which starts near the end. */
    @Override
    public int getPhase() {
        return 0;
    }
}
