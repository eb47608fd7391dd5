package dev.lakefront.catalog;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import java.nio.charset.StandardCharsets;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** Small documents that would cost much if references, aliases or patterns were followed without bounds. */
@Timeout(20)
class HostileDocumentTests {

    private static final String OPERATION = "{\"post\":{\"requestBody\":{\"content\":{\"application/json\":{\"schema\":"
            + "{\"$ref\":\"#/components/schemas/S0\"}}}}}}";

    @Test
    void boundsRecognitionOfSchemasThatMultiply() throws DocumentRefused {
        String schemas = IntStream.range(0, 60)
                .mapToObj(i ->
                        "\"S%1$d\":{\"allOf\":[{\"$ref\":\"#/components/schemas/S%2$d\"},".formatted(i, (i + 1) % 60)
                                + "{\"$ref\":\"#/components/schemas/S%d\"}]}".formatted((i + 1) % 60))
                .collect(Collectors.joining(","));

        assertThat(read(document("\"/a\":" + OPERATION, schemas)).task()).isEqualTo(Task.CUSTOM);
    }

    @Test
    void copiesSharedPathItemsWithinABudget() throws DocumentRefused {
        String paths = IntStream.range(0, 5000)
                .mapToObj(i -> "\"/p%d\":{\"$ref\":\"#/components/pathItems/Big\"}".formatted(i))
                .collect(Collectors.joining(","));
        String tags = IntStream.range(0, 5000).mapToObj(Integer::toString).collect(Collectors.joining(","));
        String big = "},\"pathItems\":{\"Big\":{\"get\":{\"x-tags\":[" + tags + "]}}";

        assertThat(read(document(paths, "").replace("\"schemas\":{}", "\"schemas\":{" + big + "}"))
                        .operations())
                .hasSizeBetween(100, 1000);
    }

    @Test
    void keepsTheReportOfNestedChangesSmall() throws DocumentRefused {
        String nested = "{\"type\":\"string\",\"description\":\"%s\"}".formatted("x".repeat(100_000));
        for (int i = 0; i < 240; i++) {
            nested = "{\"type\":\"array\",\"nullable\":true,\"items\":" + nested + ",\"x-l\":[1,2,3,4,5,6,7,8,9]}";
        }

        ImportedDocument imported = read(document("\"/a\":" + OPERATION, "\"S0\":" + nested));

        assertThat(imported.changes()).hasSizeGreaterThan(200);
        assertThat(imported.changes())
                .extracting(change -> change.before() == null
                        ? 0
                        : change.before().findValues("nullable").size())
                .allMatch(levels -> levels < 170);
    }

    @Test
    void refusesWhatMendingMakesTooDeep() {
        String nested = "{\"$ref\":\"#/components/schemas/S1\"}";
        for (int i = 0; i < 200; i++) {
            nested = "{\"allOf\":[" + nested + "],\"nullable\":true}";
        }
        String document = document("\"/a\":" + OPERATION, "\"S1\":{},\"S0\":" + nested);

        assertThatExceptionOfType(DocumentRefused.class)
                .isThrownBy(() -> read(document))
                .satisfies(refused -> assertThat(refused.reason()).isEqualTo("too-deep"));
    }

    @Test
    void looksForHostsInLongTextsInLinearTime() throws DocumentRefused {
        String document =
                document("\"/a\":" + OPERATION, "\"S0\":{\"description\":\"%s\"}".formatted("a.".repeat(1_000_000)));

        assertThat(new DocumentImporter()
                        .read(document.getBytes(StandardCharsets.UTF_8), Hints.databricks(null))
                        .operations())
                .hasSize(1);
    }

    @Test
    void numbersOperationsThatWouldHaveOneIdWithoutCountingAgain() throws DocumentRefused {
        String paths = IntStream.range(0x4e00, 0x4e00 + 5_000)
                .mapToObj(c -> "\"/%s\":{\"get\":{}}".formatted(Character.toString(c)))
                .collect(Collectors.joining(","));

        assertThat(read(document(paths, "")).operations())
                .extracting(Operation::id)
                .doesNotHaveDuplicates();
    }

    @Test
    void keepsTextThatLooksLikeAnExpressionAsText() throws DocumentRefused {
        String evil = "#{T(java.lang.Runtime).getRuntime().exec('id')} ${env:HOME}";
        String document = document(
                "\"/a\":{\"get\":{\"operationId\":\"%s\",\"summary\":\"<script>\"}}".formatted(evil),
                "\"S0\":{\"type\":\"string\",\"pattern\":\"(a+)+$\"}");

        ImportedDocument imported = read(document);

        assertThat(imported.operations()).extracting(Operation::id).containsExactly(evil);
        assertThat(imported.document().at("/components/schemas/S0/pattern").asString())
                .isEqualTo("(a+)+$");
    }

    private static String document(String paths, String schemas) {
        return "{\"openapi\":\"3.1.0\",\"paths\":{%s},\"components\":{\"schemas\":{%s}}}".formatted(paths, schemas);
    }

    private static ImportedDocument read(String document) throws DocumentRefused {
        return new DocumentImporter().read(document.getBytes(StandardCharsets.UTF_8), Hints.none());
    }
}
