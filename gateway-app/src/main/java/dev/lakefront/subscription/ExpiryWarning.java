package dev.lakefront.subscription;

import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Something stops working soon.
 *
 * @param keyName the key that expires; absent when the subscription does
 * @param at from when on it does not work
 * @param level how near that is
 */
public record ExpiryWarning(
        StoredSubscription subscription, @Nullable String keyName, Instant at, Level level) {

    /** Of active subscriptions and of their keys that still work: what stops within 14 days. */
    public static List<ExpiryWarning> of(Collection<StoredSubscription> subscriptions, Instant now) {
        List<ExpiryWarning> warnings = new ArrayList<>();
        subscriptions.stream()
                .filter(subscription -> subscription.state() == SubscriptionState.ACTIVE)
                .forEach(subscription -> add(warnings, subscription, now));
        return warnings;
    }

    private static void add(List<ExpiryWarning> warnings, StoredSubscription subscription, Instant now) {
        LocalDate lastDay = subscription.expires();
        if (lastDay != null) {
            Instant end = lastDay.plusDays(1).atStartOfDay(ZoneOffset.UTC).toInstant();
            add(warnings, subscription, null, end, now);
        }
        for (StoredSubscription.Key key : subscription.keys()) {
            if (key.expires() != null) {
                add(warnings, subscription, key.name(), key.expires(), now);
            }
        }
    }

    private static void add(
            List<ExpiryWarning> warnings,
            StoredSubscription subscription,
            @Nullable String keyName,
            Instant end,
            Instant now) {
        Level level = Level.of(now, end);
        if (level != null) {
            warnings.add(new ExpiryWarning(subscription, keyName, end, level));
        }
    }

    /** 14, 3 and 1 days before. */
    public enum Level {
        DAYS_14(14),
        DAYS_3(3),
        LAST_DAY(1);

        private final int days;

        Level(int days) {
            this.days = days;
        }

        public int days() {
            return days;
        }

        /** The nearest level that is reached; absent while there is more time, and when it is over. */
        static @Nullable Level of(Instant now, Instant end) {
            Duration left = Duration.between(now, end);
            if (!left.isPositive()) {
                return null;
            }
            Level reached = null;
            for (Level level : values()) {
                if (left.compareTo(Duration.ofDays(level.days)) <= 0) {
                    reached = level;
                }
            }
            return reached;
        }
    }
}
