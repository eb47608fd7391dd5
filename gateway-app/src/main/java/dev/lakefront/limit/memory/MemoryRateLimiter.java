package dev.lakefront.limit.memory;

import dev.lakefront.limit.Charge;
import dev.lakefront.limit.Decision;
import dev.lakefront.limit.LimitState;
import dev.lakefront.limit.RateLimiter;
import dev.lakefront.limit.Window;
import java.time.Duration;
import java.util.List;
import org.jspecify.annotations.Nullable;
import reactor.core.publisher.Mono;

/**
 * Counts in this process. Never waits for I/O; a counter is locked for well under a microsecond.
 *
 * <p>Refills and rolling windows go by monotonic time, calendars by the wall clock.
 */
final class MemoryRateLimiter implements RateLimiter {

    private final Counters counters;

    MemoryRateLimiter(Counters counters) {
        this.counters = counters;
    }

    @Override
    public Mono<Decision> tryAcquire(List<Charge> charges) {
        return Mono.fromSupplier(() -> acquire(charges));
    }

    @Override
    public Mono<Void> debit(List<Charge> charges) {
        return Mono.fromRunnable(() -> charges.forEach(this::debit));
    }

    @Override
    public Mono<Void> release(List<Charge> charges) {
        return Mono.fromRunnable(() -> charges.forEach(this::release));
    }

    @Override
    public Mono<List<LimitState>> look(List<Charge> charges) {
        return Mono.fromSupplier(() -> charges.stream().map(this::look).toList());
    }

    private LimitState look(Charge charge) {
        Counter counter = counters.find(charge);
        if (counter == null) {
            return new LimitState(charge.limit(), charge.limit().capacity(), Duration.ZERO);
        }
        counter.lock.lock();
        try {
            counter.at(counters.now(), charge.limit());
            return counter.state();
        } finally {
            counter.lock.unlock();
        }
    }

    private Decision acquire(List<Charge> charges) {
        while (true) {
            Counter[] held = find(charges);
            Counter[] ordered = ordered(held);
            lock(ordered);
            try {
                if (noneRetired(held)) {
                    Decision decision = decide(charges, held);
                    if (!(decision instanceof Decision.Admitted)) {
                        counters.forgetUnused(charges, held);
                    }
                    return decision;
                }
            } finally {
                unlock(ordered);
            }
        }
    }

    private Counter[] find(List<Charge> charges) {
        Counter[] found = new Counter[charges.size()];
        for (int i = 0; i < found.length; i++) {
            found[i] = counters.of(charges.get(i));
        }
        return found;
    }

    /** By number; a handful at most, so by insertion and without a comparator. */
    private static Counter[] ordered(Counter[] held) {
        if (held.length < 2) {
            return held;
        }
        Counter[] ordered = held.clone();
        for (int i = 1; i < ordered.length; i++) {
            Counter moving = ordered[i];
            int j = i - 1;
            for (; j >= 0 && ordered[j].number >= moving.number; j--) {
                if (ordered[j].number == moving.number) {
                    throw new IllegalArgumentException("two charges of one call have the same key and limit; make them"
                            + " one with the sum of permits");
                }
                ordered[j + 1] = ordered[j];
            }
            ordered[j + 1] = moving;
        }
        return ordered;
    }

    private static void lock(Counter[] ordered) {
        for (Counter counter : ordered) {
            counter.lock.lock();
        }
    }

    private static void unlock(Counter[] ordered) {
        for (Counter counter : ordered) {
            counter.lock.unlock();
        }
    }

    private static boolean noneRetired(Counter[] held) {
        for (Counter counter : held) {
            if (counter instanceof PlacesCounter places && places.isRetired()) {
                return false;
            }
        }
        return true;
    }

    /** Under all locks. */
    private Decision decide(List<Charge> charges, Counter[] held) {
        Moment now = counters.now();
        int slowest = -1;
        long longest = 0;
        @Nullable Charge tooLarge = null;
        for (int i = 0; i < held.length; i++) {
            Charge charge = charges.get(i);
            held[i].at(now, charge.limit());
            if (charge.permits() > charge.limit().capacity()) {
                tooLarge = tooLarge == null ? charge : tooLarge;
                continue;
            }
            long wait = held[i].waitFor(charge.permits());
            if (wait > longest) {
                slowest = i;
                longest = wait;
            }
        }
        if (tooLarge != null) {
            return new Decision.TooLarge(tooLarge.limit(), tooLarge.permits(), states(held));
        }
        if (slowest >= 0) {
            return new Decision.Refused(charges.get(slowest).limit(), Duration.ofNanos(longest), states(held));
        }
        for (int i = 0; i < held.length; i++) {
            held[i].take(charges.get(i).permits());
        }
        return new Decision.Admitted(states(held));
    }

    private static List<LimitState> states(Counter[] held) {
        LimitState[] states = new LimitState[held.length];
        for (int i = 0; i < states.length; i++) {
            states[i] = held[i].state();
        }
        return List.of(states);
    }

    private void debit(Charge charge) {
        Counter counter = counters.of(charge);
        counter.lock.lock();
        try {
            counter.at(counters.now(), charge.limit());
            counter.debit(charge.permits());
        } finally {
            counter.lock.unlock();
        }
        counters.keep(charge);
    }

    private void release(Charge charge) {
        if (charge.limit().window() instanceof Window.InFlight) {
            counters.release(charge);
        }
    }

    /** For tests: how many counters are kept, after what is due was forgotten. */
    long size() {
        return counters.size();
    }
}
