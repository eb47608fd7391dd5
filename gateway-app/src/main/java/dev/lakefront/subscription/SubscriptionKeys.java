package dev.lakefront.subscription;

import dev.lakefront.store.ConditionalOnPortal;
import dev.lakefront.store.Transactions;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Function;
import java.util.random.RandomGenerator;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;

/**
 * The keys of subscriptions of the portal: at most two that work, so that one can be replaced while the other is in use.
 *
 * <p>As with {@link Subscriptions}, whose exceptions these methods throw too, each change holds here when the method
 * returns and on every other replica within two seconds.
 */
@Component
@ConditionalOnPortal
public class SubscriptionKeys {

    /** The longest that a replaced key may go on working. */
    public static final Duration MAX_OVERLAP = Duration.ofDays(30);

    private static final Pattern NAME = Pattern.compile("[a-z0-9][a-z0-9-]{0,62}");

    private final SubscriptionStore store;
    private final Transactions transactions;
    private final AuditLog audit;
    private final LiveIndex index;
    private final OfferRules rules;
    private final InstantSource clock;
    private final RandomGenerator random;

    SubscriptionKeys(
            SubscriptionStore store,
            Transactions transactions,
            AuditLog audit,
            LiveIndex index,
            OfferRules rules,
            InstantSource clock,
            RandomGenerator random) {
        this.store = store;
        this.transactions = transactions;
        this.audit = audit;
        this.index = index;
        this.rules = rules;
        this.clock = clock;
        this.random = random;
    }

    /**
     * Makes a key. Its text is in the answer and nowhere else, ever.
     *
     * @param name what tells it from the other one; absent for {@code primary} or {@code secondary}, whichever is free
     */
    public IssuedKey create(SubscriptionId id, @Nullable String name, Actor actor) {
        return change(id, subscription -> {
            requireActive(subscription);
            List<StoredSubscription.Key> kept = working(subscription);
            return add(subscription, kept, name == null ? freeName(kept) : checked(name, kept), "create-key", actor);
        });
    }

    /**
     * Makes a key that takes another one's place.
     *
     * <p>With an overlap the new key has a name of its own, and the old one goes on working beside it until the overlap is
     * over; that needs the room of the second key. Without one the new key has the old one's name and the old one stops
     * working at once.
     *
     * @param overlap from nothing to {@link #MAX_OVERLAP}
     */
    public IssuedKey rotate(SubscriptionId id, String name, Duration overlap, Actor actor) {
        if (overlap.isNegative() || overlap.compareTo(MAX_OVERLAP) > 0) {
            throw new ChangeRefused(
                    ChangeRefused.Reason.INVALID,
                    "The overlap must be between nothing and " + MAX_OVERLAP.toDays() + " days.");
        }
        return change(id, subscription -> {
            requireActive(subscription);
            StoredSubscription.Key old = subscription.key(name).orElseThrow(() -> new NoSuchSubscription(id, name));
            List<StoredSubscription.Key> others = without(working(subscription), name);
            if (overlap.isZero() || !old.works(clock.instant())) {
                return add(subscription, others, name, "rotate-key", actor);
            }
            List<StoredSubscription.Key> kept = new ArrayList<>(others);
            kept.add(until(old, clock.instant().plus(overlap)));
            return add(subscription, kept, freeName(kept), "rotate-key", actor);
        });
    }

    /** Takes a key away: it stops working at once. Possible in every state. */
    public void revoke(SubscriptionId id, String name, Actor actor) {
        change(id, subscription -> {
            StoredSubscription.Key key = subscription.key(name).orElseThrow(() -> new NoSuchSubscription(id, name));
            store.save(subscription.with(without(subscription.keys(), name)));
            log(actor, "revoke-key", subscription, key);
            return key;
        });
    }

    private IssuedKey add(
            StoredSubscription subscription,
            List<StoredSubscription.Key> kept,
            String name,
            String action,
            Actor actor) {
        if (kept.size() >= Subscription.MAX_KEYS) {
            throw new ChangeRefused(
                    ChangeRefused.Reason.NO_ROOM_FOR_A_KEY,
                    "Both keys of this subscription work. Revoke one of them first, or rotate one without an overlap.");
        }
        SubscriptionKey key = SubscriptionKey.issue(random);
        Instant now = clock.instant();
        Duration lifetime = rules.keyLifetime(subscription.scope());
        Instant expires = lifetime == null ? null : now.plus(lifetime);
        StoredSubscription.Key stored =
                new StoredSubscription.Key(name, key.digest(), key.prefix(), now, expires, null);
        store.save(subscription.with(
                Stream.concat(kept.stream(), Stream.of(stored)).toList()));
        log(actor, action, subscription, stored);
        return new IssuedKey(subscription.id(), name, key, expires);
    }

    /** Expired ones make room: nobody can use them again. */
    private List<StoredSubscription.Key> working(StoredSubscription subscription) {
        Instant now = clock.instant();
        return subscription.keys().stream().filter(key -> key.works(now)).toList();
    }

    private static List<StoredSubscription.Key> without(List<StoredSubscription.Key> keys, String name) {
        return keys.stream().filter(key -> !key.name().equals(name)).toList();
    }

    private static StoredSubscription.Key until(StoredSubscription.Key key, Instant end) {
        Instant expires = key.expires() != null && key.expires().isBefore(end) ? key.expires() : end;
        return new StoredSubscription.Key(
                key.name(), key.digest(), key.prefix(), key.created(), expires, key.lastUsed());
    }

    private static String freeName(List<StoredSubscription.Key> kept) {
        return kept.stream().anyMatch(key -> key.name().equals("primary")) ? "secondary" : "primary";
    }

    private static String checked(String name, List<StoredSubscription.Key> kept) {
        if (!NAME.matcher(name).matches()) {
            throw new ChangeRefused(
                    ChangeRefused.Reason.INVALID,
                    "A key's name must be 1 to 63 lower-case letters, digits and '-', such as primary.");
        }
        if (kept.stream().anyMatch(key -> key.name().equals(name))) {
            throw new ChangeRefused(
                    ChangeRefused.Reason.INVALID, "This subscription has a key '" + name + "' already.");
        }
        return name;
    }

    private static void requireActive(StoredSubscription subscription) {
        if (subscription.state() != SubscriptionState.ACTIVE) {
            throw new ChangeRefused(
                    ChangeRefused.Reason.WRONG_STATE,
                    "This subscription is " + subscription.state().word()
                            + "; keys can be made only while it is active.");
        }
    }

    private <T> T change(SubscriptionId id, Function<StoredSubscription, T> work) {
        T result = transactions.call(() -> work.apply(store.lock(id).orElseThrow(() -> new NoSuchSubscription(id))));
        index.refresh();
        return result;
    }

    private void log(Actor actor, String action, StoredSubscription subscription, StoredSubscription.Key key) {
        String state = subscription.state().word();
        audit.add(new AuditEvent(
                clock.instant(),
                actor,
                action,
                Subscriptions.AUDITED,
                subscription.id().value(),
                state,
                state,
                "key '" + key.name() + "', " + key.prefix() + "…"));
    }
}
