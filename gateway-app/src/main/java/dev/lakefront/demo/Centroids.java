package dev.lakefront.demo;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** A nearest-centroid classifier: every class is the mean of its examples. */
final class Centroids {

    private final Map<String, double[]> means;

    /** The nearest class and its Euclidean distance. */
    record Match(String label, double distance) {}

    private Centroids(Map<String, double[]> means) {
        this.means = means;
    }

    /** Learns from comma-separated lines of numbers that end in the label; the first line is a header. */
    static Centroids learn(String csv) {
        Map<String, List<double[]>> classes = new LinkedHashMap<>();
        csv.lines().skip(1).filter(line -> !line.isBlank()).forEach(line -> {
            int label = line.lastIndexOf(',');
            double[] features = Arrays.stream(line.substring(0, label).split(","))
                    .mapToDouble(Double::parseDouble)
                    .toArray();
            classes.computeIfAbsent(line.substring(label + 1), _ -> new ArrayList<>())
                    .add(features);
        });
        Map<String, double[]> means = new LinkedHashMap<>();
        classes.forEach((label, examples) -> means.put(label, mean(examples)));
        return new Centroids(means);
    }

    Match nearest(double[] features) {
        Match best = new Match("", Double.POSITIVE_INFINITY);
        for (Map.Entry<String, double[]> candidate : means.entrySet()) {
            double distance = distance(features, candidate.getValue());
            if (best.label().isEmpty() || distance < best.distance()) {
                best = new Match(candidate.getKey(), distance);
            }
        }
        return best;
    }

    private static double[] mean(List<double[]> examples) {
        double[] mean = new double[examples.getFirst().length];
        for (double[] example : examples) {
            for (int i = 0; i < mean.length; i++) {
                mean[i] += example[i] / examples.size();
            }
        }
        return mean;
    }

    private static double distance(double[] a, double[] b) {
        double sum = 0;
        for (int i = 0; i < a.length; i++) {
            sum += (a[i] - b[i]) * (a[i] - b[i]);
        }
        return Math.sqrt(sum);
    }
}
