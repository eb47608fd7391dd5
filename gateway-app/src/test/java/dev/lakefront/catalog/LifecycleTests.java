package dev.lakefront.catalog;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.lakefront.catalog.Lifecycle.Stage;
import java.time.Instant;
import java.time.LocalDate;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class LifecycleTests {

    private static final LocalDate DEPRECATED = LocalDate.parse("2027-01-15");
    private static final LocalDate SUNSET = LocalDate.parse("2027-06-30");

    @ParameterizedTest
    @CsvSource({
        "2027-01-14, ANNOUNCED",
        "2027-01-15, DEPRECATED",
        "2027-06-30, DEPRECATED",
        "2027-07-01, RETIRED",
    })
    void followsFromTheDay(LocalDate today, Stage stage) {
        assertThat(new Lifecycle(DEPRECATED, SUNSET, null, null).stage(today)).isEqualTo(stage);
    }

    @Test
    void endsWithItsLastDay() {
        assertThat(new Lifecycle(DEPRECATED, SUNSET, null, null).end())
                .isEqualTo(Instant.parse("2027-07-01T00:00:00Z"));
        assertThat(new Lifecycle(DEPRECATED, DEPRECATED, null, null).end())
                .isEqualTo(Instant.parse("2027-01-16T00:00:00Z"));
    }

    @Test
    void doesNotEndWhileNobodySaysWhen() {
        Lifecycle open = new Lifecycle(DEPRECATED, null, null, null);

        assertThat(open.end()).isNull();
        assertThat(open.stage(LocalDate.parse("2199-01-01"))).isEqualTo(Stage.DEPRECATED);
        assertThat(open.sentence()).isEqualTo("Deprecated from 15 January 2027.");
    }

    @Test
    void cannotEndBeforeItBegins() {
        assertThatThrownBy(() -> new Lifecycle(SUNSET, DEPRECATED, null, null))
                .hasMessage("'sunset' 2027-01-15 is before 'deprecated' 2027-06-30; write the same day or a later one");
    }

    @Test
    void saysAllOfItInOneSentence() {
        assertThat(new Lifecycle(DEPRECATED, SUNSET, "churn-v2", null).sentence())
                .isEqualTo("Deprecated from 15 January 2027; calls are answered until the end of 30 June 2027 (UTC);"
                        + " use churn-v2 instead.");
    }
}
