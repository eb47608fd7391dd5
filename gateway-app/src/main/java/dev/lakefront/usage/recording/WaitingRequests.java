package dev.lakefront.usage.recording;

import dev.lakefront.usage.LoggedRequest;
import dev.lakefront.usage.UsageBatch.Request;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.List;

/** Requests on their way to the request log. When there are too many, the oldest give way. Thread-safe. */
final class WaitingRequests {

    private final Deque<Request> waiting = new ArrayDeque<>();
    private final int room;
    private long numbers;

    WaitingRequests(int room) {
        this.room = room;
    }

    /** False when an older one had to give way. */
    synchronized boolean add(LoggedRequest request) {
        boolean full = waiting.size() >= room;
        if (full) {
            waiting.removeFirst();
        }
        waiting.addLast(new Request(++numbers, request));
        return !full;
    }

    /** The oldest first. */
    synchronized List<Request> waiting() {
        return List.copyOf(waiting);
    }

    /** These have arrived. */
    synchronized void written(List<Request> batch) {
        if (batch.isEmpty()) {
            return;
        }
        long last = batch.getLast().number();
        while (!waiting.isEmpty() && waiting.getFirst().number() <= last) {
            waiting.removeFirst();
        }
    }

    synchronized int size() {
        return waiting.size();
    }
}
