package dev.lakefront.demo;

import java.util.List;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;

/** Cuts text into pieces of a token's size, always the same way, so that usage can be counted and checked. */
final class Tokens {

    private static final Pattern TOKEN =
            Pattern.compile("\\s*(?:\\p{L}{1,6}|\\p{N}{1,3}|[^\\s\\p{L}\\p{N}])|\\s+", Pattern.UNICODE_CHARACTER_CLASS);

    private Tokens() {}

    /** The pieces; joined, they are the text again. */
    static List<String> of(String text) {
        return TOKEN.matcher(text).results().map(MatchResult::group).toList();
    }

    static int count(String text) {
        return (int) TOKEN.matcher(text).results().count();
    }
}
