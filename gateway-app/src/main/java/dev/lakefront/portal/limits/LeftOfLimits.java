package dev.lakefront.portal.limits;

import dev.lakefront.limit.Charge;
import dev.lakefront.limit.Limit;
import dev.lakefront.limit.LimitKey;
import dev.lakefront.limit.LimitState;
import dev.lakefront.limit.RateLimiter;
import dev.lakefront.store.ConditionalOnPortal;
import dev.lakefront.subscription.Offers;
import dev.lakefront.subscription.Subscription;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.springframework.stereotype.Component;

/**
 * Looks at what is left of the limits that count a subscription's own calls, in the same counters that calls are checked
 * against, and takes nothing.
 */
@Component
@ConditionalOnPortal
public class LeftOfLimits {

    /** Then the page is shown without it. */
    private static final Duration PATIENCE = Duration.ofSeconds(1);

    private final RateLimiter limiter;
    private final Offers offers;
    private final InstantSource clock;

    LeftOfLimits(RateLimiter limiter, Offers offers, InstantSource clock) {
        this.limiter = limiter;
        this.offers = offers;
        this.clock = clock;
    }

    /** Blocks, for a second at most. */
    public List<LimitLeft> of(Subscription subscription) {
        List<Limit> declared = offers.limits(subscription.scope());
        List<Limit> limits = declared.stream().map(subscription.limits()::lower).toList();
        List<Charge> quotas = limits.stream()
                .filter(LimitLeft::isQuota)
                .map(limit -> Charge.one(LimitKey.subscription(subscription.id().value()), limit))
                .toList();
        Optional<List<LimitState>> states = look(quotas);
        Instant now = clock.instant();
        List<LimitLeft> left = new ArrayList<>();
        for (int i = 0; i < limits.size(); i++) {
            Limit limit = limits.get(i);
            LimitState state = states.stream()
                    .flatMap(List::stream)
                    .filter(one -> one.limit().equals(limit))
                    .findFirst()
                    .orElse(null);
            left.add(LimitLeft.of(limit, declared.get(i), state, now));
        }
        return left;
    }

    private Optional<List<LimitState>> look(List<Charge> quotas) {
        return quotas.isEmpty()
                ? Optional.empty()
                : limiter.look(quotas).timeout(PATIENCE).onErrorComplete().blockOptional();
    }
}
