package dev.lakefront.policy.builtin;

import dev.lakefront.limit.KeyKind;
import dev.lakefront.limit.Limit;
import dev.lakefront.policy.Placement;
import dev.lakefront.policy.Policy;
import dev.lakefront.policy.PolicyFactory;
import dev.lakefront.policy.Section;
import java.time.Duration;
import java.util.Objects;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;

/** Limits how many calls a subscription makes: {@code rate-limit: { name: burst, calls: 20, per: 1s }}. */
@Component
final class RateLimit implements PolicyFactory<RateLimit.Config> {

    /**
     * So many calls in so much time.
     *
     * @param name what callers see in the {@code RateLimit} header
     * @param key whose calls are counted together; a subscription's by default
     */
    record Config(
            String name, long calls, Duration per, @Nullable KeyKind key) {}

    @Override
    public String kind() {
        return "rate-limit";
    }

    @Override
    public Class<Config> configType() {
        return Config.class;
    }

    @Override
    public Set<Section> sections() {
        return Set.of(Section.INBOUND);
    }

    @Override
    public Policy create(Config config, Placement placement) {
        Limit limit = Limit.calls(
                config.name(), config.calls(), config.per(), placement.scope().path());
        return new Policy.LimitPolicy(limit, Objects.requireNonNullElse(config.key(), KeyKind.SUBSCRIPTION));
    }
}
