package dev.lakefront.usage.recording;

import dev.lakefront.usage.UsageListener;
import dev.lakefront.usage.UsageRecord;
import java.util.Queue;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.Consumer;
import reactor.util.concurrent.Queues;

/**
 * Where calls leave word of themselves: all that recording usage costs a call is its place in this queue. It takes no lock,
 * does no I/O and wakes nobody. When the queue is full, the call is counted as dropped.
 *
 * <p>Requests that reached no API, such as those of pages or of strangers who try paths, are nobody's usage.
 */
final class CallQueue implements UsageListener {

    private final Queue<UsageRecord> queue =
            Queues.<UsageRecord>unboundedMultiproducer().get();
    private final AtomicInteger waiting = new AtomicInteger();
    private final int room;
    private final Dropped dropped;

    CallQueue(int room, Dropped dropped) {
        this.room = room;
        this.dropped = dropped;
    }

    @Override
    public void ended(UsageRecord usage) {
        if (usage.target().api() == null) {
            return;
        }
        if (waiting.incrementAndGet() > room) {
            waiting.decrementAndGet();
            dropped.queueFull().increment();
        } else {
            queue.add(usage);
        }
    }

    /** Hands over what waits, in order; for one thread at a time. */
    void drain(Consumer<UsageRecord> taker) {
        UsageRecord next = queue.poll();
        while (next != null) {
            waiting.decrementAndGet();
            taker.accept(next);
            next = queue.poll();
        }
    }
}
