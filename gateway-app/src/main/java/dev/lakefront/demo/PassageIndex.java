package dev.lakefront.demo;

import java.util.Arrays;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Function;
import java.util.stream.Collectors;

/** Finds the passages nearest to a question: tf-idf weights, compared by cosine. */
final class PassageIndex {

    /** Below this nothing in the passage answers the question. */
    private static final double RELEVANT = 0.08;

    private final List<Entry> entries;
    private final Map<String, Double> rarity;

    /** One passage of the embedded text. */
    record Passage(String title, String text) {}

    /** A passage and how near it is, between 0 and 1. */
    record Hit(Passage passage, double score) {}

    /** A passage as a vector of length one. */
    private record Entry(Passage passage, Map<String, Double> vector) {}

    private PassageIndex(List<Passage> passages) {
        List<Map<String, Long>> counts = passages.stream()
                // The title says twice as loudly what a passage is about.
                .map(passage -> counts(passage.title() + " " + passage.title() + " " + passage.text()))
                .toList();
        Map<String, Double> idf = new HashMap<>();
        counts.forEach(count -> count.keySet().forEach(word -> idf.merge(word, 1.0, Double::sum)));
        idf.replaceAll((_, documents) -> Math.log(1 + passages.size() / documents));
        rarity = Map.copyOf(idf);
        entries = passages.stream()
                .map(passage -> new Entry(passage, vector(counts.get(passages.indexOf(passage)))))
                .toList();
    }

    /** Reads passages that each start with a line {@code # title}. */
    static PassageIndex parse(String text) {
        return new PassageIndex(Arrays.stream(text.split("(?m)^# "))
                .filter(block -> !block.isBlank())
                .map(PassageIndex::passage)
                .toList());
    }

    /** The passages that have to do with the question, nearest first. */
    List<Hit> search(String question) {
        Map<String, Double> query = vector(counts(question));
        return entries.stream()
                .map(entry -> new Hit(entry.passage(), cosine(query, entry.vector())))
                .filter(hit -> hit.score() >= RELEVANT)
                .sorted(Comparator.comparingDouble(Hit::score).reversed())
                .toList();
    }

    List<String> titles() {
        return entries.stream().map(entry -> entry.passage().title()).toList();
    }

    private static Passage passage(String block) {
        int end = block.indexOf('\n');
        return new Passage(
                block.substring(0, end).strip(), block.substring(end).strip().replaceAll("\\s+", " "));
    }

    private static Map<String, Long> counts(String text) {
        return Words.of(text).stream().collect(Collectors.groupingBy(Function.identity(), Collectors.counting()));
    }

    /** A vector of length one over the words that the passages know; empty where they know none. */
    private Map<String, Double> vector(Map<String, Long> counts) {
        Map<String, Double> vector = new HashMap<>();
        counts.forEach((word, count) -> {
            Double idf = rarity.get(word);
            if (idf != null) {
                vector.put(word, (1 + Math.log(count)) * idf);
            }
        });
        double length = Math.sqrt(
                vector.values().stream().mapToDouble(weight -> weight * weight).sum());
        vector.replaceAll((_, weight) -> weight / length);
        return vector;
    }

    private static double cosine(Map<String, Double> a, Map<String, Double> b) {
        double sum = 0;
        for (Map.Entry<String, Double> weight : a.entrySet()) {
            sum += weight.getValue() * b.getOrDefault(weight.getKey(), 0.0);
        }
        return sum;
    }
}
