package dev.lakefront.subscription;

import dev.lakefront.store.ConditionalOnPortal;
import dev.lakefront.store.Transactions;
import java.util.function.Supplier;
import org.springframework.stereotype.Component;

/**
 * Makes one change of several steps, for whoever has to look before, or to note something with it. As with
 * {@link Subscriptions}, it holds on this replica when the method returns. Blocks.
 */
@Component
@ConditionalOnPortal
public class Changes {

    private final SubscriptionStore store;
    private final Transactions transactions;
    private final LiveIndex index;

    Changes(SubscriptionStore store, Transactions transactions, LiveIndex index) {
        this.store = store;
        this.transactions = transactions;
        this.index = index;
    }

    /** What the steps answer, once all of them have taken effect; when one fails, none does. */
    public <T> T together(Supplier<T> steps) {
        T answer = transactions.call(steps);
        index.refresh();
        return answer;
    }

    /** Finds a subscription, as one of the steps, and keeps others from changing it until the last one. */
    public StoredSubscription hold(SubscriptionId id) {
        return store.lock(id).orElseThrow(() -> new NoSuchSubscription(id));
    }
}
