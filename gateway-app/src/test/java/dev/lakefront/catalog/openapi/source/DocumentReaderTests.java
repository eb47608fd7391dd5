package dev.lakefront.catalog.openapi.source;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import dev.lakefront.catalog.DocumentRefused;
import java.nio.charset.StandardCharsets;
import java.util.Collections;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import tools.jackson.databind.node.ObjectNode;

/** The bounds of reading, and what YAML 1.2 makes of its scalars. */
class DocumentReaderTests {

    private static final String YAML = """
        # comment
        no: no
        flag: True
        nothing: ~
        empty:
        octal: 0o17
        hex: 0xFF
        big: 123456789012345678901234567890
        long: 9007199254740993
        float: 1.5e3
        quoted: "1"
        single: 'it''s'
        version: 1.2.3
        date: 2026-01-01
        forced: !!str 12
        local: ! 12
        200: {description: ok}
        list: [a, [1, 2], {b: c}]
        anchor: &a {x: 1}
        alias: *a
        text: |
          two
          lines
        """;

    @Test
    void readsYamlAsJsonWouldBe() throws DocumentRefused {
        assertThat(read(YAML).toString())
                .isEqualTo("{\"no\":\"no\",\"flag\":true,\"nothing\":null,\"empty\":null,\"octal\":15,\"hex\":255,"
                        + "\"big\":123456789012345678901234567890,\"long\":9007199254740993,\"float\":1500.0,"
                        + "\"quoted\":\"1\",\"single\":\"it's\",\"version\":\"1.2.3\",\"date\":\"2026-01-01\","
                        + "\"forced\":\"12\",\"local\":\"12\",\"200\":{\"description\":\"ok\"},"
                        + "\"list\":[\"a\",[1,2],{\"b\":\"c\"}],\"anchor\":{\"x\":1},\"alias\":{\"x\":1},"
                        + "\"text\":\"two\\nlines\\n\"}");
    }

    @Test
    void givesEachAliasACopyOfItsOwn() throws DocumentRefused {
        var document = read("a: &a {x: 1}\nb: *a\n");
        document.path("a").asObject().put("x", 2);

        assertThat(document.at("/b/x").intValue()).isEqualTo(1);
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', quoteCharacter = '`', textBlock = """
        `a: 1\na: 2`                              | 2:1: | duplicate key
        `a: !!javax.script.ScriptEngineManager x` | 1:4: | not accepted
        `a: !ruby/object x`                       | 1:4: | not accepted
        `? [a]\n: 1`                              | 1:3: | key
        `a: &x 1\n*x : 2`                         | 2:1: | alias
        `a: &x [*x]`                              | 1:8: | nothing before it
        `a: *nobody`                              | 1:4: | *nobody
        `a: &x {b: 1}\nc:\n  <<: *x`              | 3:3: | merge key
        `a: .inf`                                 | 1:4: | not a number
        `a: 1\n---\nb: 2`                         | 2:1: | second document
        `a: [1`                                   | 1:   | YAML
        `a: 1\n b: 2`                             | 2:   | YAML
        """)
    void refusesYamlWithLineAndColumn(String yaml, String place, String problem) {
        assertThatExceptionOfType(DocumentRefused.class)
                .isThrownBy(() -> read(yaml.replace("\\n", "\n")))
                .withMessageStartingWith(place)
                .withMessageContaining(problem)
                .satisfies(refused -> assertThat(refused.reason()).isEqualTo("syntax"));
    }

    @Test
    void refusesAliasesThatMultiply() {
        StringBuilder bomb = new StringBuilder("a0: &a0 [x,x,x,x,x,x,x,x,x,x]\n");
        for (int i = 1; i < 12; i++) {
            String before = "*a" + (i - 1);
            bomb.append("a%d: &a%d [%s]\n".formatted(i, i, String.join(",", Collections.nCopies(10, before))));
        }

        assertRefused(bomb.toString(), "too-large");
    }

    @Test
    void refusesWhatNestsTooDeep() {
        assertRefused("{\"a\":" + "[".repeat(600) + "]".repeat(600) + "}", "too-deep");
        assertRefused("a: " + "[".repeat(600) + "]".repeat(600), "too-deep");
        assertRefused("a: " + "[".repeat(2_000_000), "too-deep");
        assertRefused("{\"a\":" + "[".repeat(2_000_000), "too-deep");
    }

    @Test
    void refusesWhatIsTooLarge() {
        assertRefused("{\"a\":[" + "1,".repeat(1_100_000) + "1]}", "too-large");
        assertRefused("{\"a\":[" + "1,".repeat(5_000_000) + "1]}", "too-large");
        assertRefused("a: [" + "[],".repeat(1_100_000) + "]", "too-large");
        assertRefused(" ".repeat(DocumentReader.MAX_BYTES + 1), "too-large");
    }

    private static ObjectNode read(String text) throws DocumentRefused {
        return DocumentReader.read(text.getBytes(StandardCharsets.UTF_8));
    }

    private static void assertRefused(String text, String reason) {
        assertThatExceptionOfType(DocumentRefused.class)
                .isThrownBy(() -> read(text))
                .satisfies(refused -> assertThat(refused.reason()).isEqualTo(reason));
    }
}
