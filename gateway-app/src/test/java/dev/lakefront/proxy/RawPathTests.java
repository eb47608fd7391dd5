package dev.lakefront.proxy;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.lakefront.problem.GatewayProblem;
import dev.lakefront.problem.ProblemType;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class RawPathTests {

    @Test
    void decodesEachSegmentOnce() {
        assertThat(RawPath.parse("/a/b%20c/d%C3%A9?x=%2F/..").segments()).containsExactly("a", "b c", "d\u00e9");
        assertThat(RawPath.parse("/").segments()).isEmpty();
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "//a",
                "/a//b",
                "/a/",
                "/./a",
                "/a/../b",
                "/%2e%2e/a",
                "/%2e/a",
                "/%252e%252e/a",
                "/..;/a",
                "/;x=1/a",
                "/a;jsessionid=1/b",
                "/a%2fb",
                "/a%2Fb",
                "/a%5cb",
                "/a\\b",
                "/a%00",
                "/a%0a",
                "/a%20",
                "/%20a",
                "/a.",
                "/a%2e",
                "/%c0%ae%c0%ae/a",
                "/\uff0e\uff0e/a",
                "/%EF%BC%8E%EF%BC%8E/a",
                "/%u002e/a",
                "/e%CC%81",
                "/a#b",
                "/a%3fb%3b",
                "/a%",
                "/a%2",
                "/a%zz",
                "/a b",
                "http://evil/api",
                "*",
                "evil:80",
                "",
                "/caf\u00e9",
                "/a|b",
                "/a%7f",
                "/%ff"
            })
    void refusesWhatCouldBeReadInTwoWays(String target) {
        assertThatThrownBy(() -> RawPath.parse(target))
                .isInstanceOfSatisfying(
                        GatewayProblem.class,
                        problem -> assertThat(problem.type()).isEqualTo(ProblemType.AMBIGUOUS_PATH));
    }
}
