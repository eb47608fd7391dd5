package dev.lakefront.usage.recording;

import dev.lakefront.usage.LoggedRequest;
import dev.lakefront.usage.UsageBatch;
import dev.lakefront.usage.UsageBatch.Cell;
import dev.lakefront.usage.UsageBatch.Request;
import dev.lakefront.usage.UsageProperties;
import dev.lakefront.usage.UsageRecord;
import dev.lakefront.usage.UsageStore;
import java.sql.SQLException;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.List;
import java.util.concurrent.TimeUnit;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import reactor.core.publisher.Mono;
import reactor.core.scheduler.Scheduler;
import reactor.core.scheduler.Schedulers;

/**
 * Brings calls from the queue into sums, and sums into the store, each on a thread of its own: a store that is slow or away
 * holds up neither calls nor the adding up.
 *
 * <p>What is not written stays in memory and is tried again each time. At the end of the process everything is written
 * once more.
 */
final class UsageRecording implements AutoCloseable {

    private static final Logger LOGGER = LoggerFactory.getLogger(UsageRecording.class);

    static final Duration COLLECT_EVERY = Duration.ofMillis(100);

    /** Rows of one transaction: few enough not to lock the database for long. */
    private static final int ROWS = 1000;

    private static final Duration TIDY_EVERY = Duration.ofMinutes(5);

    /** Younger than what the store still knows by the minute, so that it can be added to its hour. */
    private static final Duration MARGIN = Duration.ofHours(3);

    /** A store that does not answer must not keep the gateway from ending. */
    private static final Duration LAST_WORDS = Duration.ofSeconds(5);

    private final UsageProperties properties;
    private final CallQueue queue;
    private final UsageStore store;
    private final Dropped dropped;
    private final InstantSource clock;
    private final String replica;
    private final MinuteCells cells;
    private final WaitingRequests requests;
    private Instant tidyNext = Instant.MIN;
    private volatile boolean failing;
    private Scheduler collecting = Schedulers.immediate();
    private Scheduler writing = Schedulers.immediate();

    UsageRecording(
            UsageProperties properties,
            CallQueue queue,
            UsageStore store,
            Dropped dropped,
            InstantSource clock,
            String replica) {
        this.properties = properties;
        this.queue = queue;
        this.store = store;
        this.dropped = dropped;
        this.clock = clock;
        this.replica = replica;
        this.cells = new MinuteCells(properties.cells());
        this.requests = new WaitingRequests(properties.requests());
    }

    /** Begins to work on these two, which must each be one thread; they are disposed of at the end. */
    void start(Scheduler collecting, Scheduler writing) {
        this.collecting = collecting;
        this.writing = writing;
        long collect = COLLECT_EVERY.toMillis();
        long flush = properties.flushEvery().toMillis();
        var _ = collecting.schedulePeriodically(this::collect, collect, collect, TimeUnit.MILLISECONDS);
        var _ = writing.schedulePeriodically(this::write, flush, flush, TimeUnit.MILLISECONDS);
    }

    private synchronized void collect() {
        queue.drain(this::add);
    }

    private void add(UsageRecord usage) {
        if (!cells.add(usage)) {
            dropped.bufferFull().increment();
        }
        LoggedRequest request = LoggedRequest.of(usage);
        if (request != null && !requests.add(request)) {
            dropped.requestLog().increment();
        }
    }

    private void write() {
        Instant now = clock.instant();
        dropped.tooOld()
                .increment(
                        cells.forgetBefore(now.minus(properties.keepMinutes()).plus(MARGIN)));
        if (!writeWaiting()) {
            return;
        }
        cells.forgetWritten(now);
        if (!now.isBefore(tidyNext)) {
            tidyNext = now.plus(TIDY_EVERY);
            failing = !done("be tidied up", () -> store.tidy(replica, now));
        }
    }

    /**
     * Answers whether what waited at the beginning has arrived. What comes meanwhile is the next turn's: calls that come as
     * fast as they are written would keep this thread from ever resting, at the cost of the calls.
     */
    private boolean writeWaiting() {
        List<Cell> grown = cells.unwritten();
        List<Request> waiting = requests.waiting();
        for (int from = 0; from < Math.max(grown.size(), waiting.size()); from += ROWS) {
            UsageBatch batch = new UsageBatch(replica, rows(grown, from), rows(waiting, from));
            boolean arrived = done("be written", () -> store.write(batch));
            failing = !arrived;
            if (!arrived) {
                return false;
            }
            cells.written(batch.cells());
            requests.written(batch.requests());
        }
        return true;
    }

    private static <T> List<T> rows(List<T> all, int from) {
        return all.subList(Math.min(from, all.size()), Math.min(from + ROWS, all.size()));
    }

    /** Whatever goes wrong, the next turn tries again; only the first of several failures is worth a line. */
    private boolean done(String what, Runnable work) {
        try {
            work.run();
            return true;
        } catch (RuntimeException failure) {
            if (!failing) {
                LOGGER.atWarn()
                        .addKeyValue("reason", reason(failure))
                        .log("Usage cannot " + what + "; it waits in memory until it can");
            }
            return false;
        }
    }

    /** Messages of drivers may quote the database's address with its password; states and names of classes never do. */
    private static String reason(Throwable failure) {
        for (Throwable cause = failure; cause != null; cause = cause.getCause()) {
            if (cause instanceof SQLException sql && sql.getSQLState() != null) {
                return cause.getClass().getSimpleName() + ", SQL state " + sql.getSQLState();
            }
        }
        return failure.getClass().getSimpleName();
    }

    /** Writes what is left, for five seconds at most, and counts what is lost. To be called when no more calls come. */
    @Override
    public void close() {
        // Not interrupted: that would close the file of an H2 that is being written to.
        Mono.when(collecting.disposeGracefully(), writing.disposeGracefully())
                .timeout(LAST_WORDS)
                .onErrorComplete()
                .block();
        collect();
        Thread last = Thread.ofPlatform().daemon().name("usage-last").start(this::writeWaiting);
        try {
            var _ = last.join(LAST_WORDS);
        } catch (InterruptedException interrupted) {
            Thread.currentThread().interrupt();
        }
        long lost = cells.unwrittenCalls();
        if (lost > 0) {
            dropped.stopped().increment(lost);
            LOGGER.atWarn().addKeyValue("calls", lost).log("The usage of the last calls could not be written");
        }
    }

    /** How many sums wait or may still grow. */
    int size() {
        return cells.size() + requests.size();
    }
}
