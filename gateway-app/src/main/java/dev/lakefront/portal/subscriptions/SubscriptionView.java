package dev.lakefront.portal.subscriptions;

import dev.lakefront.subscription.Scope;
import dev.lakefront.subscription.StoredSubscription;
import dev.lakefront.subscription.Subscription;
import dev.lakefront.subscription.SubscriptionState;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.List;
import java.util.Locale;
import org.jspecify.annotations.Nullable;

/**
 * A subscription in words.
 *
 * @param badge the colour of its state: {@code good}, {@code warn}, {@code bad} or {@code accent}
 * @param fromFile whether a file declares it, so that nothing of it can be changed here
 */
record SubscriptionView(
        String id,
        String title,
        String covers,
        String owner,
        @Nullable String purpose,
        SubscriptionState state,
        String badge,
        String asked,
        @Nullable String decision,
        @Nullable String comment,
        String expires,
        List<KeyView> keys,
        boolean fromFile) {

    /**
     * A key in words.
     *
     * @param state {@code active}, {@code expired}, or that of its subscription
     */
    record KeyView(
            String name,
            String prefix,
            String created,
            String lastUsed,
            String expires,
            String state,
            String badge,
            boolean works) {}

    private static final DateTimeFormatter MINUTE =
            DateTimeFormatter.ofPattern("yyyy-MM-dd HH:mm 'UTC'", Locale.ROOT).withZone(ZoneOffset.UTC);

    static SubscriptionView of(StoredSubscription subscription, Instant now) {
        StoredSubscription.Decision decision = subscription.decision();
        LocalDate expires = subscription.expires();
        return new SubscriptionView(
                subscription.id().value(),
                subscription.title(),
                covers(subscription.scope()),
                owner(subscription.owner().name(), subscription.owner().email()),
                subscription.purpose(),
                subscription.state(),
                badge(subscription.state()),
                minute(subscription.created()),
                decision == null ? null : decision.by() + ", " + minute(decision.at()),
                decision == null ? null : decision.comment(),
                expires == null ? "never" : "after " + expires,
                subscription.keys().stream()
                        .map(key -> key(key, subscription, now))
                        .toList(),
                false);
    }

    static SubscriptionView of(Subscription declared) {
        Subscription.Owner owner = declared.owner();
        LocalDate expires = declared.expires();
        return new SubscriptionView(
                declared.id().value(),
                declared.title(),
                covers(declared.scope()),
                owner == null ? "nobody named" : owner(String.valueOf(owner.team()), owner.contact()),
                null,
                declared.state(),
                badge(declared.state()),
                "",
                null,
                null,
                expires == null ? "never" : "after " + expires,
                List.of(),
                true);
    }

    public boolean active() {
        return state == SubscriptionState.ACTIVE;
    }

    public boolean suspended() {
        return state == SubscriptionState.SUSPENDED;
    }

    public boolean submitted() {
        return state == SubscriptionState.SUBMITTED;
    }

    /** Whether anything can still happen to it. */
    public boolean living() {
        return active() || suspended() || submitted();
    }

    /** Whether a key can be made without replacing one. */
    public boolean roomForKey() {
        return active() && keys.stream().filter(KeyView::works).count() < Subscription.MAX_KEYS;
    }

    private static KeyView key(StoredSubscription.Key key, StoredSubscription subscription, Instant now) {
        boolean works = key.works(now);
        SubscriptionState state = works ? subscription.state() : SubscriptionState.EXPIRED;
        return new KeyView(
                key.name(),
                key.prefix() + "…",
                minute(key.created()),
                key.lastUsed() == null ? "never" : key.lastUsed().toString(),
                key.expires() == null ? "never" : minute(key.expires()),
                state.word(),
                badge(state),
                works);
    }

    static String minute(Instant instant) {
        return MINUTE.format(instant);
    }

    private static String owner(String name, @Nullable String address) {
        return address == null ? name : name + ", " + address;
    }

    private static String covers(Scope scope) {
        return switch (scope) {
            case Scope.Product(String id) -> "product " + id;
            case Scope.Api(String id) -> "API " + id;
            case Scope.All _ -> "all APIs";
        };
    }

    private static String badge(SubscriptionState state) {
        return switch (state) {
            case ACTIVE -> "good";
            case SUBMITTED -> "accent";
            case SUSPENDED -> "warn";
            case REJECTED, CANCELLED, EXPIRED -> "bad";
        };
    }
}
