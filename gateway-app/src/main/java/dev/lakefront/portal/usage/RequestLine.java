package dev.lakefront.portal.usage;

import dev.lakefront.usage.LoggedRequest;
import dev.lakefront.usage.ModelTokens;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * One request as the page shows it.
 *
 * @param moment for programs
 * @param badge the class of the style sheet that goes with the status
 */
record RequestLine(
        String moment,
        String time,
        String day,
        String api,
        String operation,
        String subscription,
        String key,
        String status,
        String badge,
        String latency,
        @Nullable String tokens,
        @Nullable String rows,
        String id,
        @Nullable String problem) {

    private static final DateTimeFormatter TIME = DateTimeFormatter.ofPattern("HH:mm:ss");
    private static final int TOO_MANY_REQUESTS = 429;

    static RequestLine of(LoggedRequest request, Map<String, String> titles) {
        ModelTokens tokens = request.tokens();
        return new RequestLine(
                request.ended().toString(),
                request.ended().atOffset(ZoneOffset.UTC).format(TIME),
                request.ended().atOffset(ZoneOffset.UTC).toLocalDate().toString(),
                request.api(),
                request.operation(),
                titles.getOrDefault(request.subscription(), request.subscription()),
                request.keyName(),
                request.status() == 0 ? "left" : Integer.toString(request.status()),
                badge(request),
                Figures.time(request.nanos()),
                tokens == null
                        ? null
                        : Figures.count(tokens.input()) + "\u00a0/\u00a0" + Figures.count(tokens.output()),
                request.rows() < 0 ? null : Figures.count(request.rows()),
                request.id(),
                request.problem());
    }

    private static String badge(LoggedRequest request) {
        if (request.status() == TOO_MANY_REQUESTS) {
            return "warn";
        }
        return switch (request.outcome()) {
            case SUCCEEDED -> "good";
            case FAILED, REFUSED -> "bad";
            case CANCELLED -> "";
        };
    }
}
