package dev.lakefront.demo;

import java.math.BigDecimal;
import java.math.MathContext;
import java.util.Locale;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** Finds a sum in a question and works it out: {@code + - * /} and parentheses, to 16 digits. */
final class Arithmetic {

    /** How much of a question is looked at, which also bounds the depth of the parser. */
    private static final int LOOKED_AT = 200;

    private static final Pattern ASKED =
            Pattern.compile("what is|what's|how much|calculate|compute|work out|evaluate|^[-\\d\\s.+*/()=?]+$");

    private static final Pattern EXPRESSION = Pattern.compile("[-(]*\\d[-\\d.+*/() ]*[\\d)]");

    private final String text;
    private int at;

    private Arithmetic(String text) {
        this.text = text;
    }

    /** The first sum that is asked for and its result, such as {@code 12 * 7 = 84}. */
    static Optional<String> solve(String question) {
        String spoken =
                question.substring(0, Math.min(LOOKED_AT, question.length())).toLowerCase(Locale.ROOT);
        String normal = spoken.replace(" plus ", " + ")
                .replace(" minus ", " - ")
                .replace(" times ", " * ")
                .replace(" divided by ", " / ")
                .replace('×', '*')
                .replace('÷', '/');
        if (!ASKED.matcher(normal.strip()).find()) {
            return Optional.empty();
        }
        Matcher matcher = EXPRESSION.matcher(normal);
        while (matcher.find()) {
            Optional<String> answer = evaluate(matcher.group().strip());
            if (answer.isPresent()) {
                return answer;
            }
        }
        return Optional.empty();
    }

    private static Optional<String> evaluate(String expression) {
        if (!expression.matches(".*\\d[\\s)]*[-+*/].*\\d.*")) {
            return Optional.empty();
        }
        Arithmetic parser = new Arithmetic(expression.replace(" ", ""));
        try {
            BigDecimal result = parser.sum();
            if (parser.at < parser.text.length()) {
                return Optional.empty();
            }
            return Optional.of(expression + " = " + plain(result));
        } catch (DivisionByZero e) {
            return Optional.of(expression + " is undefined, because it divides by zero");
        } catch (NumberFormatException e) {
            // Not a sum after all, such as a version number: there is nothing to answer.
            return Optional.empty();
        }
    }

    private static String plain(BigDecimal number) {
        BigDecimal stripped = number.round(MathContext.DECIMAL64).stripTrailingZeros();
        return stripped.precision() - stripped.scale() > 40 ? stripped.toString() : stripped.toPlainString();
    }

    private BigDecimal sum() {
        BigDecimal value = product();
        while (at < text.length() && (text.charAt(at) == '+' || text.charAt(at) == '-')) {
            boolean plus = text.charAt(at++) == '+';
            BigDecimal right = product();
            value = plus ? value.add(right) : value.subtract(right);
        }
        return value;
    }

    private BigDecimal product() {
        BigDecimal value = factor();
        while (at < text.length() && (text.charAt(at) == '*' || text.charAt(at) == '/')) {
            boolean times = text.charAt(at++) == '*';
            BigDecimal right = factor();
            if (!times && right.signum() == 0) {
                throw new DivisionByZero();
            }
            value = times ? value.multiply(right) : value.divide(right, MathContext.DECIMAL128);
        }
        return value;
    }

    private BigDecimal factor() {
        if (at < text.length() && text.charAt(at) == '-') {
            at++;
            return factor().negate();
        }
        if (at < text.length() && text.charAt(at) == '(') {
            at++;
            BigDecimal value = sum();
            if (at >= text.length() || text.charAt(at++) != ')') {
                throw new NumberFormatException("A parenthesis is not closed.");
            }
            return value;
        }
        int start = at;
        while (at < text.length() && (Character.isDigit(text.charAt(at)) || text.charAt(at) == '.')) {
            at++;
        }
        return new BigDecimal(text.substring(start, at));
    }

    /** Ends the working out of a sum that has no result. */
    private static final class DivisionByZero extends RuntimeException {
        private static final long serialVersionUID = 1L;

        DivisionByZero() {
            super("division by zero", null, false, false);
        }
    }
}
