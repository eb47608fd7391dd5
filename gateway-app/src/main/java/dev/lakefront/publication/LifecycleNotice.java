package dev.lakefront.publication;

import dev.lakefront.catalog.Lifecycle;
import dev.lakefront.problem.GatewayProblem;
import dev.lakefront.problem.ProblemType;
import java.time.Instant;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.Locale;
import org.jspecify.annotations.Nullable;
import org.springframework.http.HttpHeaders;

/**
 * What callers of an API are told of its end, as text that is ready to be sent.
 *
 * @param deprecation the header of RFC 9745: the start of the day, in seconds
 * @param sunset the header of RFC 8594: the last second that is answered; absent while no day is set
 * @param links where to read more, and what to use instead (RFC 8288); absent when neither is known
 * @param end from when on calls are refused
 * @param successor the id of the API to use instead
 * @param farewell what a refused caller reads
 */
public record LifecycleNotice(
        String deprecation,
        @Nullable String sunset,
        @Nullable String links,
        @Nullable Instant end,
        @Nullable String successor,
        String farewell) {

    /** RFC 9110, section 5.6.7; the JDK's own format leaves out a day's leading zero. */
    private static final DateTimeFormatter HTTP_DATE = DateTimeFormatter.ofPattern(
                    "EEE, dd MMM yyyy HH:mm:ss 'GMT'", Locale.US)
            .withZone(ZoneOffset.UTC);

    /**
     * @param link where to read more
     * @param successorPath where the successor is published; absent when there is none
     */
    static LifecycleNotice of(Lifecycle lifecycle, @Nullable String link, @Nullable String successorPath) {
        Instant end = lifecycle.end();
        return new LifecycleNotice(
                "@" + lifecycle.deprecated().atStartOfDay(ZoneOffset.UTC).toEpochSecond(),
                end == null ? null : HTTP_DATE.format(end.minusSeconds(1)),
                links(link, end != null, successorPath),
                end,
                lifecycle.successor(),
                farewell(lifecycle, successorPath));
    }

    private static @Nullable String links(@Nullable String link, boolean ends, @Nullable String successorPath) {
        StringBuilder links = new StringBuilder();
        if (link != null) {
            add(links, link, "deprecation");
        }
        if (link != null && ends) {
            add(links, link, "sunset");
        }
        if (successorPath != null) {
            add(links, successorPath, "successor-version");
        }
        return links.isEmpty() ? null : links.toString();
    }

    private static void add(StringBuilder links, String target, String relation) {
        links.append(links.isEmpty() ? "<" : ", <")
                .append(target)
                .append(">; rel=\"")
                .append(relation)
                .append('"');
    }

    private static String farewell(Lifecycle lifecycle, @Nullable String successorPath) {
        String since = lifecycle.sunset() == null
                ? "This API was retired."
                : "This API was retired at the end of " + lifecycle.sunset() + " (UTC).";
        if (lifecycle.successor() == null) {
            return since + " Ask its owner what to use instead.";
        }
        String where = successorPath == null ? "" : ", at " + successorPath;
        return since + " Use '" + lifecycle.successor() + "' instead" + where + ".";
    }

    /** Whether calls are refused by now. */
    public boolean isOver(Instant now) {
        return end != null && !now.isBefore(end);
    }

    /** Says it in the headers of an answer. What the model server says of itself there is replaced; its links stay. */
    public void addTo(HttpHeaders headers) {
        headers.set("Deprecation", deprecation);
        if (sunset != null) {
            headers.set("Sunset", sunset);
        }
        if (links != null) {
            headers.add(HttpHeaders.LINK, links);
        }
    }

    /** The answer to calls once {@link #isOver} holds. */
    public GatewayProblem refusal() {
        GatewayProblem problem = new GatewayProblem(ProblemType.API_RETIRED, farewell);
        return successor == null ? problem : problem.with("successor", successor);
    }
}
