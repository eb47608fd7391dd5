package dev.lakefront.limit.memory;

import com.github.benmanes.caffeine.cache.Cache;
import com.github.benmanes.caffeine.cache.Caffeine;
import com.github.benmanes.caffeine.cache.Expiry;
import com.github.benmanes.caffeine.cache.RemovalCause;
import com.github.benmanes.caffeine.cache.Ticker;
import dev.lakefront.limit.Charge;
import dev.lakefront.limit.Limit;
import dev.lakefront.limit.LimitKey;
import dev.lakefront.limit.Window;
import java.time.Duration;
import java.time.InstantSource;
import java.util.List;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ConcurrentMap;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicLong;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * All counters, by key and limit.
 *
 * <p>Their number is bounded. A counter that was not touched for the time its limit takes to refill is full again and is
 * forgotten. When more are live than fit, the least used are forgotten early, which gives their callers a full limit; the
 * first time is logged. Counters of calls in flight are kept apart, because forgetting one would lose places: there are
 * never more of them than calls.
 */
final class Counters {

    private static final Logger LOGGER = LoggerFactory.getLogger(Counters.class);

    private record Identity(LimitKey key, Limit limit) {

        @Override
        public int hashCode() {
            return 31 * limit.hashCode() + key.value().hashCode();
        }
    }

    private final Cache<Identity, Counter> inTime;
    private final ConcurrentMap<Identity, PlacesCounter> places = new ConcurrentHashMap<>();
    private final Ticker ticker;
    private final long began;
    private final InstantSource clock;
    private final AtomicLong numbers = new AtomicLong();
    private final AtomicBoolean overflowed = new AtomicBoolean();

    /**
     * @param ticker may begin anywhere and wrap, as {@code System.nanoTime} may
     * @param clock for days, weeks and months
     */
    Counters(Ticker ticker, InstantSource clock, long max) {
        this.ticker = ticker;
        this.began = ticker.read();
        this.clock = clock;
        this.inTime = Caffeine.newBuilder()
                .ticker(ticker)
                .maximumSize(max)
                .expireAfter(Expiry.<Identity, Counter>accessing(
                        (identity, counter) -> Duration.ofNanos(counter.forgottenAfter())))
                .evictionListener((identity, counter, cause) -> warnOnce(cause, max))
                .build();
    }

    private static Identity identity(Charge charge) {
        return new Identity(charge.key(), charge.limit().counted());
    }

    Moment now() {
        return new Moment(ticker.read() - began, clock.millis());
    }

    Counter of(Charge charge) {
        Identity identity = identity(charge);
        if (charge.limit().window() instanceof Window.InFlight) {
            PlacesCounter known = places.get(identity);
            return known != null
                    ? known
                    : places.computeIfAbsent(
                            identity, absent -> new PlacesCounter(numbers.incrementAndGet(), absent.limit()));
        }
        Counter known = inTime.getIfPresent(identity);
        return known != null ? known : inTime.get(identity, absent -> create(absent.limit()));
    }

    /** The counter that there is, for a look that must not make one; null while nothing was spent. */
    @Nullable
    Counter find(Charge charge) {
        Identity identity = identity(charge);
        return charge.limit().window() instanceof Window.InFlight
                ? places.get(identity)
                : inTime.policy().getIfPresentQuietly(identity);
    }

    private Counter create(Limit limit) {
        Moment now = now();
        long number = numbers.incrementAndGet();
        return switch (limit.window()) {
            case Window.Refill refill -> new RefillCounter(number, limit, refill, now);
            case Window.Calendar calendar -> new CalendarCounter(number, limit, calendar, now);
            case Window.Rolling rolling -> new RollingCounter(number, limit, rolling, now);
            case Window.InFlight _ -> throw new IllegalArgumentException("places are kept apart");
        };
    }

    /** Gives back places, and forgets their counter with the last one. */
    void release(Charge charge) {
        Identity identity = identity(charge);
        PlacesCounter counter = places.get(identity);
        if (counter == null) {
            return;
        }
        counter.lock.lock();
        try {
            counter.release(charge.permits());
            if (counter.isUnused()) {
                counter.retire();
                places.remove(identity, counter);
            }
        } finally {
            counter.lock.unlock();
        }
    }

    /** Forgets the counters of places that a refused call has made and taken none of. Under their locks. */
    void forgetUnused(List<Charge> charges, Counter[] held) {
        for (int i = 0; i < held.length; i++) {
            if (held[i] instanceof PlacesCounter counter && counter.isUnused()) {
                counter.retire();
                places.remove(identity(charges.get(i)), counter);
            }
        }
    }

    /** Makes a counter be kept for as long as it needs by now: one that was overdrawn needs longer to recover. */
    void keep(Charge charge) {
        var _ = inTime.getIfPresent(identity(charge));
    }

    /** After what is due was forgotten. */
    long size() {
        inTime.cleanUp();
        return inTime.estimatedSize() + places.size();
    }

    private void warnOnce(RemovalCause cause, long max) {
        if (cause == RemovalCause.SIZE && overflowed.compareAndSet(false, true)) {
            LOGGER.warn(
                    "More than {} rate limit counters are live; the least used start over, so limits may be exceeded",
                    max);
        }
    }
}
