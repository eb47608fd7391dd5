package dev.lakefront.portal.catalog;

import dev.lakefront.portal.api.LifecycleView;
import dev.lakefront.portal.api.LifecycleViews;
import dev.lakefront.publication.PublishedApi;
import dev.lakefront.publication.Snapshot;
import dev.lakefront.publication.Snapshots;
import dev.lakefront.store.ConditionalOnPortal;
import java.time.LocalDate;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.function.Function;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.springframework.stereotype.Component;

/** The published APIs made ready to be searched, once for each snapshot and day: there may be ten thousand of them. */
@Component
@ConditionalOnPortal
class CatalogIndex {

    /**
     * What may be chosen to see fewer APIs.
     *
     * @param word as addresses have it
     * @param count how many APIs have it
     */
    record Choice(String word, long count) {}

    /**
     * All that a snapshot publishes, in the order of titles.
     *
     * @param day for which it says how the APIs stand, in UTC
     */
    record Catalog(
            Snapshot snapshot,
            LocalDate day,
            List<CatalogEntry> entries,
            List<Choice> tasks,
            List<Choice> states,
            List<Choice> tags) {

        CatalogEntry entry(PublishedApi api) {
            return CatalogIndex.entry(api, snapshot, day);
        }
    }

    private static final int TAGS = 40;

    private final Snapshots snapshots;
    private final LifecycleViews lifecycles;
    private volatile Catalog last;

    CatalogIndex(Snapshots snapshots, LifecycleViews lifecycles) {
        this.snapshots = snapshots;
        this.lifecycles = lifecycles;
        this.last = catalog(Snapshot.EMPTY, lifecycles.today());
    }

    Catalog current() {
        Snapshot snapshot = snapshots.current();
        LocalDate today = lifecycles.today();
        Catalog known = last;
        if (known.snapshot() != snapshot || !known.day().equals(today)) {
            known = catalog(snapshot, today);
            last = known;
        }
        return known;
    }

    private static CatalogEntry entry(PublishedApi api, Snapshot snapshot, LocalDate day) {
        return CatalogEntry.of(api, LifecycleView.of(api.api().lifecycle(), day, snapshot.apis()));
    }

    private static Catalog catalog(Snapshot snapshot, LocalDate day) {
        List<CatalogEntry> entries = snapshot.apis().values().stream()
                .map(api -> entry(api, snapshot, day))
                .sorted(Comparator.comparing(CatalogEntry::title, String.CASE_INSENSITIVE_ORDER)
                        .thenComparing(CatalogEntry::id))
                .toList();
        return new Catalog(
                snapshot,
                day,
                entries,
                choices(entries.stream().map(CatalogEntry::task)),
                choices(entries.stream().map(CatalogEntry::status)),
                choices(entries.stream().flatMap(entry -> entry.tags().stream())));
    }

    /** The most frequent ones, in the order of the alphabet. */
    private static List<Choice> choices(Stream<String> words) {
        Map<String, Long> counts =
                words.collect(Collectors.groupingBy(Function.identity(), LinkedHashMap::new, Collectors.counting()));
        Map<String, Long> most = new TreeMap<>(String.CASE_INSENSITIVE_ORDER);
        counts.entrySet().stream()
                .sorted(Map.Entry.<String, Long>comparingByValue().reversed())
                .limit(TAGS)
                .forEach(entry -> most.merge(entry.getKey(), entry.getValue(), Long::sum));
        return most.entrySet().stream()
                .map(entry -> new Choice(entry.getKey(), entry.getValue()))
                .toList();
    }
}
