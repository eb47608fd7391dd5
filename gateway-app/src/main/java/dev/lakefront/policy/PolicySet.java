package dev.lakefront.policy;

import dev.lakefront.limit.Charge;
import dev.lakefront.limit.Limit;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.springframework.cloud.gateway.filter.GatewayFilter;

/**
 * What holds for the calls of one API, worked out beforehand for each product that a call may be made under. Immutable.
 *
 * <p>Inbound policies hold in the order global, product, API; outbound ones API, product, global; within a document in
 * the order they were written. An outbound filter puts its work off to the moment before the response is committed,
 * where work is done in the order it was put off; so all filters stand in one list, in the order they take effect.
 */
public final class PolicySet {

    /** What holds under one product. */
    record Effective(
            List<CompiledPolicy> policies,
            List<Policy.LimitPolicy> limits,
            LimitPlan plan,
            List<GatewayFilter> filters) {

        static Effective of(List<CompiledPolicy> policies, List<Charge> always, String api, @Nullable String product) {
            List<Policy.LimitPolicy> limits = only(policies, Policy.LimitPolicy.class);
            return new Effective(
                    List.copyOf(policies),
                    limits,
                    new LimitPlan(limits, always, api, product),
                    only(policies, Policy.FilterPolicy.class).stream()
                            .map(Policy.FilterPolicy::filter)
                            .toList());
        }

        private static <P extends Policy> List<P> only(List<CompiledPolicy> policies, Class<P> type) {
            return policies.stream()
                    .map(CompiledPolicy::policy)
                    .filter(type::isInstance)
                    .map(type::cast)
                    .toList();
        }
    }

    private final Effective withoutProduct;
    private final Map<String, Effective> byProduct;

    PolicySet(Effective withoutProduct, Map<String, Effective> byProduct) {
        this.withoutProduct = withoutProduct;
        this.byProduct = Map.copyOf(byProduct);
    }

    /** All that a call spends, policies' limits and others, made ready; absent product for a call under none. */
    public LimitPlan plan(@Nullable String product) {
        return effective(product).plan();
    }

    /** The policies that are limits; absent product for a call under none. */
    public List<Policy.LimitPolicy> limits(@Nullable String product) {
        return effective(product).limits();
    }

    /** The limits that a subscription to this may have lower, of those that hold for calls under a product or none. */
    public List<Limit> canBeLowered(PolicyScope to, @Nullable String product) {
        return limits(product).stream()
                .filter(policy -> policy.canBeLowered(to))
                .map(Policy.LimitPolicy::limit)
                .toList();
    }

    /** The filters that a call passes. */
    public List<GatewayFilter> filters(@Nullable String product) {
        return effective(product).filters();
    }

    /** Every policy that holds for a call, in the order they take effect, with its place: for {@code explain}. */
    public List<CompiledPolicy> policies(@Nullable String product) {
        return effective(product).policies();
    }

    private Effective effective(@Nullable String product) {
        if (product == null) {
            return withoutProduct;
        }
        Effective effective = byProduct.get(product);
        if (effective == null) {
            throw new IllegalArgumentException(
                    "this API is not in product '" + product + "'; it is in: " + byProduct.keySet());
        }
        return effective;
    }
}
