package dev.lakefront.management;

import dev.lakefront.problem.GatewayProblem;
import dev.lakefront.problem.ProblemType;
import java.time.DateTimeException;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.springframework.util.MultiValueMap;

/** From when to when usage is asked for, and how finely. */
record UsageSpan(Instant from, Instant to, Duration step) {

    private static final Duration HOUR = Duration.ofHours(1);

    /** Further back nothing is known, with the usual settings. */
    private static final Duration LONGEST = Duration.ofDays(800);

    /** Years of more digits can be written, but not be asked of a database. */
    private static final Instant LATEST = Instant.parse("9999-12-31T00:00:00Z");

    private static final int MOST_STEPS = 1500;

    /** So many are told where no step is asked for. */
    private static final int USUAL_STEPS = 62;

    private static final List<Duration> STEPS = List.of(
            Duration.ofMinutes(1),
            Duration.ofMinutes(30),
            HOUR,
            Duration.ofHours(3),
            Duration.ofHours(6),
            Duration.ofDays(1),
            Duration.ofDays(7),
            Duration.ofDays(28));

    /**
     * The last 24 hours where nothing else is said. Fails with {@code invalid-parameter}.
     *
     * @param keepMinutes how long usage is known by the minute
     */
    static UsageSpan of(MultiValueMap<String, String> query, Instant now, Duration keepMinutes) {
        String last = query.getFirst("to");
        String first = query.getFirst("from");
        Instant to = last == null ? now : moment("to", last, 1);
        Instant from = first == null ? to.minus(Duration.ofDays(1)) : moment("from", first, 0);
        if (!from.isBefore(to) || Duration.between(from, to).compareTo(LONGEST) > 0) {
            throw invalid("'from' must be before 'to', by 800 days at most.");
        }
        // Minutes of the oldest hour may be half gone.
        boolean byMinute = !from.isBefore(now.minus(keepMinutes).plus(HOUR));
        return new UsageSpan(from, to, step(query.getFirst("step"), Duration.between(from, to), byMinute));
    }

    /** @param days what a day alone is moved by: the last one is in it */
    private static Instant moment(String name, String text, int days) {
        try {
            Instant moment = text.length() == "2027-06-30".length()
                    ? LocalDate.parse(text)
                            .plusDays(days)
                            .atStartOfDay(ZoneOffset.UTC)
                            .toInstant()
                    : OffsetDateTime.parse(text).toInstant();
            if (!moment.isBefore(Instant.EPOCH) && moment.isBefore(LATEST)) {
                return moment;
            }
        } catch (DateTimeException unreadable) {
            // Said below.
        }
        throw invalid("'" + name + "' must be a day such as 2027-06-30 or a time such as 2027-06-30T12:00:00Z.");
    }

    private static Duration step(@Nullable String text, Duration length, boolean byMinute) {
        if (text == null) {
            return STEPS.stream()
                    .filter(step -> byMinute || step.compareTo(HOUR) >= 0)
                    .filter(step -> length.dividedBy(step) <= USUAL_STEPS)
                    .findFirst()
                    .orElse(STEPS.getLast());
        }
        Duration step = parse(text);
        if (length.dividedBy(step) > MOST_STEPS) {
            throw invalid("'step' is too short: at most " + MOST_STEPS + " steps fit into an answer.");
        }
        if (!byMinute && step.compareTo(HOUR) < 0) {
            throw invalid("'step' must be an hour or more: so far back usage is known by the hour only.");
        }
        return step;
    }

    private static Duration parse(String text) {
        try {
            Duration step = Duration.parse(text);
            if (STEPS.contains(step)) {
                return step;
            }
        } catch (DateTimeException unreadable) {
            // Said below.
        }
        throw invalid("'step' must be one of PT1M, PT30M, PT1H, PT3H, PT6H, P1D, P7D, P28D.");
    }

    private static GatewayProblem invalid(String detail) {
        return new GatewayProblem(ProblemType.INVALID_PARAMETER, detail);
    }
}
