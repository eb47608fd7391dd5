package dev.lakefront.accesslog;

import dev.lakefront.usage.UsageListener;
import dev.lakefront.usage.UsageRecord;
import io.micrometer.core.instrument.Counter;
import io.micrometer.core.instrument.MeterRegistry;
import java.io.IOException;
import java.io.OutputStream;
import java.time.Duration;
import java.util.Queue;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import reactor.util.concurrent.Queues;

/**
 * Takes ended calls into a bounded queue; one thread of its own writes them, many at a time.
 *
 * <p>A call puts its record into the queue and goes on; it neither waits nor wakes anybody, which would cost a system
 * call each. When the queue is full because the output is slow or stuck, lines are dropped and counted in
 * {@code lakefront.access.log.dropped}, and no call notices.
 */
final class AccessLog implements UsageListener, AutoCloseable {

    private static final Logger LOGGER = LoggerFactory.getLogger(AccessLog.class);

    /** Written in one go: large enough to spare system calls, small enough to keep the buffer small. */
    private static final int BATCH_BYTES = 48 * 1024;

    /** A stuck output must not keep the gateway from ending. */
    private static final Duration LAST_WORDS = Duration.ofSeconds(2);

    private final Queue<UsageRecord> queue =
            Queues.<UsageRecord>unboundedMultiproducer().get();
    private final AtomicInteger waiting = new AtomicInteger();
    private final CountDownLatch closing = new CountDownLatch(1);
    private final int room;
    private final long pauseNanos;
    private final LogLines lines;
    private final OutputStream out;
    private final Counter full;
    private final Counter failed;
    private final Thread writer;
    private boolean failing;

    AccessLog(AccessLogProperties properties, OutputStream out, MeterRegistry registry) {
        this.room = properties.queue();
        this.pauseNanos = properties.flushEvery().toNanos();
        this.lines = new LogLines(properties.clientAddress());
        this.out = out;
        this.full = dropped(registry, "queue-full");
        this.failed = dropped(registry, "write-failed");
        this.writer = Thread.ofPlatform().name("access-log").daemon().unstarted(this::run);
    }

    private static Counter dropped(MeterRegistry registry, String reason) {
        return Counter.builder("lakefront.access.log.dropped")
                .description("Lines that are not in the access log")
                .tag("reason", reason)
                .register(registry);
    }

    void start() {
        writer.start();
    }

    @Override
    public void ended(UsageRecord usage) {
        if (waiting.incrementAndGet() > room) {
            waiting.decrementAndGet();
            full.increment();
        } else {
            queue.add(usage);
        }
    }

    private void run() {
        boolean last;
        do {
            last = paused();
            boolean more = true;
            while (more) {
                more = writeBatch();
            }
        } while (!last);
    }

    /** Answers whether the end has come. */
    private boolean paused() {
        try {
            return closing.await(pauseNanos, TimeUnit.NANOSECONDS);
        } catch (InterruptedException interrupted) {
            Thread.currentThread().interrupt();
            return true;
        }
    }

    /** Answers whether there may be more to write. */
    private boolean writeBatch() {
        JsonBuffer buffer = lines.buffer();
        int count = 0;
        while (buffer.length() < BATCH_BYTES) {
            UsageRecord next = queue.poll();
            if (next == null) {
                break;
            }
            lines.append(next);
            count++;
        }
        if (count == 0) {
            return false;
        }
        write(buffer, count);
        buffer.clear();
        waiting.addAndGet(-count);
        return true;
    }

    private void write(JsonBuffer buffer, int count) {
        try {
            buffer.writeTo(out);
            out.flush();
            failing = false;
        } catch (IOException failure) {
            failed.increment(count);
            if (!failing) {
                LOGGER.atWarn()
                        .addKeyValue("reason", failure.getMessage())
                        .log("The access log cannot be written; lines are dropped until it can");
            }
            failing = true;
        }
    }

    /** Writes what waits, for two seconds at most. */
    @Override
    public void close() {
        closing.countDown();
        try {
            if (!writer.join(LAST_WORDS)) {
                LOGGER.atWarn().addKeyValue("lines", waiting.get()).log("The access log is stuck; its end is lost");
                return;
            }
            out.close();
        } catch (IOException failure) {
            LOGGER.atWarn().addKeyValue("reason", failure.getMessage()).log("The access log cannot be closed");
        } catch (InterruptedException interrupted) {
            Thread.currentThread().interrupt();
        }
    }
}
