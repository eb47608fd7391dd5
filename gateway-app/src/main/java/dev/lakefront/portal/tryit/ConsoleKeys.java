package dev.lakefront.portal.tryit;

import com.github.benmanes.caffeine.cache.Cache;
import com.github.benmanes.caffeine.cache.Caffeine;
import dev.lakefront.identity.SignOutListener;
import dev.lakefront.identity.Visitor;
import dev.lakefront.store.ConditionalOnPortal;
import dev.lakefront.subscription.Authentication;
import dev.lakefront.subscription.KeyDigest;
import dev.lakefront.subscription.KeySource;
import dev.lakefront.subscription.Scope;
import dev.lakefront.subscription.Subscription;
import dev.lakefront.subscription.SubscriptionId;
import dev.lakefront.subscription.SubscriptionKey;
import dev.lakefront.subscription.SubscriptionState;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.List;
import java.util.random.RandomGenerator;
import org.springframework.stereotype.Component;

/**
 * The keys that the portal gives to its own pages: each to one API, for minutes, for one visitor. Held in memory only,
 * by their digest; usage counts their calls as subscription {@code console}.
 */
@Component
@ConditionalOnPortal
class ConsoleKeys implements KeySource, SignOutListener {

    private static final SubscriptionId ID = new SubscriptionId("console");
    private static final Authentication UNKNOWN = new Authentication.Unknown();

    /** More than are in use at a time; the oldest of a crowd go first, and their pages ask for another. */
    private static final int MOST_KEYS = 20_000;

    /** A key, to be handed out once. */
    record ConsoleKey(SubscriptionKey key, Instant expires) {}

    private record Issued(String visitor, Instant expires, Authentication owner) {}

    private final Duration lifetime;
    private final InstantSource clock;
    private final RandomGenerator random;
    private final ConsoleAllowance allowance;
    private final Cache<KeyDigest, Issued> issued;

    ConsoleKeys(TryItProperties properties, InstantSource clock, RandomGenerator random) {
        this.lifetime = properties.keyLifetime();
        this.clock = clock;
        this.random = random;
        this.allowance = new ConsoleAllowance(properties.callsPerMinute(), clock);
        this.issued = Caffeine.newBuilder()
                .maximumSize(MOST_KEYS)
                .expireAfterWrite(lifetime)
                .build();
    }

    /** A new key of this visitor to this API; whether they may see it, the caller has checked. */
    ConsoleKey issue(String visitor, String api) {
        SubscriptionKey key = SubscriptionKey.issue(random);
        Instant expires = clock.instant().plus(lifetime);
        Subscription subscription = new Subscription(
                ID,
                "Portal console",
                new Scope.Api(api),
                null,
                SubscriptionState.ACTIVE,
                null,
                List.of(new Subscription.Key("console", key.digest(), key.prefix())));
        issued.put(key.digest(), new Issued(visitor, expires, new Authentication.Known(subscription, "console")));
        return new ConsoleKey(key, expires);
    }

    /** Ends a key before its time. */
    void withdraw(ConsoleKey key) {
        issued.invalidate(key.key().digest());
    }

    @Override
    public void signedOut(Visitor visitor) {
        issued.asMap().values().removeIf(key -> key.visitor().equals(visitor.id()));
    }

    /** Spends one of the visitor's calls; fails when none is left. */
    @Override
    public Authentication authenticate(KeyDigest presented) {
        Issued known = issued.getIfPresent(presented);
        if (known == null || !clock.instant().isBefore(known.expires())) {
            return UNKNOWN;
        }
        allowance.spend(known.visitor());
        return known.owner();
    }
}
