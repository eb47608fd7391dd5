package dev.lakefront.catalog.openapi;

import java.util.List;

/** A regular expression that can be matched in linear time: no references back, no look-around. */
sealed interface Regex {

    /** One character out of some. */
    record Chars(List<Range> ranges, boolean negated) implements Regex {

        boolean has(int character) {
            for (Range range : ranges) {
                if (range.first() <= character && character <= range.last()) {
                    return !negated;
                }
            }
            return negated;
        }
    }

    /** Characters from the first to the last, both included. */
    record Range(int first, int last) {}

    /** One after the other. */
    record Sequence(List<Regex> parts) implements Regex {}

    /** One of them. */
    record Choice(List<Regex> branches) implements Regex {}

    /** As often as that; {@code most} is {@link #ANY} when there is no upper bound. */
    record Repeat(Regex part, int least, int most) implements Regex {
        static final int ANY = Integer.MAX_VALUE;
    }

    /** The beginning of the text. */
    record Start() implements Regex {}

    /** The end of the text. */
    record End() implements Regex {}
}
