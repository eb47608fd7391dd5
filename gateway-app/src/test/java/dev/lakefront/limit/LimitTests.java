package dev.lakefront.limit;

import static org.assertj.core.api.Assertions.assertThatCode;
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
        "a, 1000000001, PT24H, calls",
        "a, 1, PT0S, per",
        "a, 1, PT-1S, per",
        "a, 1, PT8785H, per",
        "a, 1001, PT0.001S, 1000 per ms",
    })
    void refusesWhatCannotBeCounted(String name, long calls, Duration per, String reason) {
        assertThatIllegalArgumentException()
                .isThrownBy(() -> new Limit(name, calls, per, "global"))
                .withMessageContaining(reason);
    }

    @Test
    void refusesMorePermitsThanALimitEverHolds() {
        Limit limit = new Limit("a", 5, Duration.ofSeconds(1), "global");

        assertThatCode(() -> new Charge(LimitKey.ANONYMOUS, limit, 5)).doesNotThrowAnyException();
        assertThatIllegalArgumentException().isThrownBy(() -> new Charge(LimitKey.ANONYMOUS, limit, 6));
        assertThatIllegalArgumentException().isThrownBy(() -> new Charge(LimitKey.ANONYMOUS, limit, 0));
    }
}
