package dev.lakefront.policy;

import java.util.List;

/** The policies of one scope, in the order they were written. */
public record PolicyDocument(PolicyScope scope, List<CompiledPolicy> policies) {

    public PolicyDocument {
        policies = List.copyOf(policies);
    }

    List<CompiledPolicy> section(Section section) {
        return policies.stream()
                .filter(policy -> policy.placement().section() == section)
                .toList();
    }
}
