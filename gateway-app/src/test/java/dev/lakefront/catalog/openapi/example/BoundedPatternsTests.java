package dev.lakefront.catalog.openapi.example;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatCode;

import java.time.Duration;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class BoundedPatternsTests {

    private final BoundedPatterns patterns = new BoundedPatterns();

    @ParameterizedTest
    @CsvSource(
            delimiter = ' ',
            value = {
                "^[a-z]+$ abc",
                "^[a-z]+$ abC",
                "b abc",
                "^b abc",
                "c$ abc",
                "^(foo|bar)?baz$ barbaz",
                "^(foo|bar)?baz$ quxbaz",
                "^a{2,3}$ aa",
                "^a{2,3}$ aaaa",
                "^a{2,}$ aaaaa",
                "^\\d{4}-\\d{2}$ 2026-01",
                "^\\d{4}-\\d{2}$ 2026-1",
                "^[^/]+$ a/b",
                "^[\\w.-]+$ a.b-c_d",
                "^(?:a|b)*c$ ababc",
                "^(?<year>\\d+)$ 2026",
                "^[a-]$ -",
                "^\\u0041\\x42$ AB",
                "^\\S+@\\S+$ a@b",
                "^(a*)*$ aaa",
                "^(|a)+$ aa",
                "x?y*? z"
            })
    void agreesWithTheEngineOfThePlatform(String pattern, String text) {
        boolean expected = Pattern.compile(pattern).matcher(text).find();

        assertThat(patterns.getRegularExpression(pattern).matches(text)).isEqualTo(expected);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {"(a+)+$", "(a|a)*$", "^(([a-z])+.)+[A-Z]([a-z])+$", "(|)(|)(|)(|)(|)(|)(|)(|)(|)(|)(|)(|)x"})
    void answersInTimeOnPatternsThatMakeOthersBacktrack(String pattern) {
        String text = "a".repeat(5_000) + "!";

        assertThatCode(() -> org.junit.jupiter.api.Assertions.assertTimeoutPreemptively(
                        Duration.ofSeconds(5),
                        () -> patterns.getRegularExpression(pattern).matches(text)))
                .doesNotThrowAnyException();
    }

    @ParameterizedTest
    @ValueSource(strings = {"(?=a)b", "(a)\\1", "a\\b", "\\p{Lu}", "((a{999}){999}){999}", "(", "[", "a{5,1}"})
    void acceptsEverythingWherePatternCannotBeCheckedInBoundedTime(String pattern) {
        assertThat(patterns.getRegularExpression(pattern).matches("anything")).isTrue();
    }

    @Test
    void neverThrowsOnDeeplyNestedPattern() {
        String pattern = "(".repeat(1_000) + ")".repeat(1_000);

        assertThat(patterns.getRegularExpression(pattern).matches("a")).isTrue();
    }
}
