package dev.lakefront.catalog.openapi.example;

import com.networknt.schema.regex.RegularExpression;
import com.networknt.schema.regex.RegularExpressionFactory;

/**
 * Lets the validator check an imported {@code pattern} in bounded time. A pattern that needs a backtracking engine (a
 * reference back, look-around) or too many states is not checked: it accepts every text.
 */
final class BoundedPatterns implements RegularExpressionFactory {

    private static final int LONGEST_TEXT = 20_000;

    @Override
    public RegularExpression getRegularExpression(String pattern) {
        return RegexParser.parse(pattern)
                .flatMap(RegexProgram::compile)
                .<RegularExpression>map(program -> text -> text.length() > LONGEST_TEXT || program.findsIn(text))
                .orElse(text -> true);
    }
}
