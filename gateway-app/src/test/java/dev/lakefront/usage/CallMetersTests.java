package dev.lakefront.usage;

import static org.assertj.core.api.Assertions.assertThat;

import com.sun.management.ThreadMXBean;
import dev.lakefront.usage.UsageRecord.Outcome;
import dev.lakefront.usage.UsageRecord.Request;
import dev.lakefront.usage.UsageRecord.Target;
import dev.lakefront.usage.UsageRecord.Times;
import io.micrometer.core.instrument.Meter;
import io.micrometer.core.instrument.Timer;
import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import io.micrometer.prometheusmetrics.PrometheusConfig;
import io.micrometer.prometheusmetrics.PrometheusMeterRegistry;
import java.lang.management.ManagementFactory;
import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

class CallMetersTests {

    private final SimpleMeterRegistry registry = new SimpleMeterRegistry();

    private CallMeters meters(int apis) {
        return new CallMeters(registry, new MetricsProperties(apis, false));
    }

    private static UsageRecord call(@Nullable String api, int status) {
        Target target = api == null ? Target.NONE : new Target(api, "invoke", "prod", "internal", "mobile", null);
        return new UsageRecord(
                0,
                new Request("id", "trace", "POST", "/x", null),
                target,
                status,
                status >= 500 ? Outcome.FAILED : Outcome.SUCCEEDED,
                null,
                new Times(5_000_000, 4_000_000, 3_000_000),
                1,
                10,
                20,
                null,
                UsageRecord.UNKNOWN_ROWS);
    }

    private Set<String> apis() {
        return registry.get("lakefront.requests").timers().stream()
                .map(timer -> String.valueOf(timer.getId().getTag("api")))
                .collect(Collectors.toSet());
    }

    private long count() {
        return registry.get("lakefront.requests").timers().stream()
                .mapToLong(Timer::count)
                .sum();
    }

    @Test
    void tellsTheFirstApisApartAndCountsAllOthersTogether() {
        CallMeters meters = meters(2);

        for (int i = 0; i < 10_000; i++) {
            meters.ended(call("api-" + i, 200));
        }
        meters.ended(call("api-1", 200));
        meters.ended(call(null, 404));

        assertThat(apis()).containsExactlyInAnyOrder("api-0", "api-1", "_other", "_none");
        assertThat(count()).isEqualTo(10_002);
        assertThat(registry.get("lakefront.requests")
                        .tag("api", "_other")
                        .tag("operation", "_other")
                        .timer()
                        .count())
                .isEqualTo(9_998);
        assertThat(registry.get("lakefront.requests")
                        .tag("api", "api-1")
                        .timer()
                        .count())
                .isEqualTo(2);
    }

    @Test
    void staysSmallWhateverStatusesAModelServerInvents() {
        CallMeters meters = meters(10);

        for (int status = 200; status < 600; status++) {
            meters.ended(call("churn", status));
        }

        List<Timer> timers = List.copyOf(registry.get("lakefront.requests").timers());
        assertThat(timers).hasSizeLessThan(70);
        assertThat(count()).isEqualTo(400);
    }

    @Test
    void forgetsApisThatAreGoneAndGivesTheirPlacesToOthers() {
        CallMeters meters = meters(1);
        meters.ended(call("old", 200));
        meters.retried("old", "credential-rejected");
        meters.ended(call("new", 200));
        assertThat(apis()).containsExactlyInAnyOrder("old", "_other");

        meters.retainApis(Set.of("new"));
        meters.ended(call("new", 200));

        assertThat(apis()).containsExactlyInAnyOrder("new", "_other");
        assertThat(registry.getMeters()).extracting(Meter::getId).noneMatch(id -> "old".equals(id.getTag("api")));
    }

    @Test
    void givesQuantilesByWorkspaceAndByApiOnlyWhenAsked() {
        PrometheusMeterRegistry lean = new PrometheusMeterRegistry(PrometheusConfig.DEFAULT);
        new CallMeters(lean, new MetricsProperties(10, false)).ended(call("churn", 200));
        PrometheusMeterRegistry rich = new PrometheusMeterRegistry(PrometheusConfig.DEFAULT);
        new CallMeters(rich, new MetricsProperties(10, true)).ended(call("churn", 200));

        assertThat(lean.scrape())
                .contains("lakefront_time_to_first_byte_seconds_bucket{workspace=\"prod\",le=\"300.0\"}")
                .doesNotContain("lakefront_requests_seconds_bucket");
        assertThat(rich.scrape()).contains("lakefront_requests_seconds_bucket{api=\"churn\"");
    }

    @Test
    void countsRefusalsByLimitAndAttemptsByWorkspace() {
        CallMeters meters = meters(10);

        meters.rateLimited("burst");
        meters.rateLimited("burst");
        meters.attempted("prod", CallMeters.AttemptOutcome.FAILED, 1_000_000);

        assertThat(registry.get("lakefront.rate.limited")
                        .tag("policy", "burst")
                        .counter()
                        .count())
                .isEqualTo(2);
        assertThat(registry.get("lakefront.upstream")
                        .tag("outcome", "failed")
                        .timer()
                        .count())
                .isEqualTo(1);
    }

    /** Looking a meter up is free; what remains is the registry's own recording. */
    @Test
    void findsMetersWithoutMakingGarbage() {
        ThreadMXBean threads = (ThreadMXBean) ManagementFactory.getThreadMXBean();
        PrometheusMeterRegistry prometheus = new PrometheusMeterRegistry(PrometheusConfig.DEFAULT);
        CallMeters meters = new CallMeters(prometheus, new MetricsProperties(10, false));
        UsageRecord[] calls = {call("churn", 200), call("iris", 200), call("churn", 500)};
        record(meters, calls);

        long before = threads.getCurrentThreadAllocatedBytes();
        record(meters, calls);
        long each = (threads.getCurrentThreadAllocatedBytes() - before) / (20_000 * calls.length);

        assertThat(each).isLessThan(16);
    }

    private static void record(CallMeters meters, UsageRecord... calls) {
        for (int i = 0; i < 20_000; i++) {
            for (UsageRecord call : calls) {
                meters.ended(call);
            }
        }
    }
}
