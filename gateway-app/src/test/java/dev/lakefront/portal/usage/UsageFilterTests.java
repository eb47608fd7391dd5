package dev.lakefront.portal.usage;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.time.Instant;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;
import org.springframework.web.util.UriComponentsBuilder;

class UsageFilterTests {

    private static final Instant NOW = Instant.parse("2026-11-21T09:47:31Z");

    private static UsageFilter filter(String query) {
        return UsageFilter.of(
                UriComponentsBuilder.fromUriString("/portal/usage?" + query)
                        .build()
                        .getQueryParams(),
                NOW,
                Duration.ofDays(2));
    }

    @Test
    void showsTheLastDayUnlessAsked() {
        UsageFilter filter = filter("");

        assertThat(filter.range()).isEqualTo("24h");
        assertThat(filter.span().to()).isEqualTo("2026-11-21T10:00:00Z");
        assertThat(filter.span().from()).isEqualTo("2026-11-20T10:00:00Z");
        assertThat(filter.question(null).subscriptions()).isNull();
    }

    @ParameterizedTest
    @EnumSource(Range.class)
    void hasARangeOfAtMostNinetySteps(Range range) {
        Span span = filter("range=" + range.word()).span();

        assertThat(Duration.between(span.from(), span.to())).isEqualTo(range.length());
        assertThat(Duration.between(span.from(), span.to()).dividedBy(span.step()))
                .isBetween(24L, 90L);
        assertThat(span.from()).isBefore(NOW);
        assertThat(span.to()).isAfter(NOW);
    }

    @Test
    void takesDaysWithTheLastOneIncluded() {
        UsageFilter filter = filter("from=2026-11-20&to=2026-11-21&range=7d");

        assertThat(filter.range()).isEmpty();
        assertThat(filter.span().from()).isEqualTo("2026-11-20T00:00:00Z");
        assertThat(filter.span().to()).isEqualTo("2026-11-22T00:00:00Z");
        assertThat(filter("to=2026-11-20").span().to()).isEqualTo("2026-11-21T00:00:00Z");
    }

    @Test
    void readsHoursWhereMinutesAreForgotten() {
        assertThat(filter("from=2026-11-21").span().step()).isEqualTo(Duration.ofMinutes(30));
        assertThat(filter("from=2026-11-01").span().step()).isEqualTo(Duration.ofHours(1));
        assertThat(filter("from=2025-11-01&to=2026-11-01").span().step()).isEqualTo(Duration.ofDays(7));
    }

    @ParameterizedTest
    @CsvSource({
        "from=yesterday",
        "from=%2B999999999-12-31",
        "from=+999999999-12-31",
        "to=-999999999-01-01",
        "from=2026-13-01",
        "from=2026-11-02&to=2026-11-01",
        "from=1000-01-01&to=2026-01-01"
    })
    void saysWhatItCannotUnderstand(String query) {
        UsageFilter filter = filter(query);

        assertThat(filter.mistake()).isNotBlank();
        assertThat(filter.range()).isEqualTo("24h");
    }

    @Test
    void keepsWhatWasChosenInItsAddresses() {
        UsageFilter filter = filter("api=churn&key=app&from=2026-11-01&to=2026-11-02");

        assertThat(filter.csv()).isEqualTo("/portal/usage.csv?api=churn&key=app&from=2026-11-01&to=2026-11-02");
        assertThat(filter.withRange("7d")).isEqualTo("/portal/usage?api=churn&key=app&range=7d");
        assertThat(filter.withKey("a&b=c#\"{x}"))
                .isEqualTo("/portal/usage?api=churn&key=a%26b%3Dc%23%22%7Bx%7D&from=2026-11-01&to=2026-11-02");
    }
}
