package dev.lakefront.limit.redis;

import dev.lakefront.limit.Charge;
import dev.lakefront.limit.Limit;
import dev.lakefront.limit.OnRedisFailure;
import dev.lakefront.limit.Window;
import dev.lakefront.redis.Redis;
import dev.lakefront.redis.Replicas;
import dev.lakefront.redis.Script;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.locks.ReentrantLock;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/**
 * The places of calls in flight that this replica holds. Redis adds up those of all replicas; this class knows its own,
 * also those that were given back, or taken, while Redis was away, and tells Redis again where it may be wrong.
 *
 * <p>What is sent to Redis is sent under the lock in which it is noted here, and Redis reads it in that order: so what
 * Redis has counted after a command is what was noted here when it was sent.
 */
final class Places {

    /** How long Redis keeps the places of replicas that say nothing; each says what it holds far more often. */
    static final Duration KEPT = Duration.ofMinutes(10);

    private static final Script SCRIPT = Script.beside(Places.class, "places.lua");
    private static final String KEPT_MILLIS = Long.toString(KEPT.toMillis());

    /** Of heartbeats: once a minute all is told again, so that it is kept while a call lasts for an hour. */
    private static final int ROUNDS = 120;

    /** A command that timed out on a connection that was given up may still be read after the first telling. */
    private static final int TELLINGS = 2;

    private static final int BATCH = 100;

    private static final class Count {

        /** By callers, admitted by Redis or while it was away. */
        private long held;

        /** Asked for, and not answered yet. */
        private long asked;

        /** How often Redis was told to count what was held and asked for. */
        private int told;

        /** How many more times it is to be told. */
        private int doubts;

        /** Whether Redis may have heard of it. */
        private boolean shared;
    }

    /** One call's question about places. */
    final class Question {

        private final List<Charge> places;
        private final int[] told;

        private Question(List<Charge> places) {
            this.places = places;
            this.told = new int[places.size()];
        }
    }

    private final Redis redis;
    private final Replicas replicas;
    private final LimitScript script;
    private final ReentrantLock lock = new ReentrantLock();
    private final Map<String, Count> counts = new HashMap<>();
    private int round;

    Places(Redis redis, Replicas replicas, LimitScript script) {
        this.redis = redis;
        this.replicas = replicas;
        this.script = script;
    }

    static boolean isPlace(Charge charge) {
        return charge.limit().window() instanceof Window.InFlight;
    }

    /** Notes that places are asked for, and asks. */
    <T> Asked<T> ask(List<Charge> places, Supplier<CompletionStage<T>> asking) {
        Question question = new Question(places);
        lock.lock();
        try {
            for (int i = 0; i < question.told.length; i++) {
                Count count = count(places.get(i));
                count.asked += places.get(i).permits();
                count.shared = true;
                question.told[i] = count.told;
            }
            return new Asked<>(question, asking.get());
        } finally {
            lock.unlock();
        }
    }

    record Asked<T>(Question question, CompletionStage<T> answer) {}

    /** Redis has admitted the call. */
    void taken(Question question) {
        answered(question, true, false);
    }

    /** Redis has refused the call. */
    void refused(Question question) {
        answered(question, false, false);
    }

    /** Nobody knows whether Redis has admitted the call. */
    void unanswered(Question question) {
        answered(question, false, true);
    }

    private void answered(Question question, boolean taken, boolean doubtful) {
        lock.lock();
        try {
            for (int i = 0; i < question.told.length; i++) {
                Charge charge = question.places.get(i);
                Count count = count(charge);
                count.asked -= charge.permits();
                if (taken) {
                    count.held += charge.permits();
                } else if (doubtful) {
                    count.doubts = TELLINGS;
                } else if (question.told[i] != count.told) {
                    // Redis was told in the meantime to count these as held, and refused them before.
                    send("give-back", List.of(script.key(charge)), List.of(charge.permits()));
                }
                forget(charge, count);
            }
        } finally {
            lock.unlock();
        }
    }

    /**
     * Takes places of this replica's share, all or none.
     *
     * @return the first limit that has none left; null when they are taken
     */
    @Nullable
    Limit takeLocally(List<Charge> places) {
        lock.lock();
        try {
            for (Charge charge : places) {
                boolean enforced = charge.limit().onRedisFailure() != OnRedisFailure.OPEN;
                if (enforced && free(charge) < charge.permits()) {
                    return charge.limit();
                }
            }
            // Those that are not enforced too: they are given back one day.
            places.forEach(charge -> count(charge).held += charge.permits());
            return null;
        } finally {
            lock.unlock();
        }
    }

    /** How many places there still are in this replica's share. */
    long remainingLocally(Charge charge) {
        lock.lock();
        try {
            return Math.max(0, free(charge));
        } finally {
            lock.unlock();
        }
    }

    private long free(Charge charge) {
        Count count = counts.get(script.key(charge));
        long held = count == null ? 0 : count.held + count.asked;
        return Math.ceilDiv(charge.limit().amount(), replicas.living()) - held;
    }

    /** Gives places back, here at once and in Redis as soon as it can be told. More than are held are not given back. */
    void release(List<Charge> places) {
        lock.lock();
        try {
            for (Charge charge : places) {
                Count count = counts.get(script.key(charge));
                long permits = count == null ? 0 : Math.min(charge.permits(), count.held);
                if (count == null || permits == 0) {
                    continue;
                }
                count.held -= permits;
                if (redis.available()) {
                    send("give-back", List.of(script.key(charge)), List.of(permits));
                } else if (count.shared) {
                    count.doubts = TELLINGS;
                }
                forget(charge, count);
            }
        } finally {
            lock.unlock();
        }
    }

    /** Tells Redis where it may be wrong. */
    void tell(boolean everything) {
        lock.lock();
        try {
            round = (round + 1) % ROUNDS;
            List<String> keys = new ArrayList<>();
            List<Long> places = new ArrayList<>();
            for (Map.Entry<String, Count> each : List.copyOf(counts.entrySet())) {
                Count count = each.getValue();
                if (everything) {
                    count.doubts = TELLINGS;
                }
                if (count.doubts > 0 || round == 0) {
                    count.doubts = Math.max(0, count.doubts - 1);
                    count.told++;
                    count.shared = true;
                    keys.add(each.getKey());
                    places.add(count.held + count.asked);
                    forget(each.getKey(), count);
                }
            }
            for (int from = 0; from < keys.size(); from += BATCH) {
                int to = Math.min(from + BATCH, keys.size());
                send("hold", keys.subList(from, to), places.subList(from, to));
            }
        } finally {
            lock.unlock();
        }
    }

    private void send(String what, List<String> keys, List<Long> places) {
        List<String> arguments = new ArrayList<>(places.size() + 3);
        arguments.add(what);
        arguments.add(replicas.self());
        arguments.add(KEPT_MILLIS);
        places.forEach(each -> arguments.add(each.toString()));
        redis.run(SCRIPT, keys, arguments).whenComplete((answer, failure) -> {
            if (failure != null) {
                doubt(keys);
            }
        });
    }

    private void doubt(List<String> keys) {
        lock.lock();
        try {
            keys.forEach(key -> counts.computeIfAbsent(key, absent -> new Count()).doubts = TELLINGS);
        } finally {
            lock.unlock();
        }
    }

    private Count count(Charge charge) {
        return counts.computeIfAbsent(script.key(charge), absent -> new Count());
    }

    private void forget(Charge charge, Count count) {
        forget(script.key(charge), count);
    }

    private void forget(String key, Count count) {
        if (count.held == 0 && count.asked == 0 && count.doubts == 0) {
            counts.remove(key, count);
        }
    }

    /** For tests: the number of counters about which anything is known. */
    int size() {
        lock.lock();
        try {
            return counts.size();
        } finally {
            lock.unlock();
        }
    }
}
