package dev.lakefront.document;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import tools.jackson.databind.json.JsonMapper;

class BinderTests {

    record Limit(int calls, Duration per) {
        Limit {
            if (calls == 13) {
                throw new IllegalArgumentException("calls must not be 13");
            }
        }
    }

    enum Mode {
        READ_ONLY
    }

    record Sample(String title, List<Limit> rateLimits, Mode mode) {}

    private static final String SCHEMA = """
        {"type": "object", "additionalProperties": false, "required": ["title"], "properties": {
          "title": {"type": "string"},
          "mode": {"enum": ["read-only"]},
          "rate-limits": {"type": "array", "items": {"type": "object", "additionalProperties": false,
            "properties": {"calls": {"type": "integer"}, "per": {"type": "string", "pattern": "^\\\\d+s$", "x-form": "a duration such as 1s"}}}}}}
        """;

    private static final Kind<Sample> KIND =
            new Kind<>("sample", Sample.class, () -> JsonMapper.shared().readTree(SCHEMA));

    private final Report report = new Report();

    private Optional<Sample> bind(String yaml) {
        Document document = new DocumentReader()
                .read("s.yaml", yaml.getBytes(StandardCharsets.UTF_8), report)
                .orElseThrow();
        return new Binder().bind(document, KIND, report);
    }

    @Test
    void bindsKebabCaseDurationsAndWords() {
        assertThat(bind("title: T\nmode: read-only\nrate-limits:\n  - { calls: 3, per: 90s }\n"))
                .contains(new Sample("T", List.of(new Limit(3, Duration.ofSeconds(90))), Mode.READ_ONLY));
    }

    @Test
    void reportsEveryViolationAtItsPlaceWithTheNearestName() {
        assertThat(bind("titel: T\nrate-limits:\n  - { cals: 20, per: soon }\n"))
                .isEmpty();

        assertThat(report.findings())
                .extracting(finding -> finding.position() + " " + finding.code() + ": " + finding.message())
                .containsExactlyInAnyOrder(
                        "s.yaml:1:1 LF1102: setting 'title' is missing",
                        "s.yaml:1:1 LF1101: unknown setting 'titel'; did you mean 'title'?",
                        "s.yaml:3:7 LF1101: unknown setting 'cals' in 'rate-limits.0'; did you mean 'calls'?",
                        "s.yaml:3:22 LF1105: 'rate-limits.0.per' is 'soon'; it must be a duration such as 1s");
    }

    @Test
    void reportsWhatARecordRefusesAtItsPlace() {
        assertThat(bind("title: T\nrate-limits:\n  - { calls: 13, per: 1s }\n")).isEmpty();

        assertThat(report.findings()).singleElement().satisfies(finding -> {
            assertThat(finding.position()).hasToString("s.yaml:3:5");
            assertThat(finding.message()).isEqualTo("calls must not be 13");
        });
    }
}
