package dev.lakefront.portal.catalog;

import dev.lakefront.identity.Role;
import dev.lakefront.identity.Visitors;
import dev.lakefront.publication.Snapshots;
import dev.lakefront.store.BlockingWork;
import dev.lakefront.store.ConditionalOnPortal;
import dev.lakefront.store.DatabaseUnavailable;
import dev.lakefront.subscription.Scope;
import dev.lakefront.subscription.StoredSubscription;
import dev.lakefront.subscription.Subscription;
import dev.lakefront.subscription.SubscriptionQuery;
import dev.lakefront.subscription.SubscriptionState;
import dev.lakefront.subscription.Subscriptions;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Objects;
import org.springframework.stereotype.Component;
import org.springframework.web.server.ServerWebExchange;
import reactor.core.publisher.Mono;

/** Who subscribes to a product, for administrators. */
@Component
@ConditionalOnPortal
class ProductUsers {

    /** @param fromFile whether a file declares it */
    record User(String title, String owner, String state, boolean fromFile) {}

    private final Visitors visitors;
    private final Snapshots snapshots;
    private final Subscriptions subscriptions;
    private final BlockingWork work;

    ProductUsers(Visitors visitors, Snapshots snapshots, Subscriptions subscriptions, BlockingWork work) {
        this.visitors = visitors;
        this.snapshots = snapshots;
        this.subscriptions = subscriptions;
        this.work = work;
    }

    /** Empty for whoever is no administrator, and while the database is away. */
    Mono<List<User>> of(String product, ServerWebExchange exchange) {
        return visitors.of(exchange)
                .filter(visitor ->
                        visitor.filter(known -> known.is(Role.ADMINISTRATOR)).isPresent())
                .flatMap(_ -> work.call(() -> users(new Scope.Product(product))))
                .onErrorResume(DatabaseUnavailable.class, _ -> Mono.empty());
    }

    private List<User> users(Scope scope) {
        List<User> users = new ArrayList<>();
        snapshots.current().subscriptions().all().stream()
                .filter(declared -> declared.scope().equals(scope))
                .sorted(Comparator.comparing(Subscription::title))
                .forEach(declared -> users.add(new User(
                        declared.title(), owner(declared), declared.state().word(), true)));
        subscriptions
                .list(new SubscriptionQuery(
                        null, SubscriptionState.LIVING, scope, null, 0, SubscriptionQuery.MAX_LIMIT))
                .stream()
                .sorted(Comparator.comparing(StoredSubscription::title))
                .forEach(stored -> users.add(new User(
                        stored.title(), stored.owner().name(), stored.state().word(), false)));
        return users;
    }

    private static String owner(Subscription declared) {
        Subscription.Owner owner = declared.owner();
        return owner == null
                ? "nobody named"
                : Objects.requireNonNullElse(owner.team(), Objects.requireNonNullElse(owner.contact(), "nobody named"));
    }
}
