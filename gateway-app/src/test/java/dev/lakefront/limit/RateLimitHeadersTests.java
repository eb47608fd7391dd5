package dev.lakefront.limit;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.Test;

class RateLimitHeadersTests {

    private static LimitState state(String name, String scope, long remaining, Duration reset) {
        return new LimitState(Limit.calls(name, 20, Duration.ofSeconds(1), scope), remaining, reset);
    }

    @Test
    void rendersPolicyAndRestOfEachLimit() {
        List<LimitState> states = List.of(
                state("burst", "global", 19, Duration.ofMillis(50)),
                new LimitState(Limit.calls("daily", 10_000, Duration.ofDays(1), "global"), 9991, Duration.ofHours(1)));

        assertThat(RateLimitHeaders.policy(states)).isEqualTo("\"burst\";q=20;w=1, \"daily\";q=10000;w=86400");
        assertThat(RateLimitHeaders.limit(states)).isEqualTo("\"burst\";r=19;t=1, \"daily\";r=9991;t=3600");
    }

    @Test
    void showsTheTighterOfTwoLimitsOfOneName() {
        List<LimitState> states = List.of(
                state("burst", "global", 19, Duration.ofMillis(50)), state("burst", "apis/churn", 3, Duration.ZERO));

        assertThat(RateLimitHeaders.limit(states)).isEqualTo("\"burst\";r=3;t=0");
    }

    @Test
    void isEmptyWithoutLimits() {
        assertThat(RateLimitHeaders.policy(List.of())).isEmpty();
        assertThat(RateLimitHeaders.limit(List.of())).isEmpty();
    }
}
