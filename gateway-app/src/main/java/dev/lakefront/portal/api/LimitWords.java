package dev.lakefront.portal.api;

import dev.lakefront.backend.Workspace;
import dev.lakefront.limit.CountedBy;
import dev.lakefront.limit.Limit;
import dev.lakefront.limit.Unit;
import dev.lakefront.limit.Window;
import dev.lakefront.policy.Policy;
import dev.lakefront.publication.PublishedApi;
import java.time.Duration;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** Says limits as people say them: "20 calls a second, bursts of 40, for each subscription". */
public final class LimitWords {

    private static final Map<Duration, String> NAMED = Map.of(
            Duration.ofSeconds(1), "a second",
            Duration.ofMinutes(1), "a minute",
            Duration.ofHours(1), "an hour",
            Duration.ofDays(1), "a day",
            Duration.ofDays(7), "a week");

    private LimitWords() {}

    /**
     * What holds for calls of an API, one sentence a limit, the workspace's own last.
     *
     * @param product absent for calls under none
     */
    public static List<String> of(PublishedApi api, @Nullable String product) {
        List<String> words = new ArrayList<>();
        api.policies().limits(product).forEach(limit -> words.add(of(limit)));
        Workspace.Rate rate = api.workspace().limits().requests();
        if (rate != null) {
            words.add(
                    number(rate.calls()) + " calls " + per(rate.per()) + ", for all callers of the workspace together");
        }
        Integer concurrency = api.workspace().limits().concurrency();
        if (concurrency != null) {
            words.add(number(concurrency) + " calls at one time, for all callers of the workspace together");
        }
        return words;
    }

    public static String of(Policy.LimitPolicy policy) {
        Limit limit = policy.limit();
        String words = of(limit) + ", " + whose(policy.key());
        return policy.longestWait().isZero()
                ? words
                : words + "; calls above it wait up to " + length(policy.longestWait());
    }

    /** How much in how much time, such as "10,000 calls a day, counted from midnight UTC". */
    public static String of(Limit limit) {
        return amount(limit) + window(limit);
    }

    /** How much, such as "10,000 calls". */
    public static String amount(Limit limit) {
        return amount(limit.unit(), limit.amount());
    }

    /** So much of a unit. */
    public static String amount(Unit unit, long amount) {
        if (unit == Unit.BYTES) {
            return size(amount) + " of bodies";
        }
        boolean one = amount == 1;
        return number(amount)
                + switch (unit) {
                    case CALLS, CALLS_IN_FLIGHT -> one ? " call" : " calls";
                    case ROWS -> one ? " row" : " rows";
                    case INPUTS -> one ? " input" : " inputs";
                    case BYTES -> throw new IllegalStateException("bytes are written as sizes");
                };
    }

    private static String window(Limit limit) {
        return switch (limit.window()) {
            case Window.Refill refill ->
                " " + per(refill.per())
                        + (refill.burst() == limit.amount() ? "" : ", bursts of " + number(refill.burst()));
            case Window.Calendar calendar ->
                switch (calendar.period()) {
                            case DAY -> " a day";
                            case WEEK -> " a week";
                            case MONTH -> " a month";
                        }
                        + ", counted from midnight"
                        + (calendar.zone().equals(ZoneOffset.UTC) ? " UTC" : " in " + calendar.zone());
            case Window.Rolling rolling -> " in any " + length(rolling.length());
            case Window.InFlight _ -> " at one time";
        };
    }

    private static String whose(CountedBy key) {
        return switch (key.kind()) {
            case SUBSCRIPTION -> "for each subscription";
            case API -> "for all callers of the API together";
            case PRODUCT -> "for all callers of the product together";
            case CLIENT_ADDRESS -> "for each address that calls";
            case HEADER -> "for each value of the header " + key.header();
        };
    }

    private static String per(Duration length) {
        String named = NAMED.get(length);
        return named != null ? named : "every " + length(length);
    }

    /** In the largest unit that says it whole. */
    public static String length(Duration length) {
        long millis = length.toMillis();
        Map<String, Long> units = new java.util.LinkedHashMap<>();
        units.put("day", 86_400_000L);
        units.put("hour", 3_600_000L);
        units.put("minute", 60_000L);
        units.put("second", 1_000L);
        for (Map.Entry<String, Long> unit : units.entrySet()) {
            if (millis >= unit.getValue() && millis % unit.getValue() == 0) {
                long count = millis / unit.getValue();
                return number(count) + " " + unit.getKey() + (count == 1 ? "" : "s");
            }
        }
        return number(millis) + " ms";
    }

    /** In the largest unit of 1024 that says it whole. */
    public static String size(long bytes) {
        String[] units = {"bytes", "KB", "MB", "GB", "TB"};
        int unit = 0;
        long amount = bytes;
        while (amount >= 1024 && amount % 1024 == 0 && unit < units.length - 1) {
            amount /= 1024;
            unit++;
        }
        return number(amount) + " " + units[unit];
    }

    public static String number(long number) {
        return String.format(Locale.ENGLISH, "%,d", number);
    }
}
