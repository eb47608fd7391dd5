package dev.lakefront.limit;

import java.time.DayOfWeek;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneId;
import java.time.temporal.ChronoUnit;
import java.time.temporal.TemporalAdjusters;

/** How what was spent of a limit comes back. */
public sealed interface Window {

    /**
     * Evenly: a bucket that holds {@code burst}, starts full, and gets the limit's amount in {@code per}. In any span of
     * time it admits at most {@code burst + amount * span / per}.
     */
    record Refill(long burst, Duration per) implements Window {}

    /** All at once, when the next day, week or month begins in a time zone. */
    record Calendar(CalendarPeriod period, ZoneId zone) implements Window {

        /** When the period begins that follows the one that a moment is in. */
        public Instant next(Instant moment) {
            LocalDate today = LocalDate.ofInstant(moment, zone);
            LocalDate next = switch (period) {
                case DAY -> today.plusDays(1);
                case WEEK -> today.with(TemporalAdjusters.next(DayOfWeek.MONDAY));
                case MONTH -> today.with(TemporalAdjusters.firstDayOfNextMonth());
            };
            return next.atStartOfDay(zone).toInstant();
        }
    }

    /**
     * Each as long after it was spent: in any span of this length at most the limit's amount is admitted.
     *
     * <p>It is counted in slots of a sixtieth of the length, and a slot comes back whole, its length after its end: up to
     * one slot late, never early.
     */
    record Rolling(Duration length) implements Window {

        /** How many slots make up the length. */
        public static final int SLOTS = 60;

        /** How long a slot is: a sixtieth of the length, rounded up to whole microseconds. */
        public Duration slot() {
            return Duration.of(Math.ceilDiv(length.toNanos() / 1000, SLOTS), ChronoUnit.MICROS);
        }
    }

    /** When the call ends. */
    record InFlight() implements Window {

        /** What a refused caller is told, and how often a waiting one asks: nobody knows when a call will end. */
        public static final Duration RETRY_AFTER = Duration.ofSeconds(1);
    }

    /** What a calendar-aligned quota counts in; a week begins on Monday (ISO 8601). */
    enum CalendarPeriod {
        DAY,
        WEEK,
        MONTH
    }
}
