package dev.lakefront.subscription.jdbc;

import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;

/** Stands still until somebody moves it. */
final class MutableClock implements InstantSource {

    private volatile Instant now;

    MutableClock(Instant now) {
        this.now = now;
    }

    @Override
    public Instant instant() {
        return now;
    }

    void advance(Duration time) {
        now = now.plus(time);
    }

    void set(Instant moment) {
        now = moment;
    }
}
