package dev.lakefront.portal.usage;

/**
 * Comma-separated values as RFC 4180 has them. A cell that a spreadsheet could take for a formula gets an apostrophe in
 * front, which makes it a text there.
 */
final class Csv {

    /** The last four are the same signs in full width, which some spreadsheets take for them. */
    private static final String FORMULA = "=+-@\t\r\n\uff1d\uff0b\uff0d\uff20";

    private final StringBuilder text = new StringBuilder();

    /** Adds a row. */
    Csv row(Object... cells) {
        for (int i = 0; i < cells.length; i++) {
            if (i > 0) {
                text.append(',');
            }
            text.append(cell(cells[i]));
        }
        text.append("\r\n");
        return this;
    }

    private static String cell(Object value) {
        String cell = value.toString();
        if (!cell.isEmpty() && FORMULA.indexOf(cell.charAt(0)) >= 0) {
            cell = "'" + cell;
        }
        boolean quoted = cell.chars().anyMatch(c -> c == '"' || c == ',' || c == '\n' || c == '\r');
        return quoted ? '"' + cell.replace("\"", "\"\"") + '"' : cell;
    }

    @Override
    public String toString() {
        return text.toString();
    }
}
