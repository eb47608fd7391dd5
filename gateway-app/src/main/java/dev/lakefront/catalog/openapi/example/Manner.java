package dev.lakefront.catalog.openapi.example;

import java.util.HashSet;
import java.util.Set;

/**
 * How one attempt at an instance is made, and where in it we are.
 *
 * @param row which of several like values this is, so that the second row differs from the first
 * @param name the property the value is for; empty when it has none
 * @param refs the references on the way here: meeting one of them again is a cycle, to be left out
 */
record Manner(Style style, int row, int depth, String name, Set<String> refs) {

    /** How much an attempt puts in. */
    enum Style {
        /** What is required, and what the document itself gives an example of. */
        READABLE,
        /** What is required. */
        REQUIRED,
        /** Everything that is declared, two of each. */
        FULL
    }

    static Manner of(Style style) {
        return new Manner(style, 0, 0, "", Set.of());
    }

    Manner property(String property) {
        return new Manner(style, row, depth + 1, property, refs);
    }

    Manner element(int index) {
        return new Manner(style, index, depth + 1, name, refs);
    }

    Manner deeper() {
        return new Manner(style, row, depth + 1, name, refs);
    }

    Manner through(Set<String> followed) {
        Set<String> all = new HashSet<>(refs);
        all.addAll(followed);
        return new Manner(style, row, depth, name, Set.copyOf(all));
    }
}
