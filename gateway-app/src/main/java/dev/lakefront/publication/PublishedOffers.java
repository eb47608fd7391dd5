package dev.lakefront.publication;

import dev.lakefront.catalog.Product;
import dev.lakefront.limit.Limit;
import dev.lakefront.policy.PolicyScope;
import dev.lakefront.subscription.Offers;
import dev.lakefront.subscription.Scope;
import java.util.List;
import java.util.Optional;
import java.util.function.Predicate;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;

/** Offers what the current snapshot has. */
@Component
class PublishedOffers implements Offers {

    private final Snapshots snapshots;

    PublishedOffers(Snapshots snapshots) {
        this.snapshots = snapshots;
    }

    @Override
    public Optional<Product> product(String id) {
        return Optional.ofNullable(snapshots.current().products().get(id));
    }

    @Override
    public boolean hasApi(String id) {
        return snapshots.current().apis().containsKey(id);
    }

    /** Any API that it covers knows them. */
    @Override
    public List<Limit> limits(Scope scope) {
        return switch (scope) {
            case Scope.Product(String id) ->
                limits(api -> api.api().products().contains(id), new PolicyScope.Product(id), id);
            case Scope.Api(String id) -> limits(api -> api.api().id().equals(id), new PolicyScope.Api(id), null);
            case Scope.All _ -> limits(_ -> true, new PolicyScope.Global(), null);
        };
    }

    private List<Limit> limits(Predicate<PublishedApi> covered, PolicyScope to, @Nullable String product) {
        return snapshots.current().apis().values().stream()
                .filter(covered)
                .findFirst()
                .map(api -> api.policies().canBeLowered(to, product))
                .orElseGet(List::of);
    }
}
