package dev.lakefront.portal.subscriptions;

import java.time.Duration;

/** Spans of time in words. */
final class Spans {

    private Spans() {}

    static String words(Duration span) {
        if (span.toDays() > 0) {
            return count(span.toDays(), "day");
        }
        return span.toHours() > 0 ? count(span.toHours(), "hour") : count(Math.max(1, span.toMinutes()), "minute");
    }

    private static String count(long number, String unit) {
        return number == 1 ? "1 " + unit : number + " " + unit + "s";
    }
}
