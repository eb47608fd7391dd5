package dev.lakefront.redis;

import java.time.Duration;
import java.util.List;
import java.util.concurrent.CancellationException;
import java.util.concurrent.CompletionException;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.context.SmartLifecycle;

/**
 * Keeps this replica known to the others, and the connection alive: connects, finds out when Redis answers again, and
 * gives up a connection over which nothing comes back. On a virtual thread of its own, twice a second.
 */
final class Heartbeat implements SmartLifecycle {

    private static final Logger LOGGER = LoggerFactory.getLogger(Heartbeat.class);
    private static final Script SCRIPT = Script.beside(Heartbeat.class, "heartbeat.lua");

    static final Duration INTERVAL = Duration.ofMillis(500);

    /** Four seconds between two attempts to connect, so that Redis is found again well within ten. */
    private static final int MOST_DOUBLINGS = 3;

    /** After so many heartbeats without an answer the connection is taken for dead. */
    private static final int PATIENCE = 4;

    private final Redis redis;
    private final Replicas replicas;
    private final List<RedisListener> listeners;
    private final String lease = Long.toString(Replicas.LEASE.toNanos() / 1000);
    private @Nullable Thread thread;
    private boolean wasAvailable;
    private boolean saidSo;
    private boolean anew;
    private int missed;

    Heartbeat(Redis redis, Replicas replicas, List<RedisListener> listeners) {
        this.redis = redis;
        this.replicas = replicas;
        this.listeners = List.copyOf(listeners);
    }

    /** Waits for the first answer, as long as a connection may take: then the first call is counted where all are. */
    @Override
    public synchronized void start() {
        beat();
        thread = Thread.ofVirtual().name("redis-heartbeat").start(this::run);
    }

    private void run() {
        while (!Thread.currentThread().isInterrupted()) {
            try {
                Thread.sleep(pause());
            } catch (InterruptedException stopped) {
                return;
            }
            beat();
        }
    }

    /** Longer each time there is no connection; not where there is one, because that costs nothing. */
    private Duration pause() {
        return redis.connected() ? INTERVAL : INTERVAL.multipliedBy(1L << Math.min(missed, MOST_DOUBLINGS));
    }

    private void beat() {
        if (Thread.currentThread().isInterrupted()) {
            return;
        }
        if (wasAvailable && !redis.available()) {
            // Said now: what follows may mend it.
            compare(redis.connected() ? "" : "the connection was closed");
        }
        try {
            if (!redis.connected()) {
                redis.connect();
            }
            List<Object> answer = redis.probe(SCRIPT, List.of(redis.key("replicas")), List.of(replicas.self(), lease))
                    .toCompletableFuture()
                    .join();
            replicas.heard(number(answer, 2).intValue(), number(answer, 0));
            missed = 0;
            redis.introduced();
            compare("");
            if (wasAvailable) {
                tell(number(answer, 1) == 0);
            }
        } catch (CompletionException | CancellationException failed) {
            failed(failed.getCause() == null ? failed : failed.getCause());
        } catch (RuntimeException failed) {
            failed(failed);
        }
    }

    private static Long number(List<Object> answer, int index) {
        return (Long) answer.get(index);
    }

    private void failed(Throwable failure) {
        missed++;
        if (missed >= PATIENCE) {
            redis.drop();
        }
        compare(failure instanceof RedisUnavailable ? "" : String.valueOf(failure.getMessage()));
    }

    /** Says once when Redis has gone, and once when it is back. */
    private void compare(String failure) {
        if (Thread.currentThread().isInterrupted()) {
            // The gateway ends; its connection may have been closed first.
            return;
        }
        boolean available = redis.available();
        if (available && !wasAvailable) {
            anew = true;
            LOGGER.info("Limits are shared through Redis by {} replicas", replicas.living());
        } else if (!available && (wasAvailable || !saidSo)) {
            saidSo = true;
            LOGGER.warn(
                    "Redis does not answer ({}); each of {} replicas enforces its share of the limits",
                    failure.isEmpty() ? redis.lastFailure() : failure,
                    replicas.living());
        }
        wasAvailable = available;
    }

    private void tell(boolean forgotten) {
        boolean told = anew || forgotten;
        anew = false;
        for (RedisListener listener : listeners) {
            try {
                listener.answers(told);
            } catch (RuntimeException failed) {
                LOGGER.atError().setCause(failed).log("What replicas share could not be brought up to date");
            }
        }
    }

    @Override
    public synchronized void stop() {
        if (thread != null) {
            thread.interrupt();
            thread = null;
        }
    }

    @Override
    public synchronized boolean isRunning() {
        return thread != null;
    }

    /** Before the web server, and so stopped after it: calls that end are still counted. */
    @Override
    public int getPhase() {
        return 0;
    }
}
