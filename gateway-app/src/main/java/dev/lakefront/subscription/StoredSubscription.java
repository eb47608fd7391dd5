package dev.lakefront.subscription;

import dev.lakefront.limit.LoweredLimits;
import java.time.Instant;
import java.time.LocalDate;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * A subscription that was asked for in the portal, as the database has it. Those of files are not here.
 *
 * @param id begins with {@link SubscriptionId#STORED}, as no file's does
 * @param purpose what its owner said that it is for
 * @param decision absent until somebody approved or rejected it
 * @param expires the last day, in UTC, on which its keys work; absent means that they don't expire with it
 * @param limits those that an approver gave it lower than others
 */
public record StoredSubscription(
        SubscriptionId id,
        String title,
        Scope scope,
        Owner owner,
        @Nullable String purpose,
        SubscriptionState state,
        Instant created,
        @Nullable Decision decision,
        @Nullable LocalDate expires,
        LoweredLimits limits,
        List<Key> keys) {

    /** One whose limits are as they were declared. */
    public StoredSubscription(
            SubscriptionId id,
            String title,
            Scope scope,
            Owner owner,
            @Nullable String purpose,
            SubscriptionState state,
            Instant created,
            @Nullable Decision decision,
            @Nullable LocalDate expires,
            List<Key> keys) {
        this(id, title, scope, owner, purpose, state, created, decision, expires, LoweredLimits.NONE, keys);
    }

    public StoredSubscription {
        keys = List.copyOf(keys);
    }

    /**
     * Whose it is.
     *
     * @param id the visitor's
     */
    public record Owner(String id, String name, @Nullable String email) {}

    /**
     * How a request was answered.
     *
     * @param by the name of whoever decided
     */
    public record Decision(Instant at, String by, @Nullable String comment) {}

    /**
     * One key. Of the key itself only the digest is known.
     *
     * @param expires from when on it does not work; absent means never by itself
     * @param lastUsed the last day, in UTC, on which a call carried it; some seconds late, absent when none ever did
     */
    public record Key(
            String name,
            KeyDigest digest,
            String prefix,
            Instant created,
            @Nullable Instant expires,
            @Nullable LocalDate lastUsed) {

        /** Whether it still works, as far as it depends on the key. */
        public boolean works(Instant now) {
            return expires == null || now.isBefore(expires);
        }
    }

    /** The key of this name, expired or not. */
    public Optional<Key> key(String name) {
        return keys.stream().filter(key -> key.name().equals(name)).findFirst();
    }

    /** Whether it has ended, so that nothing can happen to it any more. */
    public boolean isEnded() {
        return !SubscriptionState.LIVING.contains(state);
    }

    StoredSubscription with(SubscriptionState newState) {
        return new StoredSubscription(
                id, title, scope, owner, purpose, newState, created, decision, expires, limits, keys);
    }

    StoredSubscription decided(Decision made, @Nullable LocalDate lastDay) {
        return new StoredSubscription(id, title, scope, owner, purpose, state, created, made, lastDay, limits, keys);
    }

    StoredSubscription with(List<Key> newKeys) {
        return new StoredSubscription(
                id, title, scope, owner, purpose, state, created, decision, expires, limits, newKeys);
    }

    StoredSubscription with(LoweredLimits lowered) {
        return new StoredSubscription(
                id, title, scope, owner, purpose, state, created, decision, expires, lowered, keys);
    }

    /** As calls are checked against it. */
    public Subscription forCalls() {
        return new Subscription(
                id,
                title,
                scope,
                new Subscription.Owner(owner.name(), owner.email()),
                state,
                expires,
                limits,
                keys.stream()
                        .map(key -> new Subscription.Key(key.name(), key.digest(), key.prefix(), key.expires()))
                        .toList());
    }
}
