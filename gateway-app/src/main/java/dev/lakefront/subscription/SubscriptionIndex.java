package dev.lakefront.subscription;

import java.time.Instant;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * All subscriptions of a snapshot, or of the portal, found by the digest of a key. Immutable; a look-up takes no lock and
 * no I/O.
 *
 * <p>Unknown keys take the same path as known ones: one look-up, and one comparison in constant time.
 */
public final class SubscriptionIndex {

    /** Nobody's subscription at all. */
    public static final SubscriptionIndex EMPTY = new SubscriptionIndex(Map.of(), Map.of());

    /** What is answered to the holder of a key, made ready beforehand: until it expires, and then. */
    record Entry(
            KeyDigest digest,
            Authentication answer,
            @Nullable Instant expires,
            Authentication afterwards) {}

    private static final Authentication UNKNOWN = new Authentication.Unknown();

    /** What a key that is in no subscription is compared with; no text is known that has this digest. */
    private static final Entry STRANGER =
            new Entry(KeyDigest.parse(KeyDigest.FORM + "0".repeat(64)).orElseThrow(), UNKNOWN, null, UNKNOWN);

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
        return switch (subscription.state()) {
            case REJECTED, CANCELLED -> new Entry(key.digest(), UNKNOWN, null, UNKNOWN);
            case SUBMITTED, ACTIVE, SUSPENDED, EXPIRED ->
                new Entry(
                        key.digest(),
                        new Authentication.Known(subscription, key.name()),
                        key.expires(),
                        new Authentication.Expired(subscription, key.name()));
        };
    }

    /** Whose key this is. */
    public Authentication authenticate(KeyDigest presented, Instant now) {
        Entry entry = byDigest.getOrDefault(presented, STRANGER);
        if (!entry.digest().equals(presented)) {
            return UNKNOWN;
        }
        return entry.expires() == null || now.isBefore(entry.expires()) ? entry.answer() : entry.afterwards();
    }

    public Optional<Subscription> find(SubscriptionId id) {
        return Optional.ofNullable(byId.get(id));
    }

    /** In no particular order. */
    public List<Subscription> all() {
        return List.copyOf(byId.values());
    }
}
