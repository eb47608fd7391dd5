package dev.lakefront.portal.usage;

import dev.lakefront.usage.UsageQuestion;
import dev.lakefront.usage.UsageReport;
import java.time.DateTimeException;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.springframework.util.MultiValueMap;
import org.springframework.web.util.UriComponentsBuilder;

/**
 * What the address of the page asks for, so that a page can be kept and sent on.
 *
 * @param api absent means all
 * @param key the id of a subscription; absent means all that the visitor may see
 * @param name of that subscription's keys only this one; absent means both
 * @param range the range in words; empty where days are given
 * @param from the first day as it was written; empty where a range is given
 * @param to the last day, the same
 * @param mistake what could not be understood; absent when everything could
 */
record UsageFilter(
        @Nullable String api,
        @Nullable String key,
        @Nullable String name,
        String range,
        String from,
        String to,
        Span span,
        @Nullable String mistake) {

    /** Further back nothing is known; and the page must not be made to draw centuries. */
    private static final int MOST_DAYS = 800;

    static UsageFilter of(MultiValueMap<String, String> query, Instant now, Duration keepMinutes) {
        String api = text(query, "api");
        String key = text(query, "key");
        String name = key == null ? null : text(query, "name");
        String from = orEmpty(text(query, "from"));
        String to = orEmpty(text(query, "to"));
        Range range = Range.byWord(orEmpty(text(query, "range"))).orElse(Range.DAY);
        if (from.isEmpty() && to.isEmpty()) {
            return new UsageFilter(api, key, name, range.word(), "", "", Span.of(range, now), null);
        }
        try {
            LocalDate first = day(from.isEmpty() ? to : from);
            LocalDate last = day(to.isEmpty() ? from : to);
            if (last.isBefore(first) || last.isAfter(first.plusDays(MOST_DAYS))) {
                return mistaken(api, key, name, range, now, "The last day must follow the first, within 800 days.");
            }
            // Minutes of the oldest hour may be half gone.
            Instant minutesFrom = now.minus(keepMinutes).plus(Duration.ofHours(1));
            return new UsageFilter(
                    api, key, name, "", first.toString(), last.toString(), Span.of(first, last, minutesFrom), null);
        } catch (DateTimeException unreadable) {
            return mistaken(api, key, name, range, now, "A day is written as 2026-01-31.");
        }
    }

    /** Of a year with four digits: further off neither databases nor calculations reach. */
    private static LocalDate day(String text) {
        if (text.length() != "2026-01-31".length()) {
            throw new DateTimeException("the year has too many digits");
        }
        return LocalDate.parse(text);
    }

    private static UsageFilter mistaken(
            @Nullable String api,
            @Nullable String key,
            @Nullable String name,
            Range range,
            Instant now,
            String mistake) {
        return new UsageFilter(api, key, name, range.word(), "", "", Span.of(range, now), mistake);
    }

    UsageQuestion question(@Nullable Set<String> subscriptions) {
        return new UsageQuestion(subscriptions, name, api, span.from(), span.to(), span.step());
    }

    /** The address of the page with another range. */
    String withRange(String word) {
        return address("/portal/usage", api, key, name, word);
    }

    /** The address of the page with this API only. */
    String withApi(String only) {
        return address("/portal/usage", only, key, name, range);
    }

    /** The address of the page with this subscription only, and all of its keys. */
    String withKey(String only) {
        return address("/portal/usage", api, only, null, range);
    }

    /** The address of the page with this key only. */
    String withKey(UsageReport.Key only) {
        return address("/portal/usage", api, only.subscription(), only.name(), range);
    }

    /** The address of the page with both keys of the subscription; absent where they are shown already. */
    public @Nullable String withAllKeys() {
        return name == null || key == null ? null : withKey(key);
    }

    /** Where the same is found as CSV. */
    String csv() {
        return address("/portal/usage.csv", api, key, name, range);
    }

    private String address(
            String path, @Nullable String onlyApi, @Nullable String onlyKey, @Nullable String onlyName, String word) {
        UriComponentsBuilder address = UriComponentsBuilder.fromPath(path);
        add(address, "api", onlyApi);
        add(address, "key", onlyKey);
        add(address, "name", onlyName);
        add(address, "range", word);
        if (word.isEmpty()) {
            add(address, "from", from);
            add(address, "to", to);
        }
        return address.encode().build().toUriString();
    }

    private static void add(UriComponentsBuilder address, String name, @Nullable String value) {
        if (value != null && !value.isEmpty()) {
            // As a variable, so that every character with a meaning of its own is encoded.
            address.queryParam(name, "{" + name + "}").uriVariables(Map.of(name, value));
        }
    }

    private static @Nullable String text(MultiValueMap<String, String> query, String name) {
        String value = query.getFirst(name);
        return value == null || value.isBlank() ? null : value.strip();
    }

    private static String orEmpty(@Nullable String value) {
        return value == null ? "" : value;
    }
}
