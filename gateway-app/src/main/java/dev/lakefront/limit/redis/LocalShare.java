package dev.lakefront.limit.redis;

import dev.lakefront.limit.Charge;
import dev.lakefront.limit.Decision;
import dev.lakefront.limit.Limit;
import dev.lakefront.limit.LimitState;
import dev.lakefront.limit.OnRedisFailure;
import dev.lakefront.limit.RateLimiter;
import dev.lakefront.limit.Window;
import dev.lakefront.redis.Replicas;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Predicate;
import reactor.core.publisher.Mono;

/**
 * Decides while Redis is away, as each limit says: by this replica's share, without counting, or not at all. The share
 * is the limit divided by the replicas that were last seen, rounded up; what a caller sees is the limit itself.
 */
final class LocalShare {

    /** Redis is tried twice a second, so that is how long a caller waits who may do nothing without it. */
    private static final Duration RETRY_AFTER = Duration.ofSeconds(1);

    private final RateLimiter memory;
    private final Places places;
    private final Replicas replicas;
    private final Arrears arrears;
    private final Fallbacks fallbacks;

    LocalShare(RateLimiter memory, Places places, Replicas replicas, Arrears arrears, Fallbacks fallbacks) {
        this.memory = memory;
        this.places = places;
        this.replicas = replicas;
        this.arrears = arrears;
        this.fallbacks = fallbacks;
    }

    /** Not lazy: decides when it is called. */
    Mono<Decision> tryAcquire(List<Charge> charges) {
        charges.forEach(fallbacks::decided);
        for (Charge charge : charges) {
            Limit limit = charge.limit();
            if (charge.permits() > limit.capacity()) {
                return Mono.just(new Decision.TooLarge(limit, charge.permits(), untouched(charges)));
            }
        }
        for (Charge charge : charges) {
            if (charge.limit().onRedisFailure() == OnRedisFailure.CLOSED) {
                return Mono.just(new Decision.Refused(charge.limit(), RETRY_AFTER, untouched(charges)));
            }
        }
        List<Charge> taking = charges.stream().filter(Places::isPlace).toList();
        Limit full = places.takeLocally(taking);
        if (full != null) {
            return Mono.just(new Decision.Refused(full, Window.InFlight.RETRY_AFTER, untouched(charges)));
        }
        return memory.tryAcquire(shares(charges)).map(decision -> decided(charges, taking, decision));
    }

    Mono<Void> debit(List<Charge> charges) {
        charges.forEach(fallbacks::decided);
        arrears.add(charges);
        return memory.debit(charges.stream().filter(LocalShare::isCounted).map(this::debitShare).toList());
    }

    /** What was spent is spent, however small the share: nothing is cut off. */
    private Charge debitShare(Charge charge) {
        return new Charge(charge.key(), share(charge.limit()), charge.permits());
    }

    private Decision decided(List<Charge> charges, List<Charge> taken, Decision decision) {
        List<LimitState> states = restored(charges, decision.states());
        return switch (decision) {
            case Decision.Admitted _ -> {
                arrears.add(charges);
                yield new Decision.Admitted(states);
            }
            case Decision.Refused refused -> {
                places.release(taken);
                yield new Decision.Refused(original(charges, refused.limit()), refused.retryAfter(), states);
            }
            case Decision.TooLarge tooLarge -> {
                places.release(taken);
                yield new Decision.TooLarge(original(charges, tooLarge.limit()), tooLarge.permits(), states);
            }
        };
    }

    /** Whether memory counts it: {@link Places} counts those in flight. */
    private static boolean isCounted(Charge charge) {
        return charge.limit().onRedisFailure() == OnRedisFailure.LOCAL && !Places.isPlace(charge);
    }

    private List<Charge> shares(List<Charge> charges) {
        List<Charge> shares = new ArrayList<>(charges.size());
        for (Charge charge : charges) {
            if (isCounted(charge)) {
                Limit share = share(charge.limit());
                // A call that is larger than the share, but not than the limit, takes the whole share.
                shares.add(new Charge(charge.key(), share, Math.min(charge.permits(), share.capacity())));
            }
        }
        return shares;
    }

    private Limit share(Limit limit) {
        int living = replicas.living();
        if (living == 1) {
            return limit;
        }
        Window window = limit.window() instanceof Window.Refill refill
                ? new Window.Refill(Math.ceilDiv(refill.burst(), living), refill.per())
                : limit.window();
        return new Limit(
                limit.name(),
                limit.unit(),
                Math.ceilDiv(limit.amount(), living),
                window,
                limit.scope(),
                limit.onRedisFailure());
    }

    private Limit original(List<Charge> charges, Limit share) {
        Predicate<Charge> shared = charge -> isCounted(charge) && share(charge.limit()).equals(share);
        return charges.stream()
                .filter(shared)
                .map(Charge::limit)
                .findFirst()
                .orElse(share);
    }

    /** The states of the shares, as states of the limits, with those in between that memory was not asked about. */
    private List<LimitState> restored(List<Charge> charges, List<LimitState> shares) {
        List<LimitState> states = new ArrayList<>(charges.size());
        int next = 0;
        for (Charge charge : charges) {
            if (isCounted(charge)) {
                LimitState share = shares.get(next++);
                states.add(new LimitState(charge.limit(), share.remaining(), share.reset()));
            } else {
                states.add(uncounted(charge));
            }
        }
        return states;
    }

    private List<LimitState> untouched(List<Charge> charges) {
        return charges.stream().map(this::uncounted).toList();
    }

    /** What is known of a limit without asking memory. */
    private LimitState uncounted(Charge charge) {
        Limit limit = charge.limit();
        return switch (limit.onRedisFailure()) {
            case OPEN -> new LimitState(limit, limit.capacity(), Duration.ZERO);
            case CLOSED -> new LimitState(limit, 0, RETRY_AFTER);
            case LOCAL ->
                Places.isPlace(charge)
                        ? new LimitState(limit, places.remainingLocally(charge), Duration.ZERO)
                        : new LimitState(limit, share(limit).capacity(), Duration.ZERO);
        };
    }
}
