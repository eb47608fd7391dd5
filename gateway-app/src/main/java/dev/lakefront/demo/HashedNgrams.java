package dev.lakefront.demo;

import java.util.Locale;

/** Turns text into a vector of length one by hashing its letter n-grams, so that texts that look alike lie near. */
final class HashedNgrams {

    private static final int SHORTEST = 2;
    private static final int LONGEST = 4;

    private HashedNgrams() {}

    static float[] vector(String text, int dimensions) {
        int[] letters = (" " + text.toLowerCase(Locale.ROOT).strip().replaceAll("\\s+", " ") + " ")
                .codePoints()
                .toArray();
        double[] sums = new double[dimensions];
        for (int length = SHORTEST; length <= LONGEST; length++) {
            for (int start = 0; start + length <= letters.length; start++) {
                add(sums, letters, start, length);
            }
        }
        return normalised(sums);
    }

    /** The hash chooses the dimension and the sign, so that unlike n-grams cancel out. */
    private static void add(double[] sums, int[] letters, int start, int length) {
        int hash = 0x811c9dc5;
        for (int i = start; i < start + length; i++) {
            hash = (hash ^ letters[i]) * 0x01000193;
        }
        hash ^= hash >>> 15;
        hash *= 0x2c1b3c6d;
        hash ^= hash >>> 13;
        sums[Integer.remainderUnsigned(hash, sums.length)] += hash < 0 ? -1 : 1;
    }

    private static float[] normalised(double[] sums) {
        double square = 0;
        for (double sum : sums) {
            square += sum * sum;
        }
        float[] vector = new float[sums.length];
        if (square == 0) {
            // Everything cancelled out: still a vector of length one, as callers divide by it.
            vector[0] = 1;
            return vector;
        }
        for (int i = 0; i < vector.length; i++) {
            vector[i] = (float) (sums[i] / Math.sqrt(square));
        }
        return vector;
    }
}
