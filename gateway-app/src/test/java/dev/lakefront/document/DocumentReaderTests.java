package dev.lakefront.document;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.charset.StandardCharsets;
import java.util.Optional;
import org.junit.jupiter.api.Test;

class DocumentReaderTests {

    private final Report report = new Report();

    private Optional<Document> read(String yaml) {
        return new DocumentReader().read("a.yaml", yaml.getBytes(StandardCharsets.UTF_8), report);
    }

    @Test
    void knowsWhereKeysAndValuesStand() {
        Document document = read("title: Churn\nauth:\n  type: token\nlist:\n  - one\n  - two\n")
                .orElseThrow();

        assertThat(document.position("/auth/type")).hasToString("a.yaml:3:9");
        assertThat(document.keyPosition("/auth/type")).hasToString("a.yaml:3:3");
        assertThat(document.position("/list/1")).hasToString("a.yaml:6:5");
        assertThat(document.position("/auth/absent/deeper")).hasToString("a.yaml:3:3");
    }

    @Test
    void readsYaml12AndNotYaml11() {
        Document document = read("a: no\nb: 010\nc: 1:30\nd: 2026-01-01\ne: 0o10\nf: on\ng: true\n")
                .orElseThrow();

        assertThat(document.content().get("a").isString()).isTrue();
        assertThat(document.content().get("b").asInt()).isEqualTo(10);
        assertThat(document.content().get("c").asString()).isEqualTo("1:30");
        assertThat(document.content().get("d").asString()).isEqualTo("2026-01-01");
        assertThat(document.content().get("e").asInt()).isEqualTo(8);
        assertThat(document.content().get("f").isString()).isTrue();
        assertThat(document.content().get("g").asBoolean()).isTrue();
    }

    @Test
    void placesSyntaxErrors() {
        assertThat(read("a: [1, 2\nb: 3\n")).isEmpty();

        assertThat(report.findings()).singleElement().satisfies(finding -> {
            assertThat(finding.code()).isEqualTo("LF1003");
            assertThat(finding.position()).isNotNull();
            assertThat(finding.position().line()).isEqualTo(2);
        });
    }

    @Test
    void refusesDuplicateKeysAndNamesTheFirst() {
        read("a: 1\nb: 2\na: 3\n");

        assertThat(report.findings()).singleElement().satisfies(finding -> {
            assertThat(finding.position()).hasToString("a.yaml:3:1");
            assertThat(finding.message()).contains("a.yaml:1:1");
        });
    }

    @Test
    void refusesCustomTags() {
        read("a: !!javax.script.ScriptEngineManager [x]\n");

        assertThat(report.findings()).extracting(Finding::code).containsExactly("LF1006");
    }

    @Test
    void refusesAliasBombs() {
        StringBuilder bomb = new StringBuilder("a0: &a0 [x, x, x, x, x, x, x, x, x, x]\n");
        for (int i = 1; i < 12; i++) {
            String before = "*a" + (i - 1);
            bomb.append(
                    "a" + i + ": &a" + i + " [" + String.join(", ", java.util.Collections.nCopies(10, before)) + "]\n");
        }
        read(bomb.toString());

        assertThat(report.findings()).extracting(Finding::code).containsExactly("LF1005");
    }

    @Test
    void refusesFilesAboveTheBound() {
        byte[] large = new byte[DocumentReader.MAX_BYTES + 1];
        new DocumentReader().read("a.yaml", large, report);

        assertThat(report.findings()).extracting(Finding::code).containsExactly("LF1001");
    }

    @Test
    void refusesSelfReferences() {
        read("a: &a [*a]\n");

        assertThat(report.findings()).extracting(Finding::code).containsExactly("LF1004");
    }

    @Test
    void readsCharactersOfTwoUnitsWhereverTheyStand() {
        for (int before = 1000; before < 1040; before++) {
            Report report = new Report();
            String text = "a: \"" + "x".repeat(before) + "\uD83D\uDE00".repeat(20) + "\"\n";

            assertThat(new DocumentReader().read("a.yaml", text.getBytes(StandardCharsets.UTF_8), report))
                    .isPresent();
        }
    }
}
