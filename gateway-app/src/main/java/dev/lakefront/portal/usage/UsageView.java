package dev.lakefront.portal.usage;

import dev.lakefront.usage.UsageReport;
import dev.lakefront.usage.UsageSums;
import java.time.Duration;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;
import org.springframework.http.HttpStatus;

/** A report as the page shows it. */
record UsageView(
        Figures total,
        boolean empty,
        BarChart calls,
        LineChart latencies,
        List<Line> times,
        List<Line> apis,
        List<Line> subscriptions,
        List<Line> keys,
        List<Line> statuses) {

    /**
     * One line of a table.
     *
     * @param address of the page about this line only; absent where there is none
     * @param share of all calls, from 0 to 100
     */
    record Line(String name, @Nullable String address, Figures figures, double share) {}

    private static final DateTimeFormatter HOURS = DateTimeFormatter.ofPattern("HH:mm");
    private static final DateTimeFormatter DAYS = DateTimeFormatter.ofPattern("d MMM", Locale.ENGLISH);
    private static final DateTimeFormatter BOTH = DateTimeFormatter.ofPattern("d MMM HH:mm", Locale.ENGLISH);

    /** @param titles of subscriptions, by their ids */
    static UsageView of(UsageReport report, UsageFilter filter, Map<String, String> titles) {
        DateTimeFormatter format = format(filter.span());
        List<String> moments = report.byTime().keySet().stream()
                .map(moment -> moment.atOffset(ZoneOffset.UTC).format(format))
                .toList();
        List<UsageSums> sums = List.copyOf(report.byTime().values());
        long all = report.total().calls();
        return new UsageView(
                Figures.of(report.total()),
                all == 0,
                BarChart.of(moments, sums),
                LineChart.of(moments, sums),
                times(moments, sums, all),
                lines(report.byApi(), all, api -> api, filter::withApi),
                lines(report.bySubscription(), all, id -> title(id, titles), filter::withKey),
                lines(
                        report.byKey(),
                        all,
                        key -> titles.getOrDefault(key.subscription(), key.subscription()) + ": " + key.name(),
                        filter::withKey),
                lines(report.byStatus(), all, UsageView::statusName, null));
    }

    private static DateTimeFormatter format(Span span) {
        if (span.step().compareTo(Duration.ofDays(1)) >= 0) {
            return DAYS;
        }
        return Duration.between(span.from(), span.to()).compareTo(Duration.ofDays(1)) > 0 ? BOTH : HOURS;
    }

    private static List<Line> times(List<String> moments, List<UsageSums> sums, long all) {
        List<Line> lines = new ArrayList<>();
        for (int i = moments.size() - 1; i >= 0; i--) {
            if (sums.get(i).calls() > 0) {
                lines.add(line(moments.get(i), null, sums.get(i), all));
            }
        }
        return lines;
    }

    private static <K> List<Line> lines(
            Map<K, UsageSums> groups, long all, Function<K, String> name, @Nullable Function<K, String> address) {
        return groups.entrySet().stream()
                .map(group -> line(
                        name.apply(group.getKey()),
                        address == null || group.getKey().equals("") ? null : address.apply(group.getKey()),
                        group.getValue(),
                        all))
                .toList();
    }

    private static Line line(String name, @Nullable String address, UsageSums sums, long all) {
        return new Line(name, address, Figures.of(sums), Plot.rounded(all == 0 ? 0 : 100.0 * sums.calls() / all));
    }

    private static String title(String id, Map<String, String> titles) {
        if (id.isEmpty()) {
            return "No key";
        }
        String title = titles.get(id);
        if (title == null) {
            return id;
        }
        return Collections.frequency(titles.values(), title) > 1 ? title + " (" + id + ")" : title;
    }

    private static String statusName(int status) {
        if (status == 0) {
            return "No answer: the caller left";
        }
        HttpStatus known = HttpStatus.resolve(status);
        return known == null ? Integer.toString(status) : status + " " + known.getReasonPhrase();
    }
}
