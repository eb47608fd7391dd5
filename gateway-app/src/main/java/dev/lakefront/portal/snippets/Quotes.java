package dev.lakefront.portal.snippets;

import java.util.Locale;
import java.util.function.IntFunction;

/**
 * Writes text as a literal. What cannot be seen is written by its number wherever a language can: code that is copied
 * has to do what it looks like.
 */
final class Quotes {

    private Quotes() {}

    /** For JSON, Java and JavaScript alike. */
    static String json(String text) {
        return quoted(text, "\\\"", c -> utf16(c));
    }

    static String python(String text) {
        return quoted(text, "\\\"", c -> c < 0x10000 ? unicode(c) : String.format(Locale.ROOT, "\\U%08x", c));
    }

    static String r(String text) {
        return quoted(text, "\\\"", c -> c < 0x10000 ? unicode(c) : String.format(Locale.ROOT, "\\U%08x", c));
    }

    /** For POSIX shells: nothing between single quotes means anything. */
    static String shell(String text) {
        return "'" + text.replace("'", "'\\''") + "'";
    }

    /** PowerShell takes the typographic quotation marks for the plain one. */
    static String powerShell(String text) {
        return "'" + text.replaceAll("(['\u2018\u2019\u201a\u201b])", "$1$1") + "'";
    }

    /** Power Query's M. */
    static String m(String text) {
        StringBuilder literal = new StringBuilder("\"");
        text.codePoints().forEach(c -> {
            switch (c) {
                case '"' -> literal.append("\"\"");
                case '#' -> literal.append("#(#)");
                case '\n' -> literal.append("#(lf)");
                case '\r' -> literal.append("#(cr)");
                case '\t' -> literal.append("#(tab)");
                default -> {
                    if (isVisible(c)) {
                        literal.appendCodePoint(c);
                    } else {
                        literal.append(String.format(Locale.ROOT, c < 0x10000 ? "#(%04x)" : "#(%08x)", c));
                    }
                }
            }
        });
        return literal.append('"').toString();
    }

    /** Whether people can see that it is there, and where. */
    static boolean isVisible(int c) {
        return switch (Character.getType(c)) {
            case Character.CONTROL,
                    Character.FORMAT,
                    Character.SURROGATE,
                    Character.PRIVATE_USE,
                    Character.UNASSIGNED,
                    Character.LINE_SEPARATOR,
                    Character.PARAGRAPH_SEPARATOR -> false;
            case Character.SPACE_SEPARATOR -> c == ' ';
            default -> true;
        };
    }

    static String unicode(int c) {
        return String.format(Locale.ROOT, "\\u%04x", c);
    }

    /** As one escape, or as two for what UTF-16 needs two for. */
    static String utf16(int c) {
        return c < 0x10000 ? unicode(c) : unicode(Character.highSurrogate(c)) + unicode(Character.lowSurrogate(c));
    }

    private static String quoted(String text, String mark, IntFunction<String> escape) {
        StringBuilder literal = new StringBuilder("\"");
        text.codePoints().forEach(c -> {
            switch (c) {
                case '"' -> literal.append(mark);
                case '\\' -> literal.append("\\\\");
                case '\n' -> literal.append("\\n");
                case '\r' -> literal.append("\\r");
                case '\t' -> literal.append("\\t");
                default -> {
                    if (isVisible(c)) {
                        literal.appendCodePoint(c);
                    } else {
                        literal.append(escape.apply(c));
                    }
                }
            }
        });
        return literal.append('"').toString();
    }
}
