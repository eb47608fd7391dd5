package dev.lakefront.policy.builtin;

import static org.assertj.core.api.Assertions.assertThat;

import dev.lakefront.limit.CountedBy;
import dev.lakefront.limit.KeyKind;
import dev.lakefront.limit.Limit;
import dev.lakefront.limit.OnRedisFailure;
import dev.lakefront.limit.Unit;
import dev.lakefront.limit.Window;
import dev.lakefront.policy.Policy;
import dev.lakefront.policy.PolicyFactory;
import dev.lakefront.policy.PolicyFactoryContract;
import dev.lakefront.policy.Section;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

class ConcurrencyTests extends PolicyFactoryContract {

    @Override
    protected PolicyFactory<?> factory() {
        return new Concurrency();
    }

    @Override
    protected List<String> examples() {
        return List.of("{ max: 40, key: api }", "{ name: streams, max: 1, wait: 500ms, on-redis-failure: open }");
    }

    @Override
    protected Map<String, String> mistakes() {
        return Map.ofEntries(
                Map.entry("{ name: a }", "concurrency"),
                Map.entry("{ max: 0 }", "0"),
                Map.entry("{ max: 1, wait: 301s }", "{ max"),
                Map.entry("{ max: 1, per: 1s }", "per"),
                Map.entry("{ max: 1, key: \"header:Cookie\" }", "\"header:Cookie"));
    }

    @Test
    void countsCallsInFlightUnderItsOwnName() {
        assertThat(policy(Section.INBOUND, "{ max: 40, key: api, wait: 500ms }"))
                .isEqualTo(new Policy.LimitPolicy(
                        new Limit(
                                "concurrency",
                                Unit.CALLS_IN_FLIGHT,
                                40,
                                new Window.InFlight(),
                                "global",
                                OnRedisFailure.LOCAL),
                        new CountedBy(KeyKind.API, ""),
                        Duration.ofMillis(500)));
    }
}
