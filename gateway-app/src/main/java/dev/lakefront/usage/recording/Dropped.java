package dev.lakefront.usage.recording;

import io.micrometer.core.instrument.Counter;
import io.micrometer.core.instrument.MeterRegistry;

/** Counts what is missing in the usage that people see, by the reason. */
record Dropped(Counter queueFull, Counter bufferFull, Counter tooOld, Counter stopped, Counter requestLog) {

    static Dropped register(MeterRegistry registry) {
        return new Dropped(
                counter(registry, "queue-full"),
                counter(registry, "buffer-full"),
                counter(registry, "too-old"),
                counter(registry, "stopped"),
                counter(registry, "request-log"));
    }

    private static Counter counter(MeterRegistry registry, String reason) {
        return Counter.builder("lakefront.usage.dropped")
                .description("Calls that are not in the portal's usage, or not in its request log")
                .tag("reason", reason)
                .register(registry);
    }
}
