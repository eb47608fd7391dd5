package dev.lakefront.catalog.openapi;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assumptions.assumeThat;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestFactory;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ObjectNode;

/** What must hold for every real document, shown on those in the folder that {@code lakefront.specs} names. */
class RealDocumentsTests {

    @Test
    void areThere() {
        if ("true".equals(System.getenv("CI"))) {
            assertThat(Documents.specs()).as("documents in the folder of -Dlakefront.specs").isNotEmpty();
        }
        assumeThat(Documents.specs())
                .as("set -Dlakefront.specs=<folder> to run this on real documents")
                .isNotEmpty();
    }

    @TestFactory
    List<DynamicTest> examplesValidateAgainstTheirSchemas() {
        return each(document -> {
            new RequestExamples().apply(document, new Changes());

            ExampleJudge judge = new ExampleJudge(CheckableDocument.of(document));
            List<String> invalid = new ArrayList<>();
            DocumentWalk.walk(document, (kind, object) -> {
                if (kind == DocumentWalk.Kind.REQUEST_BODY) {
                    object.path("content").forEach(media -> collectInvalid(media, judge, invalid));
                }
            });
            assertThat(invalid).isEmpty();
        });
    }

    @TestFactory
    List<DynamicTest> everyJsonRequestGetsAnExample() {
        return each(document -> {
            new RequestExamples().apply(document, new Changes());

            DocumentWalk.walk(document, (kind, object) -> {
                JsonNode media = object.path("content").path("application/json");
                if (kind == DocumentWalk.Kind.REQUEST_BODY && media.path("schema").isObject()) {
                    assertThat(media.path("examples").size()).as(media.toString()).isPositive();
                }
            });
        });
    }

    @TestFactory
    List<DynamicTest> olderRenditionPleasesStrictReader() {
        return each(document -> {
            new RequestExamples().apply(document, new Changes());

            assertThat(DownConversionTests.messages(DownConversion.toOpenApi30(document))).isEmpty();
        });
    }

    private static void collectInvalid(JsonNode media, ExampleJudge judge, List<String> invalid) {
        media.path("examples").forEach(example -> {
            if (example.has("value") && !judge.accepts(media.path("schema"), example.get("value"))) {
                invalid.add(example.toString());
            }
        });
    }

    /** Checks one document. */
    private interface Check {
        void check(ObjectNode document);
    }

    private static List<DynamicTest> each(Check check) {
        return Documents.specs().stream()
                .filter(file -> Documents.file(file).path("openapi").asString("").startsWith("3.1"))
                .map(file -> DynamicTest.dynamicTest(file.getFileName().toString(), () -> check.check(normalised(file))))
                .toList();
    }

    /** The importer's other rules belong before these; the published Databricks documents need one of them. */
    private static ObjectNode normalised(Path file) {
        ObjectNode document = Documents.file(file);
        DocumentWalk.replaceSchemas(document, schema -> {
            schema.path("oneOf").forEach(branch -> {
                List<String> wrappers = new ArrayList<>(branch.path("properties").propertyNames());
                wrappers.retainAll(List.of("dataframe_split", "dataframe_records", "instances", "inputs"));
                if (!branch.has("required") && wrappers.size() == 1) {
                    ((ObjectNode) branch).putArray("required").add(wrappers.getFirst());
                }
            });
            return schema;
        });
        return document;
    }
}
