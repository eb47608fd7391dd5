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
import java.time.ZoneId;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

class QuotaTests extends PolicyFactoryContract {

    @Override
    protected PolicyFactory<?> factory() {
        return new Quota();
    }

    @Override
    protected List<String> examples() {
        return List.of(
                "{ name: daily, calls: 10000, per: day, zone: Europe/Berlin }",
                "{ name: monthly, rows: 1000000, per: month }",
                "{ name: weekly, inputs: 5, per: week, key: api }",
                "{ name: trailing, calls: 10000, per: 30d }",
                "{ name: traffic, bytes: 100GB, per: month, key: product }");
    }

    @Override
    protected Map<String, String> mistakes() {
        return Map.ofEntries(
                Map.entry("{ name: a, calls: 1, per: year }", "year"),
                Map.entry("{ name: a, calls: 1 }", "quota"),
                Map.entry("{ name: a, per: day }", "{ name: a"),
                Map.entry("{ name: a, bytes: 1GB, rows: 4, per: day }", "4"),
                Map.entry("{ name: a, calls: 1, per: day, zone: Mars/Base }", "Mars/Base"),
                Map.entry("{ name: a, calls: 1, per: 1d, zone: UTC }", "UTC"),
                Map.entry("{ name: a, calls: 1, per: 400d }", "{ name: a"),
                Map.entry("{ name: a, bytes: 9999TB, per: day }", "{ name: a"),
                Map.entry("{ name: a, calls: 1, per: day, wait: 1s }", "wait"));
    }

    @Test
    void countsCalendarPeriodsInATimeZone() {
        assertThat(policy(Section.INBOUND, "{ name: daily, calls: 7, per: week, zone: Europe/Berlin }"))
                .isEqualTo(quota(
                        "daily",
                        Unit.CALLS,
                        7,
                        new Window.Calendar(Window.CalendarPeriod.WEEK, ZoneId.of("Europe/Berlin"))));
        assertThat(policy(Section.INBOUND, "{ name: daily, bytes: 1KB, per: month }"))
                .isEqualTo(quota(
                        "daily", Unit.BYTES, 1024, new Window.Calendar(Window.CalendarPeriod.MONTH, ZoneOffset.UTC)));
    }

    @Test
    void rollsOverADuration() {
        assertThat(policy(Section.INBOUND, "{ name: trailing, rows: 7, per: 30d }"))
                .isEqualTo(quota("trailing", Unit.ROWS, 7, new Window.Rolling(Duration.ofDays(30))));
    }

    private static Policy quota(String name, Unit unit, long amount, Window window) {
        return new Policy.LimitPolicy(
                new Limit(name, unit, amount, window, "global", OnRedisFailure.LOCAL),
                CountedBy.SUBSCRIPTION,
                Duration.ZERO);
    }
}
