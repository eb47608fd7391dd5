package dev.lakefront.portal.catalog;

import dev.lakefront.identity.Visitor;
import dev.lakefront.identity.Visitors;
import dev.lakefront.policy.Policy;
import dev.lakefront.policy.PolicyScope;
import dev.lakefront.portal.api.LimitWords;
import dev.lakefront.publication.PublishedApi;
import dev.lakefront.publication.Snapshot;
import dev.lakefront.store.BlockingWork;
import dev.lakefront.store.ConditionalOnPortal;
import dev.lakefront.store.DatabaseUnavailable;
import dev.lakefront.subscription.Scope;
import dev.lakefront.subscription.StoredSubscription;
import dev.lakefront.subscription.SubscriptionState;
import dev.lakefront.subscription.Subscriptions;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;
import org.springframework.web.server.ServerWebExchange;
import reactor.core.publisher.Mono;

/** What a visitor may call: through which of the own subscriptions, and within which limits. */
@Component
@ConditionalOnPortal
class OwnAccess {

    /**
     * A visitor and the own subscriptions.
     *
     * @param subscriptions none while the database is away
     */
    record Own(Visitor visitor, List<StoredSubscription> subscriptions) {

        List<StoredSubscription> active() {
            return subscriptions.stream()
                    .filter(subscription -> subscription.state() == SubscriptionState.ACTIVE)
                    .toList();
        }

        /** Those that let calls of the API through. */
        List<Way> to(PublishedApi api) {
            return active().stream()
                    .filter(subscription -> reaches(subscription.scope(), api))
                    .map(subscription -> Way.of(subscription, api))
                    .toList();
        }

        /** The ids of all APIs that can be called. */
        Set<String> apis(Snapshot snapshot) {
            List<Scope> scopes =
                    active().stream().map(StoredSubscription::scope).distinct().toList();
            return scopes.isEmpty()
                    ? Set.of()
                    : snapshot.apis().values().stream()
                            .filter(api -> scopes.stream().anyMatch(scope -> reaches(scope, api)))
                            .map(api -> api.api().id())
                            .collect(Collectors.toSet());
        }

        private static boolean reaches(Scope scope, PublishedApi api) {
            return switch (scope) {
                case Scope.All() -> true;
                case Scope.Api(String id) -> api.api().id().equals(id);
                case Scope.Product(String id) -> api.api().products().contains(id);
            };
        }
    }

    /**
     * One subscription that leads to an API.
     *
     * @param limits that hold for its calls of the API, in words
     */
    record Way(String title, String href, String covers, List<String> limits) {

        private static Way of(StoredSubscription subscription, PublishedApi api) {
            String product = subscription.scope() instanceof Scope.Product(String id) ? id : null;
            return new Way(
                    subscription.title(),
                    "/portal/subscriptions/" + subscription.id().value(),
                    switch (subscription.scope()) {
                        case Scope.All() -> "all APIs";
                        case Scope.Api _ -> "this API alone";
                        case Scope.Product(String id) -> "product " + id;
                    },
                    limits(subscription, api, product));
        }

        /** Those that an approver lowered as they were lowered; the workspace's own stand behind those of policies. */
        private static List<String> limits(
                StoredSubscription subscription, PublishedApi api, @Nullable String product) {
            PolicyScope to = product == null ? new PolicyScope.Api(api.api().id()) : new PolicyScope.Product(product);
            List<Policy.LimitPolicy> declared = api.policies().limits(product);
            List<String> words = new ArrayList<>();
            declared.stream()
                    .map(policy -> policy.canBeLowered(to)
                            ? new Policy.LimitPolicy(
                                    subscription.limits().lower(policy.limit()), policy.key(), policy.longestWait())
                            : policy)
                    .forEach(policy -> words.add(LimitWords.of(policy)));
            List<String> all = LimitWords.of(api, product);
            words.addAll(all.subList(declared.size(), all.size()));
            return words;
        }
    }

    private final Visitors visitors;
    private final Subscriptions subscriptions;
    private final BlockingWork work;

    OwnAccess(Visitors visitors, Subscriptions subscriptions, BlockingWork work) {
        this.visitors = visitors;
        this.subscriptions = subscriptions;
        this.work = work;
    }

    /** Empty for somebody who has not signed in. A page is served without subscriptions rather than not at all. */
    Mono<Own> of(ServerWebExchange exchange) {
        return visitors.of(exchange)
                .flatMap(Mono::justOrEmpty)
                .flatMap(visitor -> work.call(() -> subscriptions.ofOwner(visitor.id()))
                        .onErrorResume(DatabaseUnavailable.class, _ -> Mono.just(List.of()))
                        .map(own -> new Own(visitor, own)));
    }
}
