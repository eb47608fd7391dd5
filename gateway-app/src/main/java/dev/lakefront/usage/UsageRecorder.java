package dev.lakefront.usage;

import dev.lakefront.usage.UsageRecord.Outcome;
import io.micrometer.core.instrument.DistributionSummary;
import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.core.instrument.Timer;
import java.util.Locale;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;

/**
 * Takes the record of every call and adds it to the meters {@code lakefront.requests} and
 * {@code lakefront.request.bytes} and {@code lakefront.response.bytes}.
 *
 * <p>Never blocks and never fails a call. Labels are few on purpose: APIs and operations, never subscriptions or keys.
 */
@Component
public class UsageRecorder {

    private static final String NONE = "none";

    private record Labels(String api, String operation, String status, Outcome outcome, String problem) {}

    private record Meters(Timer duration, DistributionSummary requestBytes, DistributionSummary responseBytes) {}

    private final MeterRegistry registry;
    private final Map<Labels, Meters> meters = new ConcurrentHashMap<>();

    UsageRecorder(MeterRegistry registry) {
        this.registry = registry;
    }

    public void record(UsageRecord usage) {
        Labels labels = new Labels(
                orNone(usage.api()),
                orNone(usage.operation()),
                Integer.toString(usage.status()),
                usage.outcome(),
                orNone(usage.problem()));
        Meters meters = this.meters.computeIfAbsent(labels, this::register);
        meters.duration().record(usage.duration());
        meters.requestBytes().record(usage.requestBytes());
        meters.responseBytes().record(usage.responseBytes());
    }

    private Meters register(Labels labels) {
        String[] tags = {
            "api", labels.api(),
            "operation", labels.operation(),
            "status", labels.status(),
            "outcome", labels.outcome().name().toLowerCase(Locale.ROOT),
            "problem", labels.problem()
        };
        return new Meters(
                Timer.builder("lakefront.requests")
                        .description("Calls, from the request's head to the response's end")
                        .tags(tags)
                        .register(registry),
                bytes("lakefront.request.bytes", "Sizes of request bodies", labels),
                bytes("lakefront.response.bytes", "Sizes of response bodies", labels));
    }

    private DistributionSummary bytes(String name, String description, Labels labels) {
        return DistributionSummary.builder(name)
                .description(description)
                .baseUnit("bytes")
                .tag("api", labels.api())
                .tag("operation", labels.operation())
                .register(registry);
    }

    private static String orNone(@Nullable String value) {
        return value == null ? NONE : value;
    }
}
