package dev.lakefront.resilience;

import io.github.resilience4j.circuitbreaker.CircuitBreaker;
import io.github.resilience4j.circuitbreaker.CircuitBreaker.State;
import io.github.resilience4j.circuitbreaker.CircuitBreakerConfig;
import io.github.resilience4j.circuitbreaker.CircuitBreakerConfig.SlidingWindowType;
import java.time.Duration;
import java.util.concurrent.TimeUnit;
import java.util.function.LongSupplier;

/**
 * Stops calls to an endpoint that mostly fails, and lets a few through after a while to see whether it is well again.
 *
 * <p>Resilience4j's circuit breaker decides. Around it, an answer counts only in the state that its call was let through
 * in: the late failure of a call from before the opening is no result of a probe. Thread-safe, never blocks.
 */
final class Circuit {

    /** So many calls find out whether an endpoint is well again; one could be unlucky. */
    static final int PROBES = 3;

    private static final RuntimeException FAILURE = new RuntimeException("the endpoint failed", null, false, false) {
        private static final long serialVersionUID = 1L;
    };

    private final CircuitBreaker breaker;
    private final LongSupplier nanoTime;
    private final long open;
    private volatile long opened;

    Circuit(String endpoint, BreakerSettings settings, LongSupplier nanoTime) {
        this.breaker = CircuitBreaker.of(endpoint, config(settings, nanoTime));
        this.nanoTime = nanoTime;
        this.open = settings.open().toNanos();
    }

    private static CircuitBreakerConfig config(BreakerSettings settings, LongSupplier nanoTime) {
        return CircuitBreakerConfig.custom()
                .failureRateThreshold(settings.failureRate())
                .slidingWindowType(SlidingWindowType.COUNT_BASED)
                .slidingWindowSize(settings.window())
                .minimumNumberOfCalls(Math.max(2, settings.window() / 2))
                .waitDurationInOpenState(settings.open())
                .permittedNumberOfCallsInHalfOpenState(PROBES)
                .writableStackTraceEnabled(false)
                .clock(new NanoClock(nanoTime))
                .currentTimestampFunction(clock -> nanoTime.getAsLong(), TimeUnit.NANOSECONDS)
                .build();
    }

    /** Leave for one attempt, or {@link Permit#DENIED}. */
    Permit ask() {
        return breaker.tryAcquirePermission() ? new Permit(this, state() == State.HALF_OPEN) : Permit.DENIED;
    }

    /** Until calls are tried again: what is left, or a second while probes are under way; zero while closed. */
    Duration openFor() {
        long left = opened + open - nanoTime.getAsLong();
        return switch (state()) {
            case OPEN, FORCED_OPEN -> Duration.ofNanos(Math.max(left, 0));
            case HALF_OPEN -> Duration.ofSeconds(1);
            case CLOSED, DISABLED, METRICS_ONLY -> Duration.ZERO;
        };
    }

    State state() {
        return breaker.getState();
    }

    void succeeded(Permit permit) {
        if (counts(permit)) {
            breaker.onSuccess(0, TimeUnit.NANOSECONDS);
            noteOpening();
        }
    }

    void failed(Permit permit) {
        if (counts(permit)) {
            breaker.onError(0, TimeUnit.NANOSECONDS, FAILURE);
            noteOpening();
        }
    }

    void released(Permit permit) {
        if (counts(permit)) {
            breaker.releasePermission();
        }
    }

    private boolean counts(Permit permit) {
        State now = state();
        return now != State.OPEN && permit.isProbe() == (now == State.HALF_OPEN);
    }

    private void noteOpening() {
        if (state() == State.OPEN) {
            opened = nanoTime.getAsLong();
        }
    }
}
