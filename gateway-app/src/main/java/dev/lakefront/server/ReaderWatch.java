package dev.lakefront.server;

import java.time.Duration;

/** Watches whether a caller takes what is sent to it. Belongs to one connection's event loop. */
final class ReaderWatch {

    /** What a caller must take of its answer in one {@link ServerProperties#writeTimeout}, if as much is there. */
    static final long LEAST_TAKEN = 16 * 1024;

    private final long timeout;
    private long written;
    private long taken;
    private long since;
    private boolean waiting;

    ReaderWatch(Duration timeout) {
        this.timeout = timeout.toNanos();
    }

    /** So many bytes are handed to the connection. */
    void writes(int bytes) {
        written += bytes;
    }

    /**
     * What the kernel takes at once is out.
     *
     * @param pending what is left
     * @return whether the watch begins now
     */
    boolean begins(long pending) {
        if (pending == 0 || waiting) {
            return false;
        }
        mark(pending);
        waiting = true;
        return true;
    }

    boolean isWaiting() {
        return waiting;
    }

    /** Until the caller must have taken enough, in nanoseconds. */
    long left(long now) {
        return timeout - (now - since);
    }

    /** The time is over; answers whether the caller has taken too little of what there was. */
    boolean isStuck(long pending) {
        if (pending == 0) {
            waiting = false;
        } else if (written - pending - taken >= LEAST_TAKEN) {
            mark(pending);
        } else {
            return true;
        }
        return false;
    }

    private void mark(long pending) {
        since = System.nanoTime();
        taken = written - pending;
    }
}
