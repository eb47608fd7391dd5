package dev.lakefront.limit.redis;

import com.github.benmanes.caffeine.cache.Caffeine;
import com.github.benmanes.caffeine.cache.LoadingCache;
import dev.lakefront.limit.Charge;
import dev.lakefront.limit.Decision;
import dev.lakefront.limit.Limit;
import dev.lakefront.limit.LimitKey;
import dev.lakefront.limit.LimitState;
import dev.lakefront.redis.Redis;
import dev.lakefront.redis.Replicas;
import dev.lakefront.redis.Script;
import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletionStage;
import java.util.function.LongSupplier;
import org.jspecify.annotations.Nullable;

/** Speaks with {@code limits.lua}: one round trip a call, however many limits hold for it. */
final class LimitScript {

    private static final Script SCRIPT = Script.beside(LimitScript.class, "limits.lua");
    private static final String LEASE = Long.toString(Replicas.LEASE.toNanos() / 1000);
    private static final int MOST_KNOWN = 50_000;
    private static final int ADMITTED = 1;
    private static final int TOO_LARGE = 2;

    private record Identity(LimitKey key, Limit limit) {}

    private final LoadingCache<Identity, Counter> counters = Caffeine.newBuilder()
            .maximumSize(MOST_KNOWN)
            .build(identity -> new Counter(identity.key(), identity.limit()));
    private final Redis redis;
    private final Replicas replicas;
    private final @Nullable LongSupplier clock;

    /** @param clock tells the time in microseconds, in tests; without it, Redis does */
    LimitScript(Redis redis, Replicas replicas, @Nullable LongSupplier clock) {
        this.redis = redis;
        this.replicas = replicas;
        this.clock = clock;
    }

    CompletionStage<Decision> acquire(List<Charge> charges) {
        return run("acquire", charges).thenApply(answer -> decision(charges, answer));
    }

    CompletionStage<Decision> debit(List<Charge> charges) {
        return run("debit", charges).thenApply(answer -> decision(charges, answer));
    }

    /** Takes nothing. */
    CompletionStage<List<LimitState>> look(List<Charge> charges) {
        return run("look", charges)
                .thenApply(answer -> decision(charges, answer).states());
    }

    /** The key under which Redis counts. */
    String key(Charge charge) {
        return redis.key(counter(charge).key);
    }

    /** How much of a quota was left when Redis was last asked about it; all of it when that was too long ago to matter. */
    long lastRemaining(Charge charge, Instant now) {
        return counter(charge).lastRemaining(now);
    }

    private Counter counter(Charge charge) {
        return counters.get(new Identity(charge.key(), charge.limit()));
    }

    private CompletionStage<List<Object>> run(String mode, List<Charge> charges) {
        long micros = clock == null ? replicas.micros() : clock.getAsLong();
        List<String> keys = new ArrayList<>(charges.size() + 1);
        List<String> arguments = new ArrayList<>(5 * charges.size() + 4);
        keys.add(redis.key("replicas"));
        arguments.add(mode);
        arguments.add(clock == null ? "" : Long.toString(micros));
        arguments.add(replicas.self());
        arguments.add(LEASE);
        for (Charge charge : charges) {
            Counter counter = counter(charge);
            keys.add(redis.key(counter.key));
            counter.describe(charge, micros, arguments);
        }
        return redis.run(SCRIPT, keys, arguments);
    }

    private Decision decision(List<Charge> charges, List<Object> answer) {
        List<LimitState> states = new ArrayList<>(charges.size());
        for (int i = 0; i < charges.size(); i++) {
            Charge charge = charges.get(i);
            long remaining = number(answer, 3 + 2 * i);
            states.add(new LimitState(charge.limit(), remaining, micros(answer, 4 + 2 * i)));
            if (Quotas.isQuota(charge)) {
                counter(charge).remember(remaining, Instant.EPOCH.plus(replicas.micros(), ChronoUnit.MICROS));
            }
        }
        long status = number(answer, 0);
        if (status == ADMITTED) {
            return new Decision.Admitted(states);
        }
        Charge decisive = charges.get((int) number(answer, 1) - 1);
        return status == TOO_LARGE
                ? new Decision.TooLarge(decisive.limit(), decisive.permits(), states)
                : new Decision.Refused(decisive.limit(), micros(answer, 2), states);
    }

    private static long number(List<Object> answer, int index) {
        return (Long) answer.get(index);
    }

    private static Duration micros(List<Object> answer, int index) {
        return Duration.of(number(answer, index), ChronoUnit.MICROS);
    }
}
