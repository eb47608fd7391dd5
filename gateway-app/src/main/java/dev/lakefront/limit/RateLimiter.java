package dev.lakefront.limit;

import java.util.List;
import reactor.core.publisher.Mono;

/**
 * Counts what callers spend.
 *
 * <p>Thread-safe. The returned Mono decides when it is subscribed to, once per subscription, and never blocks. All
 * charges are taken or none: a call that any limit refuses spends none of the others, not even for a moment that
 * another call could notice. No two charges of one call may have the same key and limit; that is an
 * {@link IllegalArgumentException} in the Mono. A counter that has had time to refill may be forgotten; one whose limit
 * was changed starts full again.
 */
public interface RateLimiter {

    Mono<Decision> tryAcquire(List<Charge> charges);

    /**
     * Takes even what is not there: for what is known only afterwards, such as the bytes of an answer. A limit that is
     * overdrawn refuses until it has recovered. Completes when it is counted; a failure to count is not the caller's
     * matter and is not signalled.
     */
    Mono<Void> debit(List<Charge> charges);

    /**
     * Gives back places of calls in flight, each once, when their call ends; charges of other limits are let be. Never
     * fails.
     */
    Mono<Void> release(List<Charge> charges);

    /**
     * How much is left, without taking any of it and without keeping a counter longer for it. Of limits nobody has spent
     * from, all. Nothing at all when it cannot be told now; never fails.
     */
    Mono<List<LimitState>> look(List<Charge> charges);

    /** Whether other replicas count with it; then it is asked for what they must not exceed together. */
    default boolean isShared() {
        return false;
    }
}
