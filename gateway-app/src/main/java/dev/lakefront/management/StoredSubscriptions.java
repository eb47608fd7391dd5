package dev.lakefront.management;

import dev.lakefront.limit.LoweredLimits;
import dev.lakefront.store.ConditionalOnPortal;
import dev.lakefront.subscription.Actor;
import dev.lakefront.subscription.Changes;
import dev.lakefront.subscription.NoSuchSubscription;
import dev.lakefront.subscription.StoredSubscription;
import dev.lakefront.subscription.SubscriptionId;
import dev.lakefront.subscription.SubscriptionLimits;
import dev.lakefront.subscription.SubscriptionRequest;
import dev.lakefront.subscription.Subscriptions;
import dev.lakefront.subscription.Transition;
import java.time.LocalDate;
import java.util.List;
import java.util.Map;
import java.util.function.Supplier;
import java.util.function.UnaryOperator;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;

/** The subscriptions of the portal, for an administrator. All methods block. */
@Component
@ConditionalOnPortal
class StoredSubscriptions {

    private final Subscriptions subscriptions;
    private final SubscriptionLimits lowering;
    private final Changes changes;
    private final DeclaredSubscriptions declared;

    StoredSubscriptions(
            Subscriptions subscriptions, SubscriptionLimits lowering, Changes changes, DeclaredSubscriptions declared) {
        this.subscriptions = subscriptions;
        this.lowering = lowering;
        this.changes = changes;
        this.declared = declared;
    }

    /**
     * What is to be done with one.
     *
     * @param expected what the caller takes for granted
     * @param expires the last day; for an approval only
     */
    record Change(
            Transition transition,
            @Nullable String comment,
            @Nullable LocalDate expires,
            EntityTag.Expected expected) {}

    /** One more than the page has, so that it is known whether it is the last one. */
    List<StoredSubscription> list(SubscriptionFilter filter, Page page) {
        return filter.query(page.after(), page.fetched())
                .map(subscriptions::list)
                .orElseGet(List::of);
    }

    /** Fails with {@code resource-not-found}. */
    StoredSubscription find(String id) {
        return found(id, () -> subscriptions.find(id(id)));
    }

    StoredSubscription create(SubscriptionRequest request, Actor actor) {
        return changes.together(() -> asKept(subscriptions.request(request, actor)));
    }

    /** Times are less exact in the database, and a tag must not depend on who answers. */
    private StoredSubscription asKept(StoredSubscription changed) {
        return changes.hold(changed.id());
    }

    /** Fails with {@code declared-in-file}, {@code resource-not-found}, {@code precondition-failed}. */
    StoredSubscription change(String id, Change change, Actor actor) {
        return change(id, change.expected(), found -> move(found.id(), change, actor));
    }

    /** Fails as {@link #change} does, and with {@code invalid-body} for limits that cannot be. */
    StoredSubscription lower(String id, LoweredLimits limits, EntityTag.Expected expected, Actor actor) {
        return change(id, expected, found -> {
            Map<String, String> faults = lowering.faults(found.scope(), limits);
            if (!faults.isEmpty()) {
                throw Fields.refused(faults);
            }
            return lowering.change(found.id(), limits, actor);
        });
    }

    private StoredSubscription change(String id, EntityTag.Expected expected, UnaryOperator<StoredSubscription> step) {
        declared.refuse(id);
        return found(
                id,
                () -> changes.together(() -> {
                    StoredSubscription found = changes.hold(id(id));
                    EntityTag.check(expected, SubscriptionView.of(found));
                    return asKept(step.apply(found));
                }));
    }

    private StoredSubscription move(SubscriptionId id, Change change, Actor actor) {
        String comment = change.comment();
        return switch (change.transition()) {
            case APPROVE -> subscriptions.approve(id, comment, change.expires(), actor);
            case REJECT -> subscriptions.reject(id, comment, actor);
            case SUSPEND -> subscriptions.suspend(id, comment, actor);
            case RESUME -> subscriptions.resume(id, comment, actor);
            case CANCEL -> subscriptions.cancel(id, comment, actor);
            case EXPIRE -> throw new IllegalArgumentException("only time expires a subscription");
        };
    }

    static SubscriptionId id(String text) {
        return SubscriptionId.stored(text).orElseThrow(NoSuchSubscription::new);
    }

    /** Says in the words of this API what is not there. */
    static <T> T found(String id, Supplier<T> work) {
        try {
            return work.get();
        } catch (NoSuchSubscription missing) {
            throw Answer.missing("subscription", id);
        }
    }
}
