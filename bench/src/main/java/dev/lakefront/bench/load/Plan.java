package dev.lakefront.bench.load;

import dev.lakefront.bench.wire.Bodies;
import java.time.Duration;
import java.util.List;
import java.util.Map;

/**
 * One load. It ends by its time, whatever happens, and calls that are then under way get a few seconds to end.
 *
 * @param paths are asked for in turn, in an order of chance
 * @param headers of every request; keys of systems among them
 * @param requestBytes of the body
 * @param connections are opened before the clock starts
 * @param rate calls a second, sent when their time has come and not when the last answer is there; 0 for a closed loop,
 *     in which every connection sends as soon as its answer is there
 */
public record Plan(
        int port,
        List<String> paths,
        Map<String, String> headers,
        int requestBytes,
        Bodies.Wish wish,
        int connections,
        double rate,
        Duration time) {

    /** How long calls under way may still take when the time is over. */
    static final Duration GRACE = Duration.ofSeconds(5);

    public Plan {
        if (requestBytes < 200) {
            throw new IllegalArgumentException("a request has at least 200 bytes");
        }
        if (time.compareTo(Duration.ofMinutes(10)) > 0) {
            throw new IllegalArgumentException("a load lasts ten minutes at most");
        }
        if (connections < 1 || connections > 2000) {
            throw new IllegalArgumentException("1 to 2000 connections");
        }
    }

    public boolean open() {
        return rate > 0;
    }

    public Plan lasting(Duration other) {
        return new Plan(port, paths, headers, requestBytes, wish, connections, rate, other);
    }

    /** The same calls in an open loop. */
    public Plan at(double callsPerSecond) {
        return new Plan(port, paths, headers, requestBytes, wish, connections, callsPerSecond, time);
    }

    /** The same calls, one as soon as the last is answered. */
    public Plan closed() {
        return at(0);
    }
}
