package dev.lakefront.command;

import java.util.ArrayList;
import java.util.List;

/** Lines of words in columns, for people. Control characters of others' words never reach a terminal. */
final class TextTable {

    private static final String GAP = "  ";

    private final List<List<String>> rows = new ArrayList<>();

    TextTable(String... heads) {
        row(heads);
    }

    TextTable row(String... cells) {
        rows.add(List.of(cells).stream().map(TextTable::plain).toList());
        return this;
    }

    String text() {
        List<Integer> widths = new ArrayList<>();
        for (int column = 0; column < rows.getFirst().size(); column++) {
            int at = column;
            widths.add(rows.stream().mapToInt(row -> row.get(at).length()).max().orElse(0));
        }
        StringBuilder text = new StringBuilder();
        rows.forEach(row -> text.append(line(row, widths)).append(System.lineSeparator()));
        return text.toString();
    }

    private static String line(List<String> row, List<Integer> widths) {
        StringBuilder line = new StringBuilder();
        for (int column = 0; column < row.size(); column++) {
            String cell = row.get(column);
            line.append(cell)
                    .append(" ".repeat(widths.get(column) - cell.length()))
                    .append(GAP);
        }
        return line.toString().stripTrailing();
    }

    private static String plain(String text) {
        return text.isEmpty() ? "-" : text.replaceAll("[\\p{Cntrl}\\p{Cf}]", " ");
    }
}
