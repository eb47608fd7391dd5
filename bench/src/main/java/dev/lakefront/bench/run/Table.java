package dev.lakefront.bench.run;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;

/** A Markdown table that can be read as plain text as well. */
final class Table {

    private final List<String[]> rows = new ArrayList<>();

    Table(String... heads) {
        rows.add(heads);
    }

    void row(String... cells) {
        rows.add(cells);
    }

    String text() {
        int[] widths = new int[rows.getFirst().length];
        for (String[] row : rows) {
            for (int i = 0; i < row.length; i++) {
                widths[i] = Math.max(widths[i], row[i].length());
            }
        }
        StringBuilder text = new StringBuilder();
        for (int i = 0; i < rows.size(); i++) {
            append(text, rows.get(i), widths);
            if (i == 0) {
                append(text, rule(widths), widths);
            }
        }
        return text.toString();
    }

    private static String[] rule(int[] widths) {
        String[] rule = new String[widths.length];
        Arrays.setAll(rule, i -> i == 0 ? "-".repeat(widths[i]) : "-".repeat(widths[i] - 1) + ":");
        return rule;
    }

    private static void append(StringBuilder text, String[] row, int[] widths) {
        for (int i = 0; i < row.length; i++) {
            String padding = " ".repeat(widths[i] - row[i].length());
            text.append("| ")
                    .append(i == 0 ? row[i] + padding : padding + row[i])
                    .append(' ');
        }
        text.append("|\n");
    }
}
