package dev.lakefront.policy.builtin;

import static org.assertj.core.api.Assertions.assertThat;

import dev.lakefront.limit.KeyKind;
import dev.lakefront.limit.Limit;
import dev.lakefront.policy.Policy;
import dev.lakefront.policy.PolicyFactory;
import dev.lakefront.policy.PolicyFactoryContract;
import dev.lakefront.policy.Section;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

class RateLimitTests extends PolicyFactoryContract {

    @Override
    protected PolicyFactory<?> factory() {
        return new RateLimit();
    }

    @Override
    protected List<String> examples() {
        return List.of(
                "{ name: burst, calls: 20, per: 1s, key: subscription }", "{ name: daily, calls: 10000, per: 1d }");
    }

    @Override
    protected Map<String, String> mistakes() {
        return Map.of(
                "{ cals: 20, name: a, calls: 1, per: 1s }", "cals",
                "{ name: a, per: 1s }", "rate-limit",
                "{ name: a, calls: 0, per: 1s }", "0",
                "{ name: a, calls: 2.5, per: 1s }", "2.5",
                "{ name: a, calls: many, per: 1s }", "many",
                "{ name: a, calls: 1, per: soon }", "soon",
                "{ name: a, calls: 1, per: 0s }", "0s",
                "{ name: a, calls: 1, per: 400d }", "{ name: a",
                "{ name: a, calls: 1, per: 1s, key: ip }", "ip",
                "{ name: \"a b\", calls: 1, per: 1s }", "\"a b\"");
    }

    @Test
    void becomesALimitOfItsScopeCountedBySubscription() {
        assertThat(policy(Section.INBOUND, "{ name: burst, calls: 20, per: 250ms }"))
                .isEqualTo(new Policy.LimitPolicy(
                        Limit.calls("burst", 20, Duration.ofMillis(250), "global"), KeyKind.SUBSCRIPTION));
    }
}
