package dev.lakefront.policy.builtin;

import dev.lakefront.document.Durations;
import dev.lakefront.limit.Limit;
import dev.lakefront.limit.OnRedisFailure;
import dev.lakefront.limit.Window;
import dev.lakefront.policy.Placement;
import dev.lakefront.policy.Policy;
import dev.lakefront.policy.PolicyFactory;
import dev.lakefront.policy.PolicyRefused;
import dev.lakefront.policy.Section;
import java.time.DateTimeException;
import java.time.Duration;
import java.time.ZoneId;
import java.time.ZoneOffset;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;
import org.springframework.util.unit.DataSize;

/**
 * Limits how much is spent in a day, a week or a month, or in the last so-and-so long: {@code quota: { name: daily, calls:
 * 10000, per: day, zone: Europe/Berlin }}.
 */
@Component
final class Quota implements PolicyFactory<Quota.Config> {

    /**
     * So much in a longer time. Exactly one of calls, inputs, rows and bytes is there.
     *
     * @param name what callers see in the {@code RateLimit} header
     * @param per {@code day}, {@code week} or {@code month}, which begin at midnight; or a duration, which rolls
     * @param zone where that midnight is; UTC by default
     * @param key whose calls are counted together; a subscription's by default
     */
    record Config(
            String name,
            @Nullable Long calls,
            @Nullable Long inputs,
            @Nullable Long rows,
            @Nullable DataSize bytes,
            String per,
            @Nullable String zone,
            @Nullable String key,
            @Nullable OnRedisFailure onRedisFailure) {}

    @Override
    public String kind() {
        return "quota";
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
        Amount amount = Amount.of(
                config.calls(), config.inputs(), config.rows(), config.bytes(), "calls, inputs, rows and bytes");
        Limit limit = new Limit(
                config.name(),
                amount.unit(),
                amount.value(),
                window(config.per(), config.zone()),
                placement.scope().path(),
                Objects.requireNonNullElse(config.onRedisFailure(), OnRedisFailure.LOCAL));
        return new Policy.LimitPolicy(limit, KeySetting.read(config.key()), Duration.ZERO);
    }

    private static Window window(String per, @Nullable String zone) {
        return switch (per) {
            case "day" -> new Window.Calendar(Window.CalendarPeriod.DAY, zone(zone));
            case "week" -> new Window.Calendar(Window.CalendarPeriod.WEEK, zone(zone));
            case "month" -> new Window.Calendar(Window.CalendarPeriod.MONTH, zone(zone));
            default -> {
                if (zone != null) {
                    throw new PolicyRefused(
                            Map.of("/zone", "a quota that rolls needs no time zone; remove it, or write per: day"));
                }
                yield new Window.Rolling(Durations.parse(per));
            }
        };
    }

    private static ZoneId zone(@Nullable String written) {
        try {
            return written == null ? ZoneOffset.UTC : ZoneId.of(written);
        } catch (DateTimeException unknown) {
            throw new PolicyRefused(Map.of("/zone", "this is no time zone; write one such as Europe/Berlin"));
        }
    }
}
