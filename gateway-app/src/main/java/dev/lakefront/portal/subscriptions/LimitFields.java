package dev.lakefront.portal.subscriptions;

import dev.lakefront.limit.Limit;
import dev.lakefront.limit.LoweredLimits;
import dev.lakefront.portal.api.LimitWords;
import dev.lakefront.store.ConditionalOnPortal;
import dev.lakefront.subscription.ChangeRefused;
import dev.lakefront.subscription.Scope;
import dev.lakefront.subscription.SubscriptionLimits;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;

/** The fields of a form in which an approver lowers limits: one for each limit that can be lowered, and no other. */
@Component
@ConditionalOnPortal
class LimitFields {

    private static final String PREFIX = "limit.";

    /**
     * One number to type.
     *
     * @param words what everybody has
     * @param most as much as everybody has; more is refused
     * @param own what the subscription has; absent where that is as much as everybody
     */
    record Field(
            String name, String words, long most, @Nullable Long own) {

        /** The name of its field in the form. */
        public String field() {
            return PREFIX + name;
        }
    }

    private final SubscriptionLimits limits;

    LimitFields(SubscriptionLimits limits) {
        this.limits = limits;
    }

    /** In the order in which they were declared; of two with one name the lower one. */
    List<Field> of(Scope scope, LoweredLimits own) {
        Map<String, Limit> lowest = new TreeMap<>();
        limits.possible(scope).stream()
                .sorted(Comparator.comparingLong(Limit::amount))
                .forEach(limit -> lowest.putIfAbsent(limit.name(), limit));
        return lowest.values().stream()
                .map(limit -> new Field(
                        limit.name(),
                        LimitWords.of(limit),
                        limit.amount(),
                        own.amounts().get(limit.name())))
                .toList();
    }

    /** What was typed; empty fields and such as lower nothing leave a limit as it is. */
    LoweredLimits read(Scope scope, Visit visit) {
        Map<String, Long> typed = new HashMap<>();
        for (Field field : of(scope, LoweredLimits.NONE)) {
            String text = visit.optional(field.field());
            if (text != null) {
                long amount = number(text, field);
                if (amount != field.most()) {
                    typed.put(field.name(), amount);
                }
            }
        }
        return new LoweredLimits(typed);
    }

    private static long number(String text, Field field) {
        try {
            long amount = Long.parseLong(text);
            if (amount >= 1 && amount <= field.most()) {
                return amount;
            }
        } catch (NumberFormatException unreadable) {
            // Told below, as a number that cannot be.
        }
        throw ChangeRefused.invalid("Write the limit '" + field.name() + "' as a whole number from 1 to " + field.most()
                + ", or leave it empty. A subscription may only have less than everybody.");
    }
}
