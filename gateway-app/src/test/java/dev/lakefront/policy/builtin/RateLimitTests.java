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

class RateLimitTests extends PolicyFactoryContract {

    @Override
    protected PolicyFactory<?> factory() {
        return new RateLimit();
    }

    @Override
    protected List<String> examples() {
        return List.of(
                "{ name: burst, calls: 20, per: 1s, key: subscription }",
                "{ name: daily, calls: 10000, per: 1d }",
                "{ name: rows, rows: 1000, per: 1s, burst: 5000, key: \"header:X-Tenant\", wait: 2s }",
                "{ name: inputs, inputs: 100, per: 1m, key: client-address, on-redis-failure: closed }");
    }

    @Override
    protected Map<String, String> mistakes() {
        return Map.ofEntries(
                Map.entry("{ cals: 20, name: a, calls: 1, per: 1s }", "cals"),
                Map.entry("{ name: a, per: 1s }", "{ name: a"),
                Map.entry("{ name: a, calls: 1 }", "rate-limit"),
                Map.entry("{ name: a, calls: 1, rows: 7, per: 1s }", "7"),
                Map.entry("{ name: a, calls: 0, per: 1s }", "0"),
                Map.entry("{ name: a, calls: 2.5, per: 1s }", "2.5"),
                Map.entry("{ name: a, calls: many, per: 1s }", "many"),
                Map.entry("{ name: a, calls: 1, per: soon }", "soon"),
                Map.entry("{ name: a, calls: 1, per: 0s }", "0s"),
                Map.entry("{ name: a, calls: 1, per: 400d }", "{ name: a"),
                Map.entry("{ name: a, calls: 1, per: 1s, wait: 6m }", "{ name: a"),
                Map.entry("{ name: a, calls: 1, per: 1s, key: ip }", "ip"),
                Map.entry("{ name: a, calls: 1, per: 1s, key: \"header:\" }", "\"header:"),
                Map.entry("{ name: a, calls: 1, per: 1s, key: \"header:x_api-key\" }", "\"header:x_api"),
                Map.entry("{ name: a, calls: 1, per: 1s, on-redis-failure: shut }", "shut"),
                Map.entry("{ name: \"a b\", calls: 1, per: 1s }", "\"a b\""));
    }

    @Test
    void becomesALimitOfItsScopeCountedBySubscription() {
        assertThat(policy(Section.INBOUND, "{ name: burst, calls: 20, per: 250ms }"))
                .isEqualTo(new Policy.LimitPolicy(
                        Limit.calls("burst", 20, Duration.ofMillis(250), "global"),
                        CountedBy.SUBSCRIPTION,
                        Duration.ZERO));
    }

    @Test
    void countsRowsAndHoldsCallsWhereItSaysSo() {
        String written = "{ name: rows, rows: 9, per: 1s, burst: 20, key: \"header:X-Tenant\", wait: 2s,"
                + " on-redis-failure: closed }";

        assertThat(policy(Section.INBOUND, written))
                .isEqualTo(new Policy.LimitPolicy(
                        new Limit(
                                "rows",
                                Unit.ROWS,
                                9,
                                new Window.Refill(20, Duration.ofSeconds(1)),
                                "global",
                                OnRedisFailure.CLOSED),
                        new CountedBy(KeyKind.HEADER, "x-tenant"),
                        Duration.ofSeconds(2)));
    }
}
