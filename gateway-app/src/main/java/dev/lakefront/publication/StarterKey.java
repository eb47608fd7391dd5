package dev.lakefront.publication;

import dev.lakefront.subscription.Scope;
import dev.lakefront.subscription.Subscription;
import dev.lakefront.subscription.SubscriptionId;
import dev.lakefront.subscription.SubscriptionKey;
import dev.lakefront.subscription.SubscriptionState;
import java.util.List;
import java.util.random.RandomGenerator;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;

/**
 * A key to everything for whoever starts a gateway without configuration files; made anew at each start, printed once,
 * kept nowhere.
 */
@Component
public class StarterKey {

    private final RandomGenerator random;
    private @Nullable SubscriptionKey key;

    StarterKey(RandomGenerator random) {
        this.random = random;
    }

    /** The subscription that this key belongs to. The first call makes the key. */
    public synchronized Subscription subscription(String id, String title) {
        if (key == null) {
            key = SubscriptionKey.issue(random);
        }
        return new Subscription(
                new SubscriptionId(id),
                title,
                new Scope.All(),
                null,
                SubscriptionState.ACTIVE,
                null,
                List.of(new Subscription.Key("primary", key.digest(), key.prefix())));
    }

    /** The key itself, for the start's own output; absent when none was made. */
    synchronized @Nullable String reveal() {
        return key == null ? null : key.reveal();
    }
}
