package dev.lakefront.subscription;

import dev.lakefront.limit.LoweredLimits;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * A consumer's right to call what its scope covers, and the digests of the keys that prove it.
 *
 * @param expires the last day, in UTC, on which its keys work; absent means that they don't expire
 * @param limits those that it has lower than others
 * @param keys at most two, so that one can be replaced while the other works
 */
public record Subscription(
        SubscriptionId id,
        String title,
        Scope scope,
        @Nullable Owner owner,
        SubscriptionState state,
        @Nullable LocalDate expires,
        LoweredLimits limits,
        List<Key> keys) {

    /** How many keys a subscription can have at a time. */
    public static final int MAX_KEYS = 2;

    /** One whose limits are as they were declared. */
    public Subscription(
            SubscriptionId id,
            String title,
            Scope scope,
            @Nullable Owner owner,
            SubscriptionState state,
            @Nullable LocalDate expires,
            List<Key> keys) {
        this(id, title, scope, owner, state, expires, LoweredLimits.NONE, keys);
    }

    public Subscription {
        keys = List.copyOf(keys);
        if (keys.size() > MAX_KEYS) {
            throw new IllegalArgumentException(
                    "subscription '" + id + "' has " + keys.size() + " keys; at most " + MAX_KEYS + " are possible");
        }
        Set<String> names = new HashSet<>();
        for (Key key : keys) {
            if (!names.add(key.name())) {
                throw new IllegalArgumentException("two keys are named '" + key.name() + "'; give each its own name");
            }
        }
    }

    /** Who answers for it. */
    public record Owner(@Nullable String team, @Nullable String contact) {}

    /**
     * One key, known only by its digest.
     *
     * @param name what tells it from the other one, for example {@code primary}
     * @param prefix the public beginning of the key, to find it again; absent for chosen keys
     * @param expires from when on it does not work, whatever its subscription's last day is; absent means never
     */
    public record Key(
            String name,
            KeyDigest digest,
            @Nullable String prefix,
            @Nullable Instant expires) {

        /** A key that works as long as its subscription does. */
        public Key(String name, KeyDigest digest, @Nullable String prefix) {
            this(name, digest, prefix, null);
        }
    }

    /**
     * Whether a call to an API passes at a moment.
     *
     * @param products the products that the API is in
     */
    public Access accessTo(String api, Set<String> products, Instant now) {
        Optional<Access.Reason> standing = standing(now);
        if (standing.isPresent()) {
            return new Access.Refused(standing.get());
        }
        return switch (scope) {
            case Scope.All() -> new Access.Granted(null);
            case Scope.Api(String id) when id.equals(api) -> new Access.Granted(null);
            case Scope.Product(String id) when products.contains(id) -> new Access.Granted(id);
            case Scope.Api _, Scope.Product _ -> new Access.Refused(Access.Reason.NOT_SUBSCRIBED);
        };
    }

    /** Why no call at all passes at a moment; empty when the subscription is active. */
    public Optional<Access.Reason> standing(Instant now) {
        return switch (state) {
            case SUBMITTED -> Optional.of(Access.Reason.NOT_ACTIVE_YET);
            case SUSPENDED -> Optional.of(Access.Reason.SUSPENDED);
            case REJECTED, CANCELLED -> Optional.of(Access.Reason.REVOKED);
            case EXPIRED -> Optional.of(Access.Reason.EXPIRED);
            case ACTIVE -> isPast(now) ? Optional.of(Access.Reason.EXPIRED) : Optional.empty();
        };
    }

    /** Whether its last day is over. */
    boolean isPast(Instant now) {
        return expires != null
                && !now.isBefore(
                        expires.plusDays(1).atStartOfDay(ZoneOffset.UTC).toInstant());
    }
}
