package dev.lakefront.subscription.jdbc;

import static org.assertj.core.api.Assertions.catchThrowableOfType;

import dev.lakefront.store.Transactions;
import dev.lakefront.subscription.Actor;
import dev.lakefront.subscription.AuditLog;
import dev.lakefront.subscription.Authentication;
import dev.lakefront.subscription.ChangeRefused;
import dev.lakefront.subscription.IssuedKey;
import dev.lakefront.subscription.KeySource;
import dev.lakefront.subscription.Scope;
import dev.lakefront.subscription.StoredSubscription;
import dev.lakefront.subscription.SubscriptionId;
import dev.lakefront.subscription.SubscriptionKeys;
import dev.lakefront.subscription.SubscriptionRequest;
import dev.lakefront.subscription.Subscriptions;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.TestInstance;

/** What the contracts of this package begin with: an empty store, and somebody who subscribes. */
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
abstract class StoreContract {

    static final Actor ADA = new Actor("ada", "Ada", "192.0.2.1");
    static final Actor APPROVER = new Actor("grace", "Grace", "192.0.2.2");
    private static final AtomicInteger OWNERS = new AtomicInteger();

    PortalStore store;
    Subscriptions subscriptions;
    SubscriptionKeys keys;
    String owner;

    /** An empty database. */
    abstract String database() throws Exception;

    @BeforeAll
    void open() throws Exception {
        store = new PortalStore(database());
        subscriptions = store.bean(Subscriptions.class);
        keys = store.bean(SubscriptionKeys.class);
    }

    @AfterAll
    void close() {
        if (store != null) {
            store.close();
        }
    }

    @BeforeEach
    void startAnew() {
        owner = "owner-" + OWNERS.incrementAndGet();
        store.clock.set(PortalStore.START);
    }

    StoredSubscription request(Scope scope) {
        return subscriptions.request(
                new SubscriptionRequest(
                        new StoredSubscription.Owner(owner, "Ada", "ada@example.com"), scope, " App ", "Why", true),
                ADA);
    }

    StoredSubscription active() {
        return request(new Scope.Product("open"));
    }

    StoredSubscription submitted() {
        return request(new Scope.Product("guarded"));
    }

    Authentication authenticate(IssuedKey issued) {
        return store.bean(KeySource.class).authenticate(issued.key().digest());
    }

    String standing(IssuedKey key) {
        return switch (authenticate(key)) {
            case Authentication.Known known ->
                known.subscription()
                        .standing(store.clock.instant())
                        .map(Enum::name)
                        .orElse("passes");
            case Authentication.Expired _ -> "expired key";
            case Authentication.Unknown _ -> "unknown";
        };
    }

    List<String> audited(SubscriptionId id) {
        return store
                .bean(Transactions.class)
                .call(() -> store.bean(AuditLog.class).of(Subscriptions.AUDITED, id.value()))
                .reversed()
                .stream()
                .map(event -> event.actor().name() + " " + event.action() + " " + event.before() + ">" + event.after())
                .toList();
    }

    static ChangeRefused.Reason refusal(Callable<?> change) {
        return catchThrowableOfType(ChangeRefused.class, change::call).reason();
    }
}
