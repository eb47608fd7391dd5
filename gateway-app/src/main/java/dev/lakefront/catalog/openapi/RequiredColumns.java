package dev.lakefront.catalog.openapi;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;

/** Reads the only place where a Databricks document says which columns a split body needs: a description. */
final class RequiredColumns {

    private static final String MARK = "required fields:";

    private RequiredColumns() {}

    /**
     * The columns named in {@code "required fields: a, b"}. Names may hold commas, so known names are matched, longest
     * first; empty when the text has no such list or names a column that the document does not have.
     */
    static Optional<List<String>> read(String description, List<String> columns) {
        int mark = description.indexOf(MARK);
        if (mark < 0) {
            return Optional.empty();
        }
        List<String> longestFirst = columns.stream()
                .sorted(Comparator.comparingInt(String::length).reversed())
                .toList();
        List<String> required = new ArrayList<>();
        String rest = description.substring(mark + MARK.length()).strip();
        while (!rest.isEmpty()) {
            String text = rest;
            Optional<String> next = longestFirst.stream()
                    .filter(name -> text.equals(name) || text.startsWith(name + ","))
                    .findFirst();
            if (next.isEmpty()) {
                return Optional.empty();
            }
            required.add(next.get());
            rest = rest.substring(Math.min(rest.length(), next.get().length() + 1)).strip();
        }
        return Optional.of(required);
    }
}
