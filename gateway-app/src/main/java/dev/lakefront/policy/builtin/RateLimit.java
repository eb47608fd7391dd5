package dev.lakefront.policy.builtin;

import com.fasterxml.jackson.annotation.JsonProperty;
import dev.lakefront.limit.Limit;
import dev.lakefront.limit.OnRedisFailure;
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

/** Limits how fast calls, or what is in them, come: {@code rate-limit: { name: burst, calls: 20, per: 1s }}. */
@Component
final class RateLimit implements PolicyFactory<RateLimit.Config> {

    /**
     * So much in so much time. Exactly one of calls, inputs and rows is there.
     *
     * @param name what callers see in the {@code RateLimit} header
     * @param burst how much may come at once; as much as in the whole time by default
     * @param key whose calls are counted together; a subscription's by default
     * @param longestWait how long a call is held until it may go; by default it is refused at once
     */
    record Config(
            String name,
            @Nullable Long calls,
            @Nullable Long inputs,
            @Nullable Long rows,
            Duration per,
            @Nullable Long burst,
            @Nullable String key,
            @JsonProperty("wait") @Nullable Duration longestWait,
            @Nullable OnRedisFailure onRedisFailure) {}

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
        Amount amount = Amount.of(config.calls(), config.inputs(), config.rows(), null, "calls, inputs and rows");
        long burst = Objects.requireNonNullElse(config.burst(), amount.value());
        Limit limit = new Limit(
                config.name(),
                amount.unit(),
                amount.value(),
                new Window.Refill(burst, config.per()),
                placement.scope().path(),
                Objects.requireNonNullElse(config.onRedisFailure(), OnRedisFailure.LOCAL));
        return new Policy.LimitPolicy(
                limit, KeySetting.read(config.key()), Objects.requireNonNullElse(config.longestWait(), Duration.ZERO));
    }
}
