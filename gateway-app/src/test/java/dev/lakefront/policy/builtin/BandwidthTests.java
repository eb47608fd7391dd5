package dev.lakefront.policy.builtin;

import static org.assertj.core.api.Assertions.assertThat;

import dev.lakefront.limit.CountedBy;
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

class BandwidthTests extends PolicyFactoryContract {

    @Override
    protected PolicyFactory<?> factory() {
        return new Bandwidth();
    }

    @Override
    protected List<String> examples() {
        return List.of("{ bytes: 10MB, per: 1s }", "{ name: out, bytes: 1GB, per: 1h, burst: 2GB, key: product }");
    }

    @Override
    protected Map<String, String> mistakes() {
        return Map.ofEntries(
                Map.entry("{ per: 1s }", "bandwidth"),
                Map.entry("{ bytes: 10MB }", "bandwidth"),
                Map.entry("{ bytes: 10, per: 1s }", "10"),
                Map.entry("{ bytes: 10MB, per: day }", "day"),
                Map.entry("{ bytes: 10MB, per: 1s, wait: 1s }", "wait"),
                Map.entry("{ bytes: 100GB, per: 1s }", "{ bytes"));
    }

    @Test
    void countsBytesUnderItsOwnName() {
        assertThat(policy(Section.INBOUND, "{ bytes: 1KB, per: 1s }"))
                .isEqualTo(new Policy.LimitPolicy(
                        new Limit(
                                "bandwidth",
                                Unit.BYTES,
                                1024,
                                new Window.Refill(1024, Duration.ofSeconds(1)),
                                "global",
                                OnRedisFailure.LOCAL),
                        CountedBy.SUBSCRIPTION,
                        Duration.ZERO));
    }
}
