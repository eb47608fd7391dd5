package dev.lakefront.usage;

import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.core.instrument.Timer;
import java.time.Duration;
import java.util.EnumMap;
import java.util.Map;
import java.util.stream.DoubleStream;

/**
 * The meters of one workspace. These have buckets, for quantiles: workspaces are few where APIs are many.
 *
 * @param firstByte until the head of an answer was written to the caller
 * @param upstream until the head of a model server's answer came, by how the attempt went
 */
record WorkspaceMeters(Timer firstByte, Map<CallMeters.AttemptOutcome, Timer> upstream) {

    /** In seconds: those that OpenTelemetry gives for HTTP servers, and what models need beyond. */
    private static final double[] SECONDS = {
        0.005, 0.01, 0.025, 0.05, 0.075, 0.1, 0.25, 0.5, 0.75, 1, 2.5, 5, 7.5, 10, 20, 30, 60, 120, 300
    };

    static final Duration[] BUCKETS = DoubleStream.of(SECONDS)
            .mapToObj(seconds -> Duration.ofMillis(Math.round(seconds * 1000)))
            .toArray(Duration[]::new);

    static WorkspaceMeters register(MeterRegistry registry, String workspace) {
        Map<CallMeters.AttemptOutcome, Timer> upstream = new EnumMap<>(CallMeters.AttemptOutcome.class);
        for (CallMeters.AttemptOutcome attempt : CallMeters.AttemptOutcome.values()) {
            upstream.put(
                    attempt,
                    Timer.builder("lakefront.upstream")
                            .description("Attempts at model servers, until the head of the answer")
                            .tag("workspace", workspace)
                            .tag("outcome", attempt.word())
                            .serviceLevelObjectives(BUCKETS)
                            .register(registry));
        }
        Timer firstByte = Timer.builder("lakefront.time.to.first.byte")
                .description("Calls, from the request's head until the response's head was written")
                .tag("workspace", workspace)
                .serviceLevelObjectives(BUCKETS)
                .register(registry);
        return new WorkspaceMeters(firstByte, upstream);
    }
}
