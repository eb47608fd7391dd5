package dev.lakefront.usage.recording;

import dev.lakefront.usage.LoggedRequest;
import dev.lakefront.usage.UsageBatch.Request;
import java.util.ArrayDeque;
import java.util.Comparator;
import java.util.Deque;
import java.util.List;
import java.util.stream.Stream;

/**
 * Requests on their way to the request log. When there are too many, the oldest give way, and those that somebody is likely
 * to look up last of all. Thread-safe.
 */
final class WaitingRequests {

    private final Deque<Request> troubles = new ArrayDeque<>();
    private final Deque<Request> others = new ArrayDeque<>();
    private final int room;
    private long numbers;

    WaitingRequests(int room) {
        this.room = room;
    }

    /** False when one of them, or this one, had to give way. */
    synchronized boolean add(LoggedRequest request) {
        boolean full = size() >= room;
        if (full) {
            if (others.isEmpty() && !request.isTrouble()) {
                return false;
            }
            (others.isEmpty() ? troubles : others).removeFirst();
        }
        (request.isTrouble() ? troubles : others).addLast(new Request(++numbers, request));
        return !full;
    }

    /** The oldest first. */
    synchronized List<Request> waiting() {
        return Stream.concat(troubles.stream(), others.stream())
                .sorted(Comparator.comparingLong(Request::number))
                .toList();
    }

    /** These have arrived, and all that are older. */
    synchronized void written(List<Request> batch) {
        if (!batch.isEmpty()) {
            long last = batch.getLast().number();
            forget(troubles, last);
            forget(others, last);
        }
    }

    private static void forget(Deque<Request> requests, long last) {
        while (!requests.isEmpty() && requests.getFirst().number() <= last) {
            requests.removeFirst();
        }
    }

    synchronized int size() {
        return troubles.size() + others.size();
    }
}
