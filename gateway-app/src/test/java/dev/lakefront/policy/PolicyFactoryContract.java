package dev.lakefront.policy;

import static org.assertj.core.api.Assertions.assertThat;

import dev.lakefront.document.Binder;
import dev.lakefront.document.Document;
import dev.lakefront.document.DocumentReader;
import dev.lakefront.document.Finding;
import dev.lakefront.document.Kind;
import dev.lakefront.document.References;
import dev.lakefront.document.Report;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import tools.jackson.databind.JsonNode;

/** What every {@link PolicyFactory} promises. */
public abstract class PolicyFactoryContract {

    private static final References REFERENCES = (text, document, pointer, report) ->
            Optional.of(text.replace("${value:environment}", "prod").replace("${value:secret}", "s3cr3t\r\nX-Evil: 1"));

    protected final Report report = new Report();

    protected abstract PolicyFactory<?> factory();

    /** Settings as they may be written, in one line of YAML each. */
    protected abstract List<String> examples();

    /** Settings that are wrong, and where in the line {@code inbound:[{<kind>: <settings>}]} the error stands: the text there. */
    protected abstract Map<String, String> mistakes();

    @Test
    void isNamedAfterItsClass() {
        String kebab = factory()
                .getClass()
                .getSimpleName()
                .replaceAll("(?<!^)([A-Z])", "-$1")
                .toLowerCase(Locale.ROOT);

        assertThat(factory().kind()).isEqualTo(kebab);
    }

    @Test
    void describesItselfInASchemaThatStandsAlone() {
        JsonNode schema = Kind.resource("schemas/policies/" + factory().kind() + ".schema.json");

        assertThat(schema.path("title").asString()).isEqualTo(factory().kind());
        assertThat(schema.path("description").asString()).isNotBlank();
        assertThat(schema.findValues("$ref")).isEmpty();
        schema.path("properties")
                .properties()
                .forEach(setting -> assertThat(
                                setting.getValue().path("description").asString())
                        .as("description of %s", setting.getKey())
                        .isNotBlank());
    }

    @Test
    void compilesEveryExampleWhereItMayStand() {
        assertThat(factory().sections()).isNotEmpty();
        for (Section section : factory().sections()) {
            for (String example : examples()) {
                assertThat(compile(section, example)).as(example).isPresent();
            }
        }
        assertThat(report.findings()).isEmpty();
    }

    @Test
    void isRefusedWhereItMayNotStand() {
        for (Section section : Section.values()) {
            if (!factory().sections().contains(section)) {
                assertThat(compile(section, examples().getFirst())).isEmpty();
                assertThat(report.findings()).extracting(Finding::code).containsExactly("LF1403");
            }
        }
    }

    @Test
    void reportsEachMistakeAtItsPlace() {
        Section section = factory().sections().iterator().next();
        mistakes().forEach((settings, at) -> {
            Report mine = new Report();
            String line = line(section, settings);

            assertThat(compile(section, settings, mine)).as(settings).isEmpty();

            assertThat(mine.findings()).as(settings).singleElement().satisfies(finding -> {
                assertThat(finding.position()).isNotNull();
                assertThat(line.substring(finding.position().column() - 1))
                        .as(finding.message())
                        .startsWith(at);
                assertThat(finding.message()).doesNotContain("s3cr3t");
            });
        });
    }

    @Test
    void refusesExpressionsInEveryText() {
        for (Section section : factory().sections()) {
            Optional<Policy> compiled = compile(section, "{ name: \"$(request.path)\" }");

            assertThat(compiled).isEmpty();
            assertThat(report.findings()).extracting(Finding::code).contains("LF1404");
        }
    }

    protected Policy policy(Section section, String settings) {
        return compile(section, settings)
                .orElseThrow(() -> new AssertionError(report.findings().toString()));
    }

    private Optional<Policy> compile(Section section, String settings) {
        return compile(section, settings, report);
    }

    private Optional<Policy> compile(Section section, String settings, Report into) {
        Document document = new DocumentReader()
                .read("global.yaml", line(section, settings).getBytes(StandardCharsets.UTF_8), into)
                .orElseThrow();
        return new PolicyFile(new PolicyFactories(List.of(factory())), new Binder(), REFERENCES)
                .read(new PolicyScope.Global(), document, into)
                .map(read -> read.policies().getFirst().policy());
    }

    private String line(Section section, String settings) {
        return section.word() + ": [{" + factory().kind() + ": " + settings + "}]";
    }
}
