package dev.lakefront.subscription;

import java.time.Instant;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * All subscriptions of a snapshot, found by the digest of a key. Immutable; a look-up takes no lock and no I/O.
 *
 * <p>Unknown keys take the same path as known ones: one look-up, and one comparison in constant time.
 */
public final class SubscriptionIndex {

    /** What is answered to the holder of a key, made ready beforehand. */
    record Entry(KeyDigest digest, Authentication answer) {}

    private static final Authentication UNKNOWN = new Authentication.Unknown();

    /** What a key that is in no subscription is compared with; no text is known that has this digest. */
    private static final Entry STRANGER =
            new Entry(KeyDigest.parse(KeyDigest.FORM + "0".repeat(64)).orElseThrow(), UNKNOWN);

    private final Map<SubscriptionId, Subscription> byId;
    private final Map<KeyDigest, Entry> byDigest;

    SubscriptionIndex(Map<SubscriptionId, Subscription> byId, Map<KeyDigest, Entry> byDigest) {
        this.byId = Map.copyOf(byId);
        this.byDigest = Map.copyOf(byDigest);
    }

    /** Fails with {@link IllegalArgumentException} when two ids or two keys are the same. */
    public static SubscriptionIndex of(Collection<Subscription> subscriptions) {
        SubscriptionIndexBuilder builder = new SubscriptionIndexBuilder();
        subscriptions.forEach(builder::add);
        return builder.build();
    }

    /** What the key's holder gets, as long as this subscription stands. */
    static Entry entry(Subscription subscription, Subscription.Key key) {
        Authentication answer = switch (subscription.state()) {
            case REJECTED, CANCELLED -> UNKNOWN;
            case SUBMITTED, ACTIVE, SUSPENDED, EXPIRED -> new Authentication.Known(subscription, key.name());
        };
        return new Entry(key.digest(), answer);
    }

    /** Whose key this is. */
    public Authentication authenticate(KeyDigest presented) {
        Entry entry = byDigest.getOrDefault(presented, STRANGER);
        return entry.digest().equals(presented) ? entry.answer() : UNKNOWN;
    }

    /**
     * For OAuth clients: the active subscription with this id, if the secret is one of its keys.
     *
     * @param clientSecret the text of a key
     */
    public Optional<Subscription> authenticateClient(String clientId, String clientSecret, Instant now) {
        if (authenticate(KeyDigest.of(clientSecret)) instanceof Authentication.Known(Subscription owner, String _)
                && owner.id().value().equals(clientId)
                && owner.standing(now).isEmpty()) {
            return Optional.of(owner);
        }
        return Optional.empty();
    }

    public Optional<Subscription> find(SubscriptionId id) {
        return Optional.ofNullable(byId.get(id));
    }

    /** In no particular order. */
    public List<Subscription> all() {
        return List.copyOf(byId.values());
    }
}
