package dev.lakefront.catalog.openapi;

import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/** Reads the only place where a Databricks document says which columns a split body needs: a description. */
final class RequiredColumns {

    private static final String MARK = "required fields:";

    /** The most pieces that a name with commas may be cut into. */
    private static final int MAX_PIECES = 16;

    private RequiredColumns() {}

    /**
     * The columns named in {@code "required fields: a, b"}. Names may hold commas, so the longest known name is taken
     * each time; empty when the text has no such list or names a column that the document does not have.
     */
    static Optional<List<String>> read(String description, List<String> columns) {
        int mark = description.indexOf(MARK);
        if (mark < 0) {
            return Optional.empty();
        }
        String list = description.substring(mark + MARK.length());
        Set<String> known = new HashSet<>(columns);
        List<String> required = new ArrayList<>();
        List<String> pieces = List.of(list.split(",", -1));
        int next = 0;
        while (next < pieces.size() && !list.isBlank()) {
            int taken = longest(pieces, next, known, required);
            if (taken == 0) {
                return Optional.empty();
            }
            next += taken;
        }
        return Optional.of(required);
    }

    /** How many pieces make up the next name, which is added to {@code required}; 0 when none is known. */
    private static int longest(List<String> pieces, int from, Set<String> known, List<String> required) {
        for (int count = Math.min(MAX_PIECES, pieces.size() - from); count > 0; count--) {
            String name = String.join(",", pieces.subList(from, from + count)).strip();
            if (known.contains(name)) {
                required.add(name);
                return count;
            }
        }
        return 0;
    }
}
