package dev.lakefront.usage;

import io.micrometer.core.instrument.FunctionCounter;
import io.micrometer.core.instrument.Gauge;
import io.micrometer.core.instrument.MeterRegistry;
import java.util.List;
import java.util.concurrent.atomic.LongAdder;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.stereotype.Component;

/**
 * Counts every call in and out, and tells all listeners how it ended.
 *
 * <p>The two counts are kept apart on purpose: what came in and has not come out is under way, and a difference that
 * stays is a call that got lost. Thread-safe; never blocks and never fails a call.
 */
@Component
public class UsageRecorder {

    private static final Logger LOGGER = LoggerFactory.getLogger(UsageRecorder.class);

    private final UsageListener[] listeners;
    private final LongAdder received = new LongAdder();
    private final LongAdder ended = new LongAdder();

    public UsageRecorder(List<UsageListener> listeners, MeterRegistry registry) {
        this.listeners = listeners.toArray(UsageListener[]::new);
        FunctionCounter.builder("lakefront.requests.received", received, LongAdder::sum)
                .description("Requests that came in on the callers' port")
                .register(registry);
        Gauge.builder("lakefront.requests.in.flight", this, UsageRecorder::inFlight)
                .description("Requests that came in and have not ended")
                .register(registry);
    }

    /** A request's head has arrived. */
    public void received() {
        received.increment();
    }

    /** The request has ended; to be called once for each that was received. */
    public void ended(UsageRecord usage) {
        ended.increment();
        for (UsageListener listener : listeners) {
            try {
                listener.ended(usage);
            } catch (RuntimeException failure) {
                LOGGER.atError()
                        .setCause(failure)
                        .addKeyValue("listener", listener.getClass().getSimpleName())
                        .log("A call could not be recorded");
            }
        }
    }

    /** Calls under way; never below nothing, though the two sums are not read at one instant. */
    public long inFlight() {
        return Math.max(0, received.sum() - ended.sum());
    }
}
