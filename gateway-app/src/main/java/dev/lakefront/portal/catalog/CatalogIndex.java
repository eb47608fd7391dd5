package dev.lakefront.portal.catalog;

import dev.lakefront.publication.Snapshot;
import dev.lakefront.publication.Snapshots;
import dev.lakefront.store.ConditionalOnPortal;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.function.Function;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.springframework.stereotype.Component;

/** The published APIs made ready to be searched, once for each snapshot: there may be ten thousand of them. */
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

    /** All that a snapshot publishes, in the order of titles. */
    record Catalog(
            Snapshot snapshot,
            List<CatalogEntry> entries,
            List<Choice> tasks,
            List<Choice> states,
            List<Choice> tags) {}

    private static final int TAGS = 40;

    private final Snapshots snapshots;
    private volatile Catalog last = catalog(Snapshot.EMPTY);

    CatalogIndex(Snapshots snapshots) {
        this.snapshots = snapshots;
    }

    Catalog current() {
        Snapshot snapshot = snapshots.current();
        Catalog known = last;
        if (known.snapshot() != snapshot) {
            known = catalog(snapshot);
            last = known;
        }
        return known;
    }

    private static Catalog catalog(Snapshot snapshot) {
        List<CatalogEntry> entries = snapshot.apis().values().stream()
                .map(CatalogEntry::of)
                .sorted(Comparator.comparing(CatalogEntry::title, String.CASE_INSENSITIVE_ORDER)
                        .thenComparing(CatalogEntry::id))
                .toList();
        return new Catalog(
                snapshot,
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
