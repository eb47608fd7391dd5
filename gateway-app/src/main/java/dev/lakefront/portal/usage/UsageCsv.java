package dev.lakefront.portal.usage;

import dev.lakefront.usage.UsageKey;
import dev.lakefront.usage.UsageQuestion;
import dev.lakefront.usage.UsageStore;
import dev.lakefront.usage.UsageSums;
import java.time.Instant;
import java.util.Comparator;
import java.util.HashMap;
import java.util.Map;

/** Usage with nothing added up but time, for a spreadsheet. */
final class UsageCsv {

    private static final long NANOS_IN_MICRO = 1000;
    private static final double MICROS_IN_MILLI = 1000;

    private record Group(Instant step, UsageKey key) {}

    private static final Comparator<Group> ORDER = Comparator.comparing(Group::step)
            .thenComparing(group -> group.key().api())
            .thenComparing(group -> group.key().subscription())
            .thenComparing(group -> group.key().keyName())
            .thenComparing(group -> group.key().operation())
            .thenComparing(group -> group.key().status());

    private UsageCsv() {}

    /** Blocks as the store does. */
    static String of(UsageStore store, UsageQuestion question) {
        Map<Group, UsageSums> groups = new HashMap<>();
        store.read(
                question,
                row -> groups.computeIfAbsent(
                                new Group(question.stepOf(row.began()), row.key()), added -> new UsageSums())
                        .add(row));
        Csv csv = new Csv()
                .row(
                        "time",
                        "api",
                        "product",
                        "subscription",
                        "key",
                        "operation",
                        "status",
                        "outcome",
                        "requests",
                        "request_bytes",
                        "response_bytes",
                        "input_tokens",
                        "output_tokens",
                        "rows",
                        "p50_ms",
                        "p95_ms",
                        "p99_ms");
        groups.entrySet().stream()
                .sorted(Map.Entry.comparingByKey(ORDER))
                .forEach(group -> row(csv, group.getKey(), group.getValue()));
        return csv.toString();
    }

    private static void row(Csv csv, Group group, UsageSums sums) {
        UsageKey key = group.key();
        csv.row(
                group.step(),
                key.api(),
                key.product(),
                key.subscription(),
                key.keyName(),
                key.operation(),
                key.status() == 0 ? "" : key.status(),
                key.outcome().word(),
                sums.calls(),
                sums.requestBytes(),
                sums.responseBytes(),
                sums.inputTokens(),
                sums.outputTokens(),
                sums.rows(),
                millis(sums, 0.5),
                millis(sums, 0.95),
                millis(sums, 0.99));
    }

    private static Object millis(UsageSums sums, double share) {
        return sums.latencies().percentile(share).orElse(0) / NANOS_IN_MICRO / MICROS_IN_MILLI;
    }
}
