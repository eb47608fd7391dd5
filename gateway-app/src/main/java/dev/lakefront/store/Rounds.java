package dev.lakefront.store;

import java.time.Duration;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Does something with the database again and again, on a virtual thread of its own.
 *
 * <p>The thread is never interrupted, not even to stop it: H2 closes its file when a thread is interrupted that reads it,
 * and then nobody in this process has a database any more.
 */
public final class Rounds {

    private static final Logger LOGGER = LoggerFactory.getLogger(Rounds.class);

    /** How long a stop waits for the round under way. */
    private static final Duration LAST_ROUND = Duration.ofSeconds(3);

    private record Running(Thread thread, CountDownLatch stopped) {}

    private final String name;
    private final Duration pause;
    private final Runnable round;
    private volatile @Nullable Running running;

    /**
     * @param pause between the end of one round and the begin of the next
     * @param round what it throws is logged, once until a round succeeds again
     */
    public Rounds(String name, Duration pause, Runnable round) {
        this.name = name;
        this.pause = pause;
        this.round = round;
    }

    /** Begins with a round. */
    public void start() {
        CountDownLatch stopped = new CountDownLatch(1);
        running = new Running(Thread.ofVirtual().name(name).start(() -> go(stopped)), stopped);
    }

    private void go(CountDownLatch stopped) {
        boolean failing = false;
        try {
            do {
                failing = !succeeds(failing);
            } while (!stopped.await(pause.toMillis(), TimeUnit.MILLISECONDS));
        } catch (InterruptedException byOthers) {
            Thread.currentThread().interrupt();
        }
    }

    private boolean succeeds(boolean failing) {
        try {
            round.run();
            return true;
        } catch (RuntimeException failure) {
            if (!failing) {
                LOGGER.atError()
                        .setCause(failure)
                        .addKeyValue("rounds", name)
                        .log("This failed and is tried again; it is not told again until it succeeds");
            }
            return false;
        }
    }

    /** After the round under way, unless that takes very long. */
    public void stop() {
        Running last = running;
        running = null;
        if (last == null) {
            return;
        }
        last.stopped().countDown();
        try {
            if (!last.thread().join(LAST_ROUND)) {
                LOGGER.atWarn().addKeyValue("rounds", name).log("Stopped without waiting for its end any longer");
            }
        } catch (InterruptedException hurried) {
            Thread.currentThread().interrupt();
        }
    }

    public boolean isRunning() {
        return running != null;
    }
}
