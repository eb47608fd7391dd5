package dev.lakefront.demo;

import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.LongAdder;

/** Counts calls by path. */
final class CallCounts {

    /** Bounds what a client can make us remember; paths that come later are not counted. */
    private static final int PATHS = 1_000;

    private final Map<String, LongAdder> counts = new ConcurrentHashMap<>();

    void count(String path) {
        if (counts.size() < PATHS || counts.containsKey(path)) {
            counts.computeIfAbsent(path, _ -> new LongAdder()).increment();
        }
    }

    long of(String path) {
        LongAdder count = counts.get(path);
        return count == null ? 0 : count.sum();
    }
}
