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
import org.jspecify.annotations.Nullable;
import reactor.core.publisher.Mono;

/**
 * Decides while Redis is away, as each limit says: by this replica's share, without refusing, or not at all. The share
 * is the limit divided by the replicas that were last seen, rounded up; what a caller sees is the limit itself.
 */
final class LocalShare {

    /** Redis is tried twice a second, so that is how long a caller waits who may do nothing without it. */
    private static final Duration RETRY_AFTER = Duration.ofSeconds(1);

    private final RateLimiter memory;
    private final Places places;
    private final Quotas quotas;
    private final Replicas replicas;
    private final Fallbacks fallbacks;

    LocalShare(RateLimiter memory, Places places, Quotas quotas, Replicas replicas, Fallbacks fallbacks) {
        this.memory = memory;
        this.places = places;
        this.quotas = quotas;
        this.replicas = replicas;
        this.fallbacks = fallbacks;
    }

    /** Not lazy: decides when it is called. */
    Mono<Decision> tryAcquire(List<Charge> charges) {
        charges.forEach(fallbacks::decided);
        Charge tooLarge =
                first(charges, charge -> charge.permits() > charge.limit().capacity());
        if (tooLarge != null) {
            return Mono.just(new Decision.TooLarge(tooLarge.limit(), tooLarge.permits(), states(charges, List.of())));
        }
        Charge closed = first(charges, charge -> charge.limit().onRedisFailure() == OnRedisFailure.CLOSED);
        if (closed != null) {
            return refused(closed.limit(), RETRY_AFTER, charges);
        }
        Limit full = places.takeLocally(charges.stream().filter(Places::isPlace).toList());
        if (full != null) {
            return refused(full, Window.InFlight.RETRY_AFTER, charges);
        }
        LimitState spent = quotas.take(charges.stream().filter(Quotas::isQuota).toList());
        if (spent != null) {
            places.release(charges.stream().filter(Places::isPlace).toList());
            return refused(spent.limit(), spent.reset(), charges);
        }
        List<Charge> buckets = charges.stream().filter(LocalShare::isBucket).toList();
        return buckets.isEmpty()
                ? Mono.just(new Decision.Admitted(states(charges, List.of())))
                : memory.tryAcquire(buckets.stream().map(this::share).toList())
                        .map(decision -> decided(charges, buckets, decision));
    }

    Mono<Void> debit(List<Charge> charges) {
        charges.forEach(fallbacks::decided);
        quotas.debit(charges.stream().filter(Quotas::isQuota).toList());
        return memory.debit(charges.stream()
                .filter(LocalShare::isBucket)
                // What was spent is spent, however small the share: nothing is cut off.
                .map(charge -> new Charge(charge.key(), share(charge.limit()), charge.permits()))
                .toList());
    }

    private Decision decided(List<Charge> charges, List<Charge> buckets, Decision decision) {
        if (!(decision instanceof Decision.Admitted)) {
            places.release(charges.stream().filter(Places::isPlace).toList());
            quotas.giveBack(charges.stream().filter(Quotas::isQuota).toList());
        }
        List<LimitState> states = states(charges, decision.states());
        return switch (decision) {
            case Decision.Admitted _ -> new Decision.Admitted(states);
            case Decision.Refused refused ->
                new Decision.Refused(original(buckets, refused.limit()), refused.retryAfter(), states);
            case Decision.TooLarge tooLarge ->
                new Decision.TooLarge(original(buckets, tooLarge.limit()), tooLarge.permits(), states);
        };
    }

    private Mono<Decision> refused(Limit limit, Duration retryAfter, List<Charge> charges) {
        return Mono.just(new Decision.Refused(limit, retryAfter, states(charges, List.of())));
    }

    private static @Nullable Charge first(List<Charge> charges, Predicate<Charge> condition) {
        return charges.stream().filter(condition).findFirst().orElse(null);
    }

    /** Whether memory counts it. */
    private static boolean isBucket(Charge charge) {
        return charge.limit().window() instanceof Window.Refill
                && charge.limit().onRedisFailure() == OnRedisFailure.LOCAL;
    }

    /** A call that is larger than the share, but not than the limit, takes the whole share. */
    private Charge share(Charge charge) {
        Limit share = share(charge.limit());
        return new Charge(charge.key(), share, Math.min(charge.permits(), share.capacity()));
    }

    private Limit share(Limit limit) {
        int living = replicas.living();
        return living > 1 && limit.window() instanceof Window.Refill refill
                ? new Limit(
                        limit.name(),
                        limit.unit(),
                        Math.ceilDiv(limit.amount(), living),
                        new Window.Refill(Math.ceilDiv(refill.burst(), living), refill.per()),
                        limit.scope(),
                        limit.onRedisFailure())
                : limit;
    }

    private Limit original(List<Charge> buckets, Limit share) {
        return buckets.stream()
                .map(Charge::limit)
                .filter(limit -> share(limit).equals(share))
                .findFirst()
                .orElse(share);
    }

    /** @param buckets the states of the shares of buckets, in order; none where memory was not asked */
    private List<LimitState> states(List<Charge> charges, List<LimitState> buckets) {
        List<LimitState> states = new ArrayList<>(charges.size());
        int next = 0;
        for (Charge charge : charges) {
            if (isBucket(charge) && !buckets.isEmpty()) {
                LimitState share = buckets.get(next++);
                states.add(new LimitState(charge.limit(), share.remaining(), share.reset()));
            } else {
                states.add(state(charge));
            }
        }
        return states;
    }

    private LimitState state(Charge charge) {
        Limit limit = charge.limit();
        return switch (limit.onRedisFailure()) {
            case OPEN -> new LimitState(limit, limit.capacity(), Duration.ZERO);
            case CLOSED -> new LimitState(limit, 0, RETRY_AFTER);
            case LOCAL ->
                switch (limit.window()) {
                    case Window.InFlight _ -> new LimitState(limit, places.remainingLocally(charge), Duration.ZERO);
                    case Window.Calendar _, Window.Rolling _ -> quotas.state(charge);
                    // Another limit decided: what this one has left was not asked.
                    case Window.Refill _ -> new LimitState(limit, share(limit).capacity(), Duration.ZERO);
                };
        };
    }
}
