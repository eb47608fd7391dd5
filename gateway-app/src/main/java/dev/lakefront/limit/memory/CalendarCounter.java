package dev.lakefront.limit.memory;

import dev.lakefront.limit.Limit;
import dev.lakefront.limit.Window;
import java.time.Duration;
import java.time.Instant;

/** What was spent since a day, week or month began. */
final class CalendarCounter extends Counter {

    private final Window.Calendar calendar;
    private long now;
    private volatile long end;
    private long spent;

    CalendarCounter(long number, Limit limit, Window.Calendar calendar, Moment birth) {
        super(number, limit);
        this.calendar = calendar;
        this.now = birth.epochMillis();
        this.end = endOf(now);
    }

    @Override
    void at(Moment moment) {
        // A clock that is set back stays in the period that has begun: nobody gets the same day twice.
        now = moment.epochMillis();
        if (now >= end) {
            end = endOf(now);
            spent = 0;
        }
    }

    private long endOf(long millis) {
        return calendar.next(Instant.ofEpochMilli(millis)).toEpochMilli();
    }

    @Override
    long waitFor(long permits) {
        return remaining() >= permits ? 0 : Duration.ofMillis(end - now).toNanos();
    }

    @Override
    void take(long permits) {
        spent += permits;
    }

    @Override
    void debit(long permits) {
        spent += permits;
    }

    @Override
    long remaining() {
        return limit.amount() - spent;
    }

    @Override
    long forgottenAfter() {
        return Duration.ofMillis(end - now).toNanos();
    }
}
