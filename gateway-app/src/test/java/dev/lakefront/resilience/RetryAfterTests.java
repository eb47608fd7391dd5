package dev.lakefront.resilience;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.time.Instant;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.NullSource;
import org.junit.jupiter.params.provider.ValueSource;

class RetryAfterTests {

    private static final Instant NOW = Instant.parse("2026-03-01T10:00:00Z");

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "1 | PT1S",
                " 7 | PT7S",
                "Sun, 01 Mar 2026 10:00:30 GMT | PT30S",
                "0 | PT0S",
                "Sun, 01 Mar 2026 09:59:00 GMT | PT0S"
            })
    void readsSecondsAndDates(String value, Duration wait) {
        assertThat(RetryAfter.read(value, NOW)).contains(wait);
    }

    @ParameterizedTest
    @NullSource
    @ValueSource(strings = {"", " ", "-5", "1.5", "soon", "+3", "٣", "99999999999999999999"})
    void findsNoWaitInAnythingElse(String value) {
        assertThat(RetryAfter.read(value, NOW)).isEmpty();
    }

    @ParameterizedTest
    @CsvSource({"PT0S, 1", "PT0.2S, 1", "PT1S, 1", "PT1.001S, 2", "PT59.5S, 60"})
    void writesWholeSecondsThatAreNeverTooFew(Duration wait, String value) {
        assertThat(RetryAfter.write(wait)).isEqualTo(value);
    }

    @Test
    void doublesTheBoundOfAWaitUpToTheLongest() {
        RetrySettings settings = new RetrySettings(5, Set.of(), Duration.ofMillis(200), Duration.ofSeconds(1));

        assertThat(settings.backoff(2)).isEqualTo(Duration.ofMillis(200));
        assertThat(settings.backoff(3)).isEqualTo(Duration.ofMillis(400));
        assertThat(settings.backoff(5)).isEqualTo(Duration.ofSeconds(1));
        assertThat(settings.backoff(100)).isEqualTo(Duration.ofSeconds(1));
    }
}
