package dev.lakefront.limit.redis;

import dev.lakefront.limit.Charge;
import dev.lakefront.limit.Limit;
import dev.lakefront.limit.LimitKey;
import dev.lakefront.limit.Window;
import dev.lakefront.redis.Replicas;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ConcurrentMap;
import java.util.concurrent.atomic.AtomicBoolean;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * What was spent of quotas while Redis was away, to be counted there when it is back. A quota is a limit whose window is
 * a calendar's or rolls: what a bucket was spent of has refilled by then.
 */
final class Arrears {

    private static final Logger LOGGER = LoggerFactory.getLogger(Arrears.class);

    /** Some 30 MB when full. */
    private static final int MOST = 100_000;

    private static final int BATCH = 50;

    private record Identity(LimitKey key, Limit limit, Instant end) {}

    private final ConcurrentMap<Identity, Long> owed = new ConcurrentHashMap<>();
    private final AtomicBoolean overflowed = new AtomicBoolean();
    private final LimitScript script;
    private final Replicas replicas;
    private final Fallbacks fallbacks;

    Arrears(LimitScript script, Replicas replicas, Fallbacks fallbacks) {
        this.script = script;
        this.replicas = replicas;
        this.fallbacks = fallbacks;
    }

    void add(List<Charge> charges) {
        Instant now = now();
        for (Charge charge : charges) {
            switch (charge.limit().window()) {
                case Window.Calendar calendar -> add(charge, calendar.next(now));
                case Window.Rolling _ -> add(charge, Instant.MAX);
                case Window.Refill _, Window.InFlight _ -> {}
            }
        }
    }

    private void add(Charge charge, Instant end) {
        Identity identity = new Identity(charge.key(), charge.limit(), end);
        if (owed.size() < MOST || owed.containsKey(identity)) {
            owed.merge(identity, charge.permits(), Long::sum);
            return;
        }
        fallbacks.lost();
        if (overflowed.compareAndSet(false, true)) {
            LOGGER.warn(
                    "More than {} quotas were spent while Redis is away; what is spent of others is not counted", MOST);
        }
    }

    /** Sends what is owed; what Redis does not confirm goes on to be owed. */
    void settle() {
        if (owed.isEmpty()) {
            return;
        }
        overflowed.set(false);
        Instant now = now();
        List<Charge> batch = new ArrayList<>();
        for (Map.Entry<Identity, Long> each : owed.entrySet()) {
            Identity identity = each.getKey();
            // What was spent of a period that is over is no matter any more.
            if (owed.remove(identity, each.getValue()) && now.isBefore(identity.end())) {
                batch.add(new Charge(identity.key(), identity.limit(), each.getValue()));
            }
            if (batch.size() == BATCH) {
                send(batch);
                batch = new ArrayList<>();
            }
        }
        if (!batch.isEmpty()) {
            send(batch);
        }
    }

    private void send(List<Charge> batch) {
        script.debit(batch).whenComplete((answer, failure) -> {
            if (failure == null) {
                fallbacks.settled(batch.size());
            } else {
                add(batch);
            }
        });
    }

    private Instant now() {
        return Instant.EPOCH.plus(replicas.micros(), ChronoUnit.MICROS);
    }

    boolean isEmpty() {
        return owed.isEmpty();
    }
}
