package dev.lakefront.publication;

import java.time.Duration;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;

/** The moment until which several answers are waited for together. */
record Deadline(Duration whole, long nanos) {

    static Deadline in(Duration whole) {
        return new Deadline(whole, System.nanoTime() + whole.toNanos());
    }

    /** The result, when it is there in time; what is late is cancelled. */
    <T> T await(Future<T> future) throws ExecutionException, InterruptedException, TimeoutException {
        try {
            return future.get(Math.max(0, nanos - System.nanoTime()), TimeUnit.NANOSECONDS);
        } catch (TimeoutException late) {
            future.cancel(true);
            throw late;
        }
    }
}
