package dev.lakefront.usage;

import dev.lakefront.usage.UsageRecord.Outcome;
import dev.lakefront.usage.UsageRecord.Target;
import io.micrometer.core.instrument.DistributionSummary;
import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.core.instrument.Tags;
import io.micrometer.core.instrument.Timer;
import java.time.Duration;
import java.util.Arrays;
import java.util.Objects;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;
import org.springframework.http.HttpStatus;

/**
 * The meters of one API, or of all that share the label {@code _other} or {@code _none}.
 *
 * <p>An API has few combinations of labels, so a scan over an array finds the timer faster than a hash of all labels
 * would, and makes no garbage. At most {@value #MOST} are told apart, whatever statuses a model server invents; further
 * ones lose operation and product. Thread-safe.
 */
final class ApiMeters {

    private static final int MOST = 60;

    private record Series(
            @Nullable String operation,
            @Nullable String product,
            @Nullable String workspace,
            int status,
            Outcome outcome,
            @Nullable String problem,
            Timer timer) {

        boolean holds(Target target, int status, Outcome outcome, @Nullable String problem) {
            return this.status == status
                    && this.outcome == outcome
                    && Objects.equals(this.problem, problem)
                    && Objects.equals(operation, target.operation())
                    && Objects.equals(product, target.product())
                    && Objects.equals(workspace, target.workspace());
        }
    }

    private static final Target MANY =
            new Target(BoundedLabels.OTHER, BoundedLabels.OTHER, BoundedLabels.OTHER, BoundedLabels.OTHER, null, null);

    private final MeterRegistry registry;
    private final String api;
    private final Duration[] buckets;
    private final DistributionSummary requestBytes;
    private final DistributionSummary responseBytes;
    private volatile Series[] series = {};

    ApiMeters(MeterRegistry registry, String api, Duration... buckets) {
        this.registry = registry;
        this.api = api;
        this.buckets = buckets;
        this.requestBytes = bytes("lakefront.request.bytes", "Sizes of request bodies that were passed on");
        this.responseBytes = bytes("lakefront.response.bytes", "Sizes of model servers' bodies that were passed back");
    }

    void record(UsageRecord usage) {
        Target target = api.equals(BoundedLabels.OTHER) ? MANY : usage.target();
        timer(target, usage).record(usage.times().total(), TimeUnit.NANOSECONDS);
        if (usage.attempts() > 0) {
            requestBytes.record(usage.requestBytes());
            responseBytes.record(usage.responseBytes());
        }
    }

    private Timer timer(Target target, UsageRecord usage) {
        Timer known = find(target, usage.status(), usage.outcome(), usage.problem());
        return known != null ? known : add(target, usage);
    }

    private @Nullable Timer find(Target target, int status, Outcome outcome, @Nullable String problem) {
        for (Series one : series) {
            if (one.holds(target, status, outcome, problem)) {
                return one.timer();
            }
        }
        return null;
    }

    private synchronized Timer add(Target target, UsageRecord usage) {
        boolean full = series.length >= MOST;
        Target told = full ? MANY : target;
        int status = full ? usage.status() / 100 * 100 : usage.status();
        String problem = full && usage.problem() != null ? BoundedLabels.OTHER : usage.problem();
        Timer known = find(told, status, usage.outcome(), problem);
        if (known != null) {
            return known;
        }
        Timer timer = register(told, statusLabel(status, full), usage.outcome(), problem);
        Series[] more = Arrays.copyOf(series, series.length + 1);
        more[series.length] =
                new Series(told.operation(), told.product(), told.workspace(), status, usage.outcome(), problem, timer);
        series = more;
        return timer;
    }

    /** A model server may answer any number; those that no standard knows are told by their class. */
    private static String statusLabel(int status, boolean full) {
        if (status == UsageRecord.NO_STATUS) {
            return BoundedLabels.NONE;
        }
        return full || HttpStatus.resolve(status) == null ? status / 100 + "xx" : Integer.toString(status);
    }

    private Timer register(Target target, String status, Outcome outcome, @Nullable String problem) {
        return Timer.builder("lakefront.requests")
                .description("Calls, from the request's head to the response's end")
                .tag("api", api)
                .tag("operation", orNone(target.operation()))
                .tag("product", orNone(target.product()))
                .tag("workspace", orNone(target.workspace()))
                .tag("status", status)
                .tag("outcome", outcome.word())
                .tag("problem", orNone(problem))
                .serviceLevelObjectives(buckets)
                .register(registry);
    }

    private DistributionSummary bytes(String name, String description) {
        return DistributionSummary.builder(name)
                .description(description)
                .baseUnit("bytes")
                .tags(Tags.of("api", api))
                .register(registry);
    }

    private static String orNone(@Nullable String value) {
        return value == null ? BoundedLabels.NONE : value;
    }
}
