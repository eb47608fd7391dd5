package dev.lakefront.limit.memory;

import com.github.benmanes.caffeine.cache.Cache;
import com.github.benmanes.caffeine.cache.Caffeine;
import com.github.benmanes.caffeine.cache.Expiry;
import com.github.benmanes.caffeine.cache.RemovalCause;
import com.github.benmanes.caffeine.cache.Ticker;
import dev.lakefront.limit.Charge;
import dev.lakefront.limit.Decision;
import dev.lakefront.limit.Limit;
import dev.lakefront.limit.LimitKey;
import dev.lakefront.limit.LimitState;
import dev.lakefront.limit.RateLimiter;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicLong;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import reactor.core.publisher.Mono;

/**
 * Counts in this process. Never waits for I/O; a counter is locked for well under a microsecond.
 *
 * <p>The number of counters is bounded. A counter that was not touched for the time its limit takes to refill is full
 * again and is forgotten. When more are live than fit, the least used are forgotten early, which gives their callers a
 * full bucket; the first time is logged.
 */
final class MemoryRateLimiter implements RateLimiter {

    private static final Logger LOGGER = LoggerFactory.getLogger(MemoryRateLimiter.class);
    private static final long NANOS_PER_SECOND = 1_000_000_000L;

    private record Identity(LimitKey key, Limit limit) {}

    private record Hold(Charge charge, Counter counter) {}

    private static final Comparator<Hold> BY_NUMBER = Comparator.comparingLong(hold -> hold.counter().number);

    private final Cache<Identity, Counter> counters;
    private final Ticker ticker;
    private final AtomicLong numbers = new AtomicLong();
    private final AtomicBoolean overflowed = new AtomicBoolean();

    MemoryRateLimiter(Ticker ticker, long maxCounters) {
        this.ticker = ticker;
        this.counters = Caffeine.newBuilder()
                .ticker(ticker)
                .maximumSize(maxCounters)
                .expireAfter(Expiry.<Identity, Counter>accessing(
                        (identity, counter) -> Counter.forgottenAfter(identity.limit())))
                .evictionListener((identity, counter, cause) -> warnOnce(cause, maxCounters))
                .build();
    }

    @Override
    public Mono<Decision> tryAcquire(List<Charge> charges) {
        return Mono.fromSupplier(() -> acquire(charges));
    }

    @Override
    public Mono<Void> debit(List<Charge> charges) {
        return Mono.error(new UnsupportedOperationException("not counted in memory yet"));
    }

    @Override
    public Mono<Void> release(List<Charge> charges) {
        return Mono.error(new UnsupportedOperationException("not counted in memory yet"));
    }

    private Decision acquire(List<Charge> charges) {
        List<Hold> holds = new ArrayList<>(charges.size());
        for (Charge charge : charges) {
            holds.add(new Hold(charge, counter(charge)));
        }
        List<Hold> ordered = new ArrayList<>(holds);
        ordered.sort(BY_NUMBER);
        refuseTwins(ordered);
        ordered.forEach(hold -> hold.counter().lock.lock());
        try {
            return decide(holds);
        } finally {
            ordered.forEach(hold -> hold.counter().lock.unlock());
        }
    }

    private Counter counter(Charge charge) {
        Identity identity = new Identity(charge.key(), charge.limit());
        Counter known = counters.getIfPresent(identity);
        return known != null
                ? known
                : counters.get(identity, absent -> new Counter(numbers.incrementAndGet(), absent.limit(), ticker));
    }

    private static Decision decide(List<Hold> holds) {
        Hold slowest = null;
        long longest = 0;
        for (Hold hold : holds) {
            long wait = hold.counter().waitFor(hold.charge().permits());
            if (wait > longest) {
                slowest = hold;
                longest = wait;
            }
        }
        if (slowest != null) {
            Duration retryAfter = Duration.ofSeconds(Math.ceilDiv(longest, NANOS_PER_SECOND));
            return new Decision.Refused(slowest.charge().limit(), retryAfter, states(holds));
        }
        holds.forEach(hold -> hold.counter().take(hold.charge().permits()));
        return new Decision.Admitted(states(holds));
    }

    private static List<LimitState> states(List<Hold> holds) {
        List<LimitState> states = new ArrayList<>(holds.size());
        for (Hold hold : holds) {
            states.add(hold.counter().state());
        }
        return states;
    }

    private static void refuseTwins(List<Hold> ordered) {
        for (int i = 1; i < ordered.size(); i++) {
            if (BY_NUMBER.compare(ordered.get(i - 1), ordered.get(i)) == 0) {
                throw new IllegalArgumentException(
                        "two charges of one call have the same key and limit; make them one with the sum of permits");
            }
        }
    }

    /** For tests: how many counters are kept, after what is due was forgotten. */
    long size() {
        counters.cleanUp();
        return counters.estimatedSize();
    }

    private void warnOnce(RemovalCause cause, long maxCounters) {
        if (cause == RemovalCause.SIZE && overflowed.compareAndSet(false, true)) {
            LOGGER.warn(
                    "More than {} rate limit counters are live; the least used start over, so limits may be exceeded",
                    maxCounters);
        }
    }
}
