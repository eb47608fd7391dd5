package dev.lakefront.policy.builtin;

import dev.lakefront.limit.Limit;
import dev.lakefront.limit.OnRedisFailure;
import dev.lakefront.limit.Unit;
import dev.lakefront.limit.Window;
import dev.lakefront.policy.Placement;
import dev.lakefront.policy.Policy;
import dev.lakefront.policy.PolicyFactory;
import dev.lakefront.policy.Section;
import java.time.Duration;
import java.util.Objects;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;
import org.springframework.util.unit.DataSize;

/** Limits how many bytes of bodies go through, both ways together: {@code bandwidth: { bytes: 10MB, per: 1s }}. */
@Component
final class Bandwidth implements PolicyFactory<Bandwidth.Config> {

    /**
     * So many bytes in so much time. They are known when a call ends, so it is the calls after it that are refused.
     *
     * @param name what callers see in the {@code RateLimit} header; {@code bandwidth} by default
     * @param burst how much may come at once; as much as in the whole time by default
     * @param key whose calls are counted together; a subscription's by default
     */
    record Config(
            @Nullable String name,
            DataSize bytes,
            Duration per,
            @Nullable DataSize burst,
            @Nullable String key,
            @Nullable OnRedisFailure onRedisFailure) {}

    @Override
    public String kind() {
        return "bandwidth";
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
        DataSize burst = Objects.requireNonNullElse(config.burst(), config.bytes());
        Limit limit = new Limit(
                Objects.requireNonNullElse(config.name(), kind()),
                Unit.BYTES,
                config.bytes().toBytes(),
                new Window.Refill(burst.toBytes(), config.per()),
                placement.scope().path(),
                Objects.requireNonNullElse(config.onRedisFailure(), OnRedisFailure.LOCAL));
        return new Policy.LimitPolicy(limit, KeySetting.read(config.key()), Duration.ZERO);
    }
}
