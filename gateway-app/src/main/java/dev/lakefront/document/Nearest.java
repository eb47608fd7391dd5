package dev.lakefront.document;

import java.util.Collection;
import java.util.Comparator;
import java.util.Optional;
import java.util.stream.Collectors;

/** Finds the name that was probably meant, for {@code did you mean ...?}. */
public final class Nearest {

    private Nearest() {}

    /** The known name within two edits (one, for names under five letters), if there is one. */
    public static Optional<String> to(String given, Collection<String> known) {
        int bound = given.length() < 5 ? 1 : 2;
        return known.stream()
                .filter(name -> Math.abs(given.length() - name.length()) <= bound)
                .filter(name -> distance(given, name) <= bound)
                .min(Comparator.<String>comparingInt(name -> distance(given, name))
                        .thenComparing(name -> name));
    }

    /** {@code ; did you mean 'calls'?} or, without a near name, {@code ; known: a, b}; empty when nothing is known. */
    public static String hint(String given, Collection<String> known) {
        if (known.isEmpty()) {
            return "";
        }
        return to(given, known)
                .map(name -> "; did you mean '" + name + "'?")
                .orElseGet(() -> "; known: " + known.stream().sorted().collect(Collectors.joining(", ")));
    }

    /** Levenshtein's distance, where swapping two neighbours counts as one edit. */
    private static int distance(String left, String right) {
        int[][] costs = new int[left.length() + 1][right.length() + 1];
        for (int i = 0; i <= left.length(); i++) {
            costs[i][0] = i;
        }
        for (int j = 0; j <= right.length(); j++) {
            costs[0][j] = j;
        }
        for (int i = 1; i <= left.length(); i++) {
            for (int j = 1; j <= right.length(); j++) {
                int substitution = left.charAt(i - 1) == right.charAt(j - 1) ? 0 : 1;
                int cost = Math.min(costs[i - 1][j] + 1, costs[i][j - 1] + 1);
                cost = Math.min(cost, costs[i - 1][j - 1] + substitution);
                if (i > 1
                        && j > 1
                        && left.charAt(i - 1) == right.charAt(j - 2)
                        && left.charAt(i - 2) == right.charAt(j - 1)) {
                    cost = Math.min(cost, costs[i - 2][j - 2] + 1);
                }
                costs[i][j] = cost;
            }
        }
        return costs[left.length()][right.length()];
    }
}
