package dev.lakefront.catalog;

import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.Locale;
import org.jspecify.annotations.Nullable;

/**
 * The last part of an API's life: from when on callers should leave it, and until when they can stay. Where an API stands
 * follows from the days alone, in UTC.
 *
 * @param deprecated the first day on which callers should use something else; past or to come
 * @param sunset the last day on which calls are answered; absent while nobody has said so
 * @param successor the id of the API to use instead
 * @param link where the reasons and the way out are explained
 */
public record Lifecycle(
        LocalDate deprecated,
        @Nullable LocalDate sunset,
        @Nullable String successor,
        @Nullable String link) {

    /** Where an API stands on a day. */
    public enum Stage {
        /** It will be deprecated. */
        ANNOUNCED,
        /** It still answers; callers should leave. */
        DEPRECATED,
        /** Its last day is over. */
        RETIRED
    }

    private static final DateTimeFormatter DAY = DateTimeFormatter.ofPattern("d MMMM yyyy", Locale.ENGLISH);

    public Lifecycle {
        if (sunset != null && sunset.isBefore(deprecated)) {
            throw new IllegalArgumentException("'sunset' " + sunset + " is before 'deprecated' " + deprecated
                    + "; write the same day or a later one");
        }
    }

    /** @param today the day in UTC */
    public Stage stage(LocalDate today) {
        if (sunset != null && today.isAfter(sunset)) {
            return Stage.RETIRED;
        }
        return today.isBefore(deprecated) ? Stage.ANNOUNCED : Stage.DEPRECATED;
    }

    /** From when on calls are no longer answered; absent while nobody has said so. */
    public @Nullable Instant end() {
        return sunset == null
                ? null
                : sunset.plusDays(1).atStartOfDay(ZoneOffset.UTC).toInstant();
    }

    /** In words that are true on every day. */
    public String sentence() {
        StringBuilder words = new StringBuilder("Deprecated from ").append(day(deprecated));
        if (sunset != null) {
            words.append("; calls are answered until the end of ")
                    .append(day(sunset))
                    .append(" (UTC)");
        }
        if (successor != null) {
            words.append("; use ").append(successor).append(" instead");
        }
        return words.append('.').toString();
    }

    /** {@link #sentence} as it stands out in Markdown. */
    public String markdown() {
        return "**" + sentence() + "**";
    }

    /** A day as people write it: {@code 30 June 2027}. */
    public static String day(LocalDate day) {
        return DAY.format(day);
    }
}
