package dev.lakefront.portal.api;

import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.Locale;

/** Says how long ago something was, as coarsely as people do. */
public final class Age {

    private Age() {}

    public static String words(Instant then, Instant now) {
        Duration age = Duration.between(then, now);
        if (age.compareTo(Duration.ofSeconds(5)) < 0) {
            return "just now";
        }
        ChronoUnit unit = age.compareTo(Duration.ofMinutes(2)) < 0
                ? ChronoUnit.SECONDS
                : age.compareTo(Duration.ofHours(2)) < 0
                        ? ChronoUnit.MINUTES
                        : age.compareTo(Duration.ofDays(2)) < 0 ? ChronoUnit.HOURS : ChronoUnit.DAYS;
        long count = age.dividedBy(unit.getDuration());
        String word = unit.toString().toLowerCase(Locale.ROOT);
        return LimitWords.number(count) + " " + (count == 1 ? word.substring(0, word.length() - 1) : word) + " ago";
    }
}
