package dev.lakefront.catalog;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import java.nio.charset.StandardCharsets;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** What the importer refuses, and whether it says why and where. */
class DocumentRefusedTests {

    private final DocumentImporter importer = new DocumentImporter();

    @ParameterizedTest
    @CsvSource(delimiter = '|', quoteCharacter = '`', textBlock = """
        {"openapi":"3.2.0","paths":{"/a":{"get":{}}}}     | unsupported-version | 3.1.x
        {"openapi":"4.0.0","paths":{}}                    | unsupported-version | Swagger 2.0
        {"swagger":"1.2","paths":{}}                      | unsupported-version | /swagger
        {"openapi":{},"paths":{}}                         | unsupported-version | /openapi
        {"title":"x"}                                     | not-openapi         | neither
        {"openapi":"3.1.0"}                               | no-paths            | /paths
        {"swagger":"2.0","paths":{}}                      | no-paths            | nothing to call
        {"openapi":"3.1.0","paths":{"/a":{"trace":{}}}}   | no-paths            | no operation
        {"openapi":"3.1.0","openapi":"3.1.0"}             | syntax              | 1:29
        {"openapi":"3.1.0",}                              | syntax              | 1:20
        {"openapi":"3.1.0"} x                             | syntax              | 1:
        {"openapi":"3.1.0","n":1e999}                     | syntax              | number
        <!DOCTYPE html><title>Sign in</title>             | not-openapi         | login
        [1, 2]                                            | not-openapi         | array
        just text                                         | not-openapi         | string
        openapi: "3.1.0                                   | syntax              | 1:
        """)
    void refusesWithAReasonAndAPlace(String document, String reason, String hint) {
        assertRefused(document, reason, hint);
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "   \n ", "# only a comment\n"})
    void refusesAnEmptyDocument(String document) {
        assertRefused(document, "not-openapi", "");
    }

    @Test
    void refusesBytesThatAreNotUtf8() {
        assertThatExceptionOfType(DocumentRefused.class)
                .isThrownBy(() -> importer.read(new byte[] {'a', (byte) 0xff, (byte) 0xfe}, Hints.none()))
                .withMessageContaining("UTF-8");
    }

    private void assertRefused(String document, String reason, String hint) {
        assertThatExceptionOfType(DocumentRefused.class)
                .isThrownBy(() -> importer.read(document.getBytes(StandardCharsets.UTF_8), Hints.none()))
                .withMessageContaining(hint)
                .satisfies(refused -> assertThat(refused.reason()).isEqualTo(reason));
    }
}
