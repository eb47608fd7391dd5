package dev.lakefront.catalog.openapi.example;

import dev.lakefront.catalog.openapi.example.Regex.Chars;
import dev.lakefront.catalog.openapi.example.Regex.Range;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** Reads an ECMA-262 regular expression, as {@code pattern} holds it, as far as {@link Regex} can express it. */
final class RegexParser {

    private static final int LONGEST = 2_000;
    private static final int DEEPEST = 50;
    private static final List<Range> DIGITS = List.of(new Range('0', '9'));
    private static final List<Range> WORD =
            List.of(new Range('a', 'z'), new Range('A', 'Z'), new Range('0', '9'), new Range('_', '_'));
    private static final List<Range> SPACE = List.of(new Range('\t', '\r'), new Range(' ', ' '), new Range(0xa0, 0xa0));
    private static final Chars DOT = new Chars(List.of(new Range('\n', '\n'), new Range('\r', '\r')), true);

    /** Leaves the parser at the first thing that {@link Regex} cannot express. */
    private static final class Unsupported extends Exception {
        private static final long serialVersionUID = 1L;
    }

    private final String text;
    private int at;
    private int depth;

    private RegexParser(String text) {
        this.text = text;
    }

    static Optional<Regex> parse(String pattern) {
        if (pattern.length() > LONGEST) {
            return Optional.empty();
        }
        RegexParser parser = new RegexParser(pattern);
        try {
            Regex regex = parser.choice();
            return parser.at == pattern.length() ? Optional.of(regex) : Optional.empty();
        } catch (Unsupported unsupported) {
            return Optional.empty();
        }
    }

    private Regex choice() throws Unsupported {
        if (++depth > DEEPEST) {
            throw new Unsupported();
        }
        List<Regex> branches = new ArrayList<>();
        do {
            branches.add(sequence());
        } while (take('|'));
        depth--;
        return branches.size() == 1 ? branches.getFirst() : new Regex.Choice(branches);
    }

    private Regex sequence() throws Unsupported {
        List<Regex> parts = new ArrayList<>();
        while (at < text.length() && peek() != '|' && peek() != ')') {
            parts.add(repeated(atom()));
        }
        return new Regex.Sequence(parts);
    }

    private Regex atom() throws Unsupported {
        char c = next();
        return switch (c) {
            case '^' -> new Regex.Start();
            case '$' -> new Regex.End();
            case '.' -> DOT;
            case '(' -> group();
            case '[' -> set();
            case '\\' -> escape();
            case '*', '+', '?', '{' -> throw new Unsupported();
            default -> literal(c);
        };
    }

    private Regex group() throws Unsupported {
        if (take('?') && !take(':')) {
            boolean named = take('<') && at < text.length() && Character.isLetter(peek());
            int end = text.indexOf('>', at);
            if (!named || end < 0) {
                throw new Unsupported();
            }
            at = end + 1;
        }
        Regex inner = choice();
        if (!take(')')) {
            throw new Unsupported();
        }
        return inner;
    }

    private Regex repeated(Regex part) throws Unsupported {
        int least;
        int most = Regex.Repeat.ANY;
        if (take('*')) {
            least = 0;
        } else if (take('+')) {
            least = 1;
        } else if (take('?')) {
            least = 0;
            most = 1;
        } else if (take('{')) {
            least = number();
            most = !take(',') ? least : peek() == '}' ? Regex.Repeat.ANY : number();
            if (!take('}') || most < least) {
                throw new Unsupported();
            }
        } else {
            return part;
        }
        // Lazy or greedy: the same texts match.
        take('?');
        return new Regex.Repeat(part, least, most);
    }

    private int number() throws Unsupported {
        int start = at;
        while (at < text.length() && Character.isDigit(peek())) {
            at++;
        }
        if (at == start || at - start > 4) {
            throw new Unsupported();
        }
        return Integer.parseInt(text, start, at, 10);
    }

    private Regex set() throws Unsupported {
        boolean negated = take('^');
        List<Range> ranges = new ArrayList<>();
        while (peek() != ']') {
            Chars first = setAtom();
            if (first.ranges().size() == 1 && peek() == '-' && at + 1 < text.length() && text.charAt(at + 1) != ']') {
                at++;
                ranges.add(new Range(single(first), single(setAtom())));
            } else if (first.negated()) {
                throw new Unsupported();
            } else {
                ranges.addAll(first.ranges());
            }
        }
        at++;
        return new Chars(List.copyOf(ranges), negated);
    }

    private Chars setAtom() throws Unsupported {
        char c = next();
        return c == '\\' ? escape() : literal(c);
    }

    private static int single(Chars chars) throws Unsupported {
        Range range = chars.ranges().getFirst();
        if (chars.negated() || chars.ranges().size() != 1 || range.first() != range.last()) {
            throw new Unsupported();
        }
        return range.first();
    }

    private Chars escape() throws Unsupported {
        char c = next();
        return switch (c) {
            case 'd' -> new Chars(DIGITS, false);
            case 'D' -> new Chars(DIGITS, true);
            case 'w' -> new Chars(WORD, false);
            case 'W' -> new Chars(WORD, true);
            case 's' -> new Chars(SPACE, false);
            case 'S' -> new Chars(SPACE, true);
            case 't' -> literal('\t');
            case 'n' -> literal('\n');
            case 'r' -> literal('\r');
            case 'f' -> literal('\f');
            case 'x' -> hex(2);
            case 'u' -> hex(4);
            default -> punctuation(c);
        };
    }

    private static Chars punctuation(char c) throws Unsupported {
        // A letter or digit that is not listed is a word boundary, a reference back or a Unicode property.
        if (Character.isLetterOrDigit(c)) {
            throw new Unsupported();
        }
        return literal(c);
    }

    private Chars hex(int digits) throws Unsupported {
        if (at + digits > text.length() || !text.substring(at, at + digits).matches("[0-9a-fA-F]+")) {
            throw new Unsupported();
        }
        at += digits;
        return literal((char) Integer.parseInt(text, at - digits, at, 16));
    }

    private static Chars literal(char c) {
        return new Chars(List.of(new Range(c, c)), false);
    }

    private boolean take(char expected) {
        boolean there = at < text.length() && text.charAt(at) == expected;
        if (there) {
            at++;
        }
        return there;
    }

    private char peek() throws Unsupported {
        if (at >= text.length()) {
            throw new Unsupported();
        }
        return text.charAt(at);
    }

    private char next() throws Unsupported {
        char c = peek();
        at++;
        return c;
    }
}
