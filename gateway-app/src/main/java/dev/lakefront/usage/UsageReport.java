package dev.lakefront.usage;

import java.time.Instant;
import java.util.Comparator;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.TreeMap;
import java.util.function.Function;

/**
 * Usage added up by what people ask for.
 *
 * @param byApi the most called first
 * @param bySubscription the same; empty name for calls without a valid key
 * @param byKey the same, by the keys of subscriptions
 * @param byStatus in order
 * @param byTime in order, every step from the first to the last
 */
public record UsageReport(
        UsageSums total,
        Map<String, UsageSums> byApi,
        Map<String, UsageSums> bySubscription,
        Map<Key, UsageSums> byKey,
        Map<Integer, UsageSums> byStatus,
        Map<Instant, UsageSums> byTime) {

    /** One key of a subscription, by its name. */
    public record Key(String subscription, String name) {}

    /** Reads what the question asks for; blocks as the store does. */
    public static UsageReport of(UsageStore store, UsageQuestion question) {
        UsageSums total = new UsageSums();
        Map<String, UsageSums> apis = new TreeMap<>();
        Map<String, UsageSums> subscriptions = new TreeMap<>();
        Map<Key, UsageSums> keys = new HashMap<>();
        Map<Integer, UsageSums> statuses = new TreeMap<>();
        Map<Instant, UsageSums> times = steps(question);
        store.read(question, row -> {
            total.add(row);
            sums(apis, row.key().api()).add(row);
            sums(subscriptions, row.key().subscription()).add(row);
            if (!row.key().keyName().isEmpty()) {
                sums(keys, new Key(row.key().subscription(), row.key().keyName()))
                        .add(row);
            }
            sums(statuses, row.key().status()).add(row);
            sums(times, question.stepOf(row.began())).add(row);
        });
        return new UsageReport(total, mostFirst(apis), mostFirst(subscriptions), mostFirst(keys), statuses, times);
    }

    private static Map<Instant, UsageSums> steps(UsageQuestion question) {
        Map<Instant, UsageSums> steps = new TreeMap<>();
        Instant step = question.stepOf(question.from());
        while (step.isBefore(question.to())) {
            steps.put(step, new UsageSums());
            step = step.plus(question.step());
        }
        return steps;
    }

    private static <K> UsageSums sums(Map<K, UsageSums> groups, K group) {
        return groups.computeIfAbsent(group, added -> new UsageSums());
    }

    private static <K> Map<K, UsageSums> mostFirst(Map<K, UsageSums> groups) {
        Function<Map.Entry<K, UsageSums>, Long> calls =
                group -> group.getValue().calls();
        Map<K, UsageSums> sorted = new LinkedHashMap<>();
        groups.entrySet().stream()
                .sorted(Comparator.comparing(calls).reversed())
                .forEach(group -> sorted.put(group.getKey(), group.getValue()));
        return sorted;
    }
}
