package dev.lakefront.portal.usage;

import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.List;

/** From when to when, and how finely. */
record Span(Instant from, Instant to, Duration step) {

    /** More bars than this are too thin to be seen. */
    private static final int MOST_STEPS = 62;

    private static final List<Duration> STEPS = List.of(
            Duration.ofMinutes(30),
            Duration.ofHours(1),
            Duration.ofHours(3),
            Duration.ofHours(6),
            Duration.ofDays(1),
            Duration.ofDays(7),
            Duration.ofDays(28));

    /** The last step is the one that runs now. */
    static Span of(Range range, Instant now) {
        long step = range.step().toSeconds();
        Instant to = Instant.ofEpochSecond((now.getEpochSecond() / step + 1) * step);
        return new Span(to.minus(range.length()), to, range.step());
    }

    /**
     * Days of UTC, the last one included.
     *
     * @param minutesFrom since when usage is known by the minute
     */
    static Span of(LocalDate first, LocalDate last, Instant minutesFrom) {
        Instant from = first.atStartOfDay(ZoneOffset.UTC).toInstant();
        Instant to = last.plusDays(1).atStartOfDay(ZoneOffset.UTC).toInstant();
        Duration length = Duration.between(from, to);
        Duration step = STEPS.stream()
                .filter(one -> !from.isBefore(minutesFrom) || one.compareTo(Duration.ofHours(1)) >= 0)
                .filter(one -> length.dividedBy(one) <= MOST_STEPS)
                .findFirst()
                .orElse(STEPS.getLast());
        return new Span(from, to, step);
    }
}
