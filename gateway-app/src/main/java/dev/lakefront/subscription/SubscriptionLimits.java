package dev.lakefront.subscription;

import dev.lakefront.limit.Limit;
import dev.lakefront.limit.LoweredLimits;
import dev.lakefront.store.ConditionalOnPortal;
import dev.lakefront.store.Transactions;
import java.time.InstantSource;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Collectors;
import org.springframework.stereotype.Component;

/**
 * Lowers limits for single subscriptions of the portal. Nothing is ever raised: what is not lower is refused, and where a
 * product's limit is lowered later, the lower one holds.
 */
@Component
@ConditionalOnPortal
public class SubscriptionLimits {

    private final SubscriptionStore store;
    private final Transactions transactions;
    private final AuditLog audit;
    private final LiveIndex index;
    private final Offers offers;
    private final InstantSource clock;

    SubscriptionLimits(
            SubscriptionStore store,
            Transactions transactions,
            AuditLog audit,
            LiveIndex index,
            Offers offers,
            InstantSource clock) {
        this.store = store;
        this.transactions = transactions;
        this.audit = audit;
        this.index = index;
        this.offers = offers;
        this.clock = clock;
    }

    /** The limits that a subscription to this may have lower, as they were declared. Never blocks. */
    public List<Limit> possible(Scope scope) {
        return offers.limits(scope);
    }

    /** What is wrong with limits for a subscription to this, in words, by the limit's name; nothing if they can be. */
    public Map<String, String> faults(Scope scope, LoweredLimits limits) {
        Map<String, String> faults = new LinkedHashMap<>();
        LimitCheck.faults(limits, scope, possible(scope)).forEach(fault -> faults.put(fault.name(), fault.message()));
        return faults;
    }

    /**
     * Replaces what a subscription has lower than others; nothing makes its limits everybody's again. Blocks. Fails with
     * {@link ChangeRefused} when it has ended, or when this would lower nothing.
     */
    public StoredSubscription change(SubscriptionId id, LoweredLimits limits, Actor actor) {
        StoredSubscription changed = transactions.call(() -> {
            StoredSubscription found = store.lock(id).orElseThrow(() -> new NoSuchSubscription(id));
            if (found.isEnded()) {
                throw new ChangeRefused(
                        ChangeRefused.Reason.WRONG_STATE,
                        "This subscription is " + found.state().word() + "; its limits do not matter any more.");
            }
            return limits.equals(found.limits()) ? found : set(found, limits, actor);
        });
        index.refresh();
        return changed;
    }

    /** Within the transaction of a change. */
    StoredSubscription set(StoredSubscription found, LoweredLimits limits, Actor actor) {
        faults(found.scope(), limits).values().stream().findFirst().ifPresent(fault -> {
            throw ChangeRefused.invalid("This cannot be: " + fault + ".");
        });
        StoredSubscription limited = found.with(limits);
        store.save(limited);
        audit.add(new AuditEvent(
                clock.instant(),
                actor,
                "change-limits",
                Subscriptions.AUDITED,
                found.id().value(),
                found.state().word(),
                found.state().word(),
                words(limits)));
        return limited;
    }

    private static String words(LoweredLimits limits) {
        return limits.isEmpty()
                ? "as everybody's"
                : new TreeMap<>(limits.amounts())
                        .entrySet().stream()
                                .map(limit -> limit.getKey() + " " + limit.getValue())
                                .collect(Collectors.joining(", "));
    }
}
