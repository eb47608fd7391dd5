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
@FunctionalInterface
public interface RateLimiter {

    Mono<Decision> tryAcquire(List<Charge> charges);
}
