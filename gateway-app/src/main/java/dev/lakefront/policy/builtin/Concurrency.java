package dev.lakefront.policy.builtin;

import com.fasterxml.jackson.annotation.JsonProperty;
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

/** Limits how many calls are under way at a time: {@code concurrency: { max: 40, key: api }}. */
@Component
final class Concurrency implements PolicyFactory<Concurrency.Config> {

    /**
     * So many at a time.
     *
     * @param name what callers see in the {@code RateLimit} header; {@code concurrency} by default
     * @param key whose calls are counted together; a subscription's by default
     * @param longestWait how long a call is held until there is a place; by default it is refused at once
     */
    record Config(
            @Nullable String name,
            long max,
            @Nullable String key,
            @JsonProperty("wait") @Nullable Duration longestWait,
            @Nullable OnRedisFailure onRedisFailure) {}

    @Override
    public String kind() {
        return "concurrency";
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
        Limit limit = new Limit(
                Objects.requireNonNullElse(config.name(), kind()),
                Unit.CALLS_IN_FLIGHT,
                config.max(),
                new Window.InFlight(),
                placement.scope().path(),
                Objects.requireNonNullElse(config.onRedisFailure(), OnRedisFailure.LOCAL));
        return new Policy.LimitPolicy(
                limit, KeySetting.read(config.key()), Objects.requireNonNullElse(config.longestWait(), Duration.ZERO));
    }
}
