package dev.lakefront.subscription;

import dev.lakefront.catalog.SubscriptionRules;
import dev.lakefront.limit.LoweredLimits;
import dev.lakefront.store.ConditionalOnPortal;
import dev.lakefront.store.Transactions;
import java.time.InstantSource;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.List;
import java.util.function.UnaryOperator;
import java.util.random.RandomGenerator;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;

/**
 * The life of subscriptions that people ask for in the portal. Each change is one transaction with its line in the audit
 * log, and holds on this replica when the method returns, on every other within two seconds.
 *
 * <p>All methods block and belong on a virtual thread ({@link dev.lakefront.store.BlockingWork}). All fail with
 * {@link dev.lakefront.store.DatabaseUnavailable} while the database is away, those with an id with
 * {@link NoSuchSubscription}, and changes with {@link ChangeRefused}. Who may do what is for the caller to decide; use
 * {@link #findOwn} before changing what should be the visitor's own. Keys are for {@link SubscriptionKeys}.
 */
@Component
@ConditionalOnPortal
public class Subscriptions {

    /** The kind of object in the audit log. */
    public static final String AUDITED = "subscription";

    /** No database and no calculation has to reach further. */
    private static final int LAST_YEAR = 9999;

    private final SubscriptionStore store;
    private final Transactions transactions;
    private final AuditLog audit;
    private final LiveIndex index;
    private final OfferRules rules;
    private final SubscriptionLimits lowering;
    private final InstantSource clock;
    private final RandomGenerator random;

    Subscriptions(
            SubscriptionStore store,
            Transactions transactions,
            AuditLog audit,
            LiveIndex index,
            OfferRules rules,
            SubscriptionLimits lowering,
            InstantSource clock,
            RandomGenerator random) {
        this.store = store;
        this.transactions = transactions;
        this.audit = audit;
        this.index = index;
        this.rules = rules;
        this.lowering = lowering;
        this.clock = clock;
        this.random = random;
    }

    /**
     * Asks for a subscription. It is active at once where the product's file says {@code approval: automatic}; else, and
     * for a single API or all of them, it waits for an approver. It has no key yet.
     */
    public StoredSubscription request(SubscriptionRequest request, Actor actor) {
        SubscriptionRules rule = rules.check(request);
        StoredSubscription asked = new StoredSubscription(
                SubscriptionId.stored(random),
                request.title(),
                request.scope(),
                request.owner(),
                request.purpose(),
                SubscriptionState.SUBMITTED,
                clock.instant(),
                null,
                null,
                List.of());
        StoredSubscription made = transactions.call(() -> {
            // First, because it makes others wait that are being added: only then is the count final.
            store.save(asked);
            requireRoom(asked, rule.maxPerOwner());
            log(actor, "request", asked, null, request.purpose());
            return rule.approval() == SubscriptionRules.Approval.AUTOMATIC
                    ? move(asked, Transition.APPROVE, null, Actor.GATEWAY)
                    : asked;
        });
        index.refresh();
        return made;
    }

    /** @param expires the last day, in UTC, on which its keys will work; absent means that they don't expire with it */
    public StoredSubscription approve(
            SubscriptionId id, @Nullable String comment, @Nullable LocalDate expires, Actor actor) {
        return approve(id, comment, expires, LoweredLimits.NONE, actor);
    }

    /** @param limits those that it gets lower than others */
    public StoredSubscription approve(
            SubscriptionId id,
            @Nullable String comment,
            @Nullable LocalDate expires,
            LoweredLimits limits,
            Actor actor) {
        if (expires != null) {
            requireReachable(expires);
        }
        return change(id, found -> {
            StoredSubscription decided = found.decided(decision(comment, actor), expires);
            StoredSubscription approved = move(decided, Transition.APPROVE, comment, actor);
            return limits.isEmpty() ? approved : lowering.set(approved, limits, actor);
        });
    }

    private void requireReachable(LocalDate lastDay) {
        if (lastDay.isBefore(today())) {
            throw ChangeRefused.invalid("The last day must not be over already.");
        }
        if (lastDay.getYear() > LAST_YEAR) {
            throw ChangeRefused.invalid("The last day must be before the year 10000; leave it out for none.");
        }
    }

    public StoredSubscription reject(SubscriptionId id, @Nullable String comment, Actor actor) {
        return change(id, found -> {
            StoredSubscription decided = found.decided(decision(comment, actor), found.expires());
            return move(decided, Transition.REJECT, comment, actor);
        });
    }

    public StoredSubscription suspend(SubscriptionId id, @Nullable String comment, Actor actor) {
        return change(id, found -> move(found, Transition.SUSPEND, comment, actor));
    }

    public StoredSubscription resume(SubscriptionId id, @Nullable String comment, Actor actor) {
        return change(id, found -> move(found, Transition.RESUME, comment, actor));
    }

    /** Ends it for good: its keys become as good as unknown. */
    public StoredSubscription cancel(SubscriptionId id, @Nullable String comment, Actor actor) {
        return change(id, found -> move(found, Transition.CANCEL, comment, actor));
    }

    public StoredSubscription find(SubscriptionId id) {
        return transactions.call(() -> store.find(id)).orElseThrow(() -> new NoSuchSubscription(id));
    }

    /** Fails with {@link NoSuchSubscription} when it is somebody else's, too: nobody learns that it exists. */
    public StoredSubscription findOwn(SubscriptionId id, String ownerId) {
        StoredSubscription found = find(id);
        if (!found.owner().id().equals(ownerId)) {
            throw new NoSuchSubscription(id);
        }
        return found;
    }

    /** Newest first, with those that have ended. */
    public List<StoredSubscription> ofOwner(String ownerId) {
        return list(SubscriptionQuery.of(ownerId));
    }

    /** What waits for an approver, newest first. */
    public List<StoredSubscription> pending() {
        return list(SubscriptionQuery.in(SubscriptionState.SUBMITTED));
    }

    public List<StoredSubscription> list(SubscriptionQuery query) {
        return transactions.call(() -> store.list(query));
    }

    /** Expires what is past its last day; says how many that were. Done by the gateway itself once a minute. */
    public int expireDue() {
        List<StoredSubscription> due = transactions.call(() -> store.due(today(), SubscriptionState.LIVING));
        due.forEach(subscription -> transactions.run(() -> store.lock(subscription.id())
                .filter(this::isDue)
                .ifPresent(found -> move(found, Transition.EXPIRE, null, Actor.GATEWAY))));
        if (!due.isEmpty()) {
            index.refresh();
        }
        return due.size();
    }

    private boolean isDue(StoredSubscription subscription) {
        return !subscription.isEnded()
                && subscription.expires() != null
                && subscription.expires().isBefore(today());
    }

    private StoredSubscription change(SubscriptionId id, UnaryOperator<StoredSubscription> work) {
        StoredSubscription changed =
                transactions.call(() -> work.apply(store.lock(id).orElseThrow(() -> new NoSuchSubscription(id))));
        index.refresh();
        return changed;
    }

    private StoredSubscription move(
            StoredSubscription from, Transition transition, @Nullable String comment, Actor actor) {
        SubscriptionState to = transition
                .from(from.state())
                .orElseThrow(() -> new ChangeRefused(
                        ChangeRefused.Reason.WRONG_STATE,
                        "This subscription is " + from.state().word() + "; it is not possible to " + transition.word()
                                + " it."));
        StoredSubscription moved = from.with(to);
        store.save(moved);
        log(actor, transition.word(), moved, from.state().word(), comment);
        return moved;
    }

    private void requireRoom(StoredSubscription asked, int most) {
        // Only of those that count: a list of all would leave out the oldest of somebody who has asked very often.
        SubscriptionQuery alike = new SubscriptionQuery(
                asked.owner().id(), SubscriptionState.LIVING, asked.scope(), null, 0, SubscriptionQuery.MAX_LIMIT);
        if (store.list(alike).size() > most) {
            throw new ChangeRefused(
                    ChangeRefused.Reason.TOO_MANY,
                    "You have " + most + " subscriptions to this already, as many as one can have. Use one of them, or"
                            + " cancel one.");
        }
    }

    private StoredSubscription.Decision decision(@Nullable String comment, Actor actor) {
        return new StoredSubscription.Decision(clock.instant(), actor.name(), Comments.checked(comment));
    }

    private void log(
            Actor actor,
            String action,
            StoredSubscription subscription,
            @Nullable String before,
            @Nullable String details) {
        audit.add(new AuditEvent(
                clock.instant(),
                actor,
                action,
                AUDITED,
                subscription.id().value(),
                before,
                subscription.state().word(),
                Comments.checked(details)));
    }

    private LocalDate today() {
        return LocalDate.ofInstant(clock.instant(), ZoneOffset.UTC);
    }
}
