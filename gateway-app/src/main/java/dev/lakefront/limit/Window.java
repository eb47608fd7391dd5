package dev.lakefront.limit;

import java.time.Duration;
import java.time.ZoneId;

/** How what was spent of a limit comes back. */
public sealed interface Window {

    /**
     * Evenly: a bucket that holds {@code burst}, starts full, and gets the limit's amount in {@code per}. In any span of
     * time it admits at most {@code burst + amount * span / per}.
     */
    record Refill(long burst, Duration per) implements Window {}

    /** All at once, when the next day, week or month begins in a time zone. */
    record Calendar(CalendarPeriod period, ZoneId zone) implements Window {}

    /** Each as long after it was spent: in any span of this length at most the limit's amount is admitted. */
    record Rolling(Duration length) implements Window {}

    /** When the call ends. */
    record InFlight() implements Window {}

    /** What a calendar-aligned quota counts in; a week begins on Monday (ISO 8601). */
    enum CalendarPeriod {
        DAY,
        WEEK,
        MONTH
    }
}
