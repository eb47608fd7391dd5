package dev.lakefront.server;

import io.micrometer.core.instrument.FunctionCounter;
import io.micrometer.core.instrument.Gauge;
import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.core.instrument.binder.MeterBinder;
import org.springframework.stereotype.Component;

/** What the callers' side holds, and what it turned away before it became a call. */
@Component
class ConnectionMeters implements MeterBinder {

    private final Callers callers;
    private final Overload overload;

    ConnectionMeters(Callers callers, Overload overload) {
        this.callers = callers;
        this.overload = overload;
    }

    @Override
    public void bindTo(MeterRegistry registry) {
        Gauge.builder("lakefront.callers.connections", callers, Callers::connections)
                .description("Connections of callers that are open")
                .register(registry);
        FunctionCounter.builder("lakefront.callers.refused", callers, Callers::refused)
                .description("Connections that were closed at once, because there were too many")
                .register(registry);
        FunctionCounter.builder("lakefront.requests.unreadable", callers, Callers::unreadable)
                .description("Requests whose head could not be read, and which were not counted as received")
                .register(registry);
        Gauge.builder("lakefront.bodies.held", overload, Overload::held)
                .description("Bytes of request bodies that are held in memory")
                .baseUnit("bytes")
                .register(registry);
    }
}
