package dev.lakefront.limit;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import java.time.Duration;
import java.time.ZoneOffset;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class LimitTests {

    @ParameterizedTest
    @CsvSource({
        "'', 1, PT1S, name",
        "Burst, 1, PT1S, name",
        "'a\"b', 1, PT1S, name",
        "-a, 1, PT1S, name",
        "a, 0, PT1S, calls",
        "a, -1, PT1S, calls",
        "a, 1000000000001, PT8784H, calls",
        "a, 1, PT0S, per",
        "a, 1, PT-1S, per",
        "a, 1, PT8785H, per",
        "a, 1000001, PT0.001S, told apart",
    })
    void refusesWhatCannotBeCounted(String name, long calls, Duration per, String reason) {
        assertThatIllegalArgumentException()
                .isThrownBy(() -> Limit.calls(name, calls, per, "global"))
                .withMessageContaining(reason);
    }

    @Test
    void refusesAChargeOfNothing() {
        Limit limit = Limit.calls("a", 5, Duration.ofSeconds(1), "global");

        assertThatIllegalArgumentException().isThrownBy(() -> new Charge(LimitKey.ANONYMOUS, limit, 0));
    }

    @Test
    void isLoweredAndNeverRaised() {
        Limit declared = Limit.calls("daily", 100, Duration.ofDays(1), "products/internal");

        assertThat(declared.lowered(100)).isSameAs(declared);
        assertThat(declared.lowered(1000)).isSameAs(declared);
        assertThat(declared.lowered(40).amount()).isEqualTo(40);
        assertThat(declared.lowered(40).lowered(70).amount()).isEqualTo(40);
    }

    @Test
    void lowersItsBurstInProportion() {
        Window.Refill window = new Window.Refill(40, Duration.ofSeconds(1));
        Limit declared = new Limit("burst", Unit.CALLS, 20, window, "global", OnRedisFailure.LOCAL);

        assertThat(declared.lowered(5).capacity()).isEqualTo(10);
        assertThat(declared.lowered(5).counted()).isEqualTo(declared.lowered(5));
        assertThat(new Limit(
                                "slow",
                                Unit.CALLS,
                                20,
                                new Window.Refill(1, Duration.ofSeconds(1)),
                                "global",
                                OnRedisFailure.LOCAL)
                        .lowered(1)
                        .capacity())
                .isEqualTo(1);
    }

    @Test
    void countsALoweredQuotaWithTheDeclaredOne() {
        Window.Calendar day = new Window.Calendar(Window.CalendarPeriod.DAY, ZoneOffset.UTC);
        Limit declared = new Limit("daily", Unit.CALLS, 100, day, "global", OnRedisFailure.LOCAL);

        assertThat(declared.lowered(40).counted()).isEqualTo(declared);
        assertThat(declared.lowered(40).lowered(3).counted()).isEqualTo(declared);
        assertThat(new LoweredLimits(Map.of("daily", 7L)).lower(declared).amount())
                .isEqualTo(7);
        assertThat(new LoweredLimits(Map.of("other", 7L)).lower(declared)).isSameAs(declared);
        assertThatIllegalArgumentException().isThrownBy(() -> new LoweredLimits(Map.of("daily", 0L)));
    }
}
