package dev.lakefront.limit;

import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import java.time.Duration;
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
}
