package dev.lakefront.catalog;

import static org.assertj.core.api.Assertions.assertThat;

import dev.lakefront.document.Binder;
import dev.lakefront.document.DocumentReader;
import dev.lakefront.document.Report;
import dev.lakefront.document.ReportFormat;
import dev.lakefront.resilience.BreakerSettings;
import dev.lakefront.resilience.ResilienceSettings;
import dev.lakefront.resilience.RetrySettings;
import dev.lakefront.resilience.RetrySettings.Cause;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.LocalDate;
import java.util.Optional;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class ApiFileTests {

    private static final String SHORT = "title: Churn\nworkspace: prod\nendpoint: churn\nproducts: [internal]\n";

    private final Report report = new Report();

    private Optional<Api> read(String yaml) {
        return new DocumentReader()
                .read("churn.yaml", yaml.getBytes(StandardCharsets.UTF_8), report)
                .flatMap(document -> new ApiFile(new Binder()).read("churn", document, report));
    }

    @Test
    void needsFourLines() {
        Api api = read("title: Churn\nworkspace: prod\nendpoint: churn-classifier\nproducts: [internal]\n")
                .orElseThrow();

        assertThat(api.path()).isEqualTo("/churn");
        assertThat(api.products()).containsExactly("internal");
        assertThat(api.source()).isEqualTo(new Api.DocumentSource.Endpoint());
        assertThat(api.timeouts()).isEqualTo(Api.Timeouts.NONE);
    }

    @Test
    void readsWhenItEnds() {
        Api api = read(SHORT + """
            lifecycle:
              deprecated: 2027-01-15
              sunset: 2027-06-30
              successor: churn-v2
              link: https://models.example.com/news?id=7#churn
            sla: 99.5 % in office hours; ask retention-ml.
            """).orElseThrow();

        assertThat(api.lifecycle())
                .isEqualTo(new Lifecycle(
                        LocalDate.parse("2027-01-15"),
                        LocalDate.parse("2027-06-30"),
                        "churn-v2",
                        "https://models.example.com/news?id=7#churn"));
        assertThat(api.sla()).isEqualTo("99.5 % in office hours; ask retention-ml.");
        assertThat(read(SHORT).orElseThrow().lifecycle()).isNull();
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            quoteCharacter = '`',
            value = {
                "lifecycle: { sunset: 2027-06-30 }                         | LF1102 | 'deprecated'",
                "lifecycle: { deprecated: 2027-06-30, sunset: 2027-01-15 } | LF1107 | before 'deprecated' 2027-06-30",
                "lifecycle: { deprecated: 2027-02-30 }                     | LF1107 | 2027-02-30",
                "lifecycle: { deprecated: soon }                           | LF1105 | a date such as 2027-06-30",
                "lifecycle: { deprecated: 2027-01-15, successor: churn }   | LF1212 | 'churn' is this API itself",
                "lifecycle: { deprecated: 2027-01-15, status: retired }    | LF1101 | 'status'",
                "lifecycle: { deprecated: 2027-01-15, link: 'https://a/>, <b' } | LF1105 | without spaces",
                "lifecycle: { deprecated: 2027-01-15, link: 'javascript:x' }    | LF1105 | begins with https://",
                "sla: \"two\\nlines\"                                       | LF1105 | one line",
            })
    void refusesAnEndThatCannotBe(String wrong, String code, String words) {
        read(SHORT + wrong + "\n");

        assertThat(report.hasErrors()).isTrue();
        assertThat(ReportFormat.TEXT.render(report)).contains("churn.yaml:5:", "error " + code + ": ", words);
    }

    @Test
    void readsWhateverElseMayBeSet() {
        Api api = read("""
            title: Churn
            summary: Who leaves.
            workspace: prod
            endpoint: churn-classifier
            path: /ml/churn
            task: tabular
            openapi: { source: { file: churn.openapi.json }, drop: [dataframe_split] }
            timeouts: { connect: 1s, first-byte: 30s, total: 2m }
            request: { max-size: 1MB }
            """).orElseThrow();

        assertThat(api.path()).isEqualTo("/ml/churn");
        assertThat(api.task()).isEqualTo(Task.TABULAR);
        assertThat(api.source()).isEqualTo(new Api.DocumentSource.File("churn.openapi.json"));
        assertThat(api.drop()).containsExactly("dataframe_split");
        assertThat(api.timeouts().total()).isEqualTo(Duration.ofMinutes(2));
        assertThat(api.maxSize()).isNotNull();
    }

    @Test
    void readsHowItsCallsLiveWithFailures() {
        Api api = read("""
            title: Churn
            workspace: prod
            endpoint: churn-classifier
            timeouts: { idle: 45s }
            retry: { attempts: 3, on: [connect-failure, 429, 503], backoff: 100ms..5s }
            circuit-breaker: { failure-rate: 25%, window: 40, open: 1m }
            hold: 90s
            """).orElseThrow();

        assertThat(api.timeouts().idle()).isEqualTo(Duration.ofSeconds(45));
        assertThat(api.resilience())
                .isEqualTo(new ResilienceSettings(
                        new RetrySettings(
                                3,
                                Set.of(Cause.CONNECT_FAILURE, Cause.TOO_MANY_REQUESTS, Cause.SERVICE_UNAVAILABLE),
                                Duration.ofMillis(100),
                                Duration.ofSeconds(5)),
                        new BreakerSettings(25, 40, Duration.ofMinutes(1)),
                        Duration.ofSeconds(90)));
    }

    @Test
    void retriesOnlyWhatWasNotSentUnlessItsFileSaysOtherwise() {
        Api api = read("title: T\nworkspace: prod\nendpoint: e\n").orElseThrow();

        assertThat(api.resilience())
                .isEqualTo(new ResilienceSettings(
                        new RetrySettings(
                                2, Set.of(Cause.CONNECT_FAILURE), Duration.ofMillis(200), Duration.ofSeconds(2)),
                        new BreakerSettings(50, 20, Duration.ofSeconds(15)),
                        Duration.ofMinutes(5)));
    }

    @Test
    void makesNoCallOfAModelThatRemembersTwice() {
        Api api = read("""
            title: T
            workspace: prod
            endpoint: e
            stateful: true
            retry: { attempts: 3, on: [429] }
            hold: 5m
            """).orElseThrow();

        assertThat(api.resilience().retry().attempts()).isEqualTo(1);
        assertThat(api.resilience().hold()).isZero();
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "retry: { attempts: 0 }",
                "retry: { on: [500] }",
                "retry: { backoff: 2s }",
                "retry: { backoff: 2s..1s }",
                "circuit-breaker: { failure-rate: 0% }",
                "circuit-breaker: { failure-rate: 101% }",
                "circuit-breaker: { open: 0s }",
                "circuit-breaker: { window: 1 }",
                "hold: 2h",
                "hold: forever",
                "stateful: maybe"
            })
    void refusesWhatCannotBeUsed(String setting) {
        assertThat(read("title: T\nworkspace: prod\nendpoint: e\n" + setting + "\n"))
                .isEmpty();

        assertThat(report.errors()).isPositive();
    }

    @Test
    void refusesATimeOutOfNothing() {
        assertThat(read("title: T\nworkspace: prod\nendpoint: e\ntimeouts: { connect: 0s }\n"))
                .isEmpty();

        assertThat(report.findings()).singleElement().satisfies(finding -> {
            assertThat(finding.message()).isEqualTo("time-out 'connect' must be longer than nothing");
            assertThat(finding.position()).hasToString("churn.yaml:4:11");
        });
    }
}
