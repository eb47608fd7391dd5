package dev.lakefront.policy;

import dev.lakefront.limit.Charge;
import dev.lakefront.limit.Limit;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** All policy documents of a snapshot. Immutable. */
public final class Policies {

    private final Map<PolicyScope, PolicyDocument> byScope = new HashMap<>();

    /** Fails with {@link IllegalArgumentException} when two documents are of one scope. */
    public Policies(Collection<PolicyDocument> documents) {
        for (PolicyDocument document : documents) {
            if (byScope.put(document.scope(), document) != null) {
                throw new IllegalArgumentException(
                        "two policy documents are for " + document.scope().path());
            }
        }
    }

    /** What there is a document for. */
    public Set<PolicyScope> scopes() {
        return Set.copyOf(byScope.keySet());
    }

    /**
     * What holds for the calls of an API.
     *
     * @param products the products that it is in
     * @param always what each call spends besides, such as of what its workspace allows
     */
    public PolicySet forApi(String api, Set<String> products, List<Charge> always) {
        Map<String, PolicySet.Effective> byProduct = new HashMap<>();
        products.forEach(product -> byProduct.put(product, effective(api, product, always)));
        return new PolicySet(effective(api, null, always), byProduct);
    }

    /** The limits that a subscription to this may have lower. */
    public List<Limit> canBeLowered(PolicyScope to) {
        Set<PolicyScope> scopes = new LinkedHashSet<>(List.of(new PolicyScope.Global(), to));
        return scopes.stream()
                .flatMap(scope -> section(scope, Section.INBOUND).stream())
                .map(CompiledPolicy::policy)
                .filter(Policy.LimitPolicy.class::isInstance)
                .map(Policy.LimitPolicy.class::cast)
                .filter(policy -> policy.canBeLowered(to))
                .map(Policy.LimitPolicy::limit)
                .toList();
    }

    /** Whether the same documents hold for the calls of an API as in other policies. */
    public boolean areSameFor(String api, Set<String> products, Policies other) {
        return isSame(new PolicyScope.Global(), other)
                && isSame(new PolicyScope.Api(api), other)
                && products.stream().allMatch(product -> isSame(new PolicyScope.Product(product), other));
    }

    private boolean isSame(PolicyScope scope, Policies other) {
        return byScope.get(scope) == other.byScope.get(scope);
    }

    private PolicySet.Effective effective(String api, @Nullable String product, List<Charge> always) {
        List<PolicyScope> scopes = product == null
                ? List.of(new PolicyScope.Global(), new PolicyScope.Api(api))
                : List.of(new PolicyScope.Global(), new PolicyScope.Product(product), new PolicyScope.Api(api));
        List<CompiledPolicy> policies = new ArrayList<>();
        scopes.forEach(scope -> policies.addAll(section(scope, Section.INBOUND)));
        scopes.reversed().forEach(scope -> policies.addAll(section(scope, Section.OUTBOUND)));
        return PolicySet.Effective.of(policies, always, api, product);
    }

    private List<CompiledPolicy> section(PolicyScope scope, Section section) {
        PolicyDocument document = byScope.get(scope);
        return document == null ? List.of() : document.section(section);
    }
}
