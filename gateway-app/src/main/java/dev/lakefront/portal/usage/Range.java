package dev.lakefront.portal.usage;

import java.time.Duration;
import java.util.Arrays;
import java.util.Optional;

/** The last hour, day, week and so on: what most people ask for. */
enum Range {
    HOUR("1h", "Last hour", Duration.ofHours(1), Duration.ofMinutes(1)),
    DAY("24h", "24 hours", Duration.ofDays(1), Duration.ofMinutes(30)),
    WEEK("7d", "7 days", Duration.ofDays(7), Duration.ofHours(3)),
    MONTH("30d", "30 days", Duration.ofDays(30), Duration.ofDays(1)),
    QUARTER("90d", "90 days", Duration.ofDays(90), Duration.ofDays(1));

    private final String word;
    private final String title;
    private final Duration length;
    private final Duration step;

    Range(String word, String title, Duration length, Duration step) {
        this.word = word;
        this.title = title;
        this.length = length;
        this.step = step;
    }

    static Optional<Range> byWord(String word) {
        return Arrays.stream(values()).filter(range -> range.word.equals(word)).findFirst();
    }

    /** As it stands in the address. */
    String word() {
        return word;
    }

    String title() {
        return title;
    }

    Duration length() {
        return length;
    }

    /** How finely time is told in it. */
    Duration step() {
        return step;
    }
}
