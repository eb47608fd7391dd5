package dev.lakefront.catalog;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.stream.Stream;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestFactory;

/** Imports the published documents of real model servers, from the folder that {@code -Dlakefront.specs} names. */
class RealDocumentTests {

    private static final Map<String, Task> TASKS = Map.of(
            "hf-text-generation-inference.json", Task.CHAT,
            "hf-text-embeddings-inference.json", Task.EMBEDDINGS,
            "azure-openai-inference-swagger2.json", Task.CHAT,
            "databricks-example-endpoint.json", Task.TABULAR,
            "databricks-rag-chatbot.json", Task.CHAT,
            "ollama.yaml", Task.CHAT,
            "together.yaml", Task.CHAT,
            "qdrant.json", Task.CUSTOM,
            "mlserver-dataplane.json", Task.CUSTOM);

    @TestFactory
    Stream<DynamicTest> importsEveryDocumentOrSaysWhyNot() throws IOException {
        List<Path> documents;
        try (Stream<Path> files = Files.list(specs())) {
            documents = files.filter(file -> file.toString().matches(".*\\.(json|ya?ml)"))
                    .sorted()
                    .toList();
        }
        assertThat(documents).isNotEmpty();
        return documents.stream()
                .map(file -> DynamicTest.dynamicTest(file.getFileName().toString(), () -> imports(file)));
    }

    @Test
    void importsItsOwnResultUnchanged() throws IOException, DocumentRefused {
        for (String name : List.of("databricks-example-endpoint.json", "databricks-rag-chatbot.json", "qdrant.json")) {
            ImportedDocument once = read(specs().resolve(name));
            byte[] again = once.document().toString().getBytes(StandardCharsets.UTF_8);

            assertThat(new DocumentImporter().read(again, hints(name)).changes())
                    .as(name)
                    .isEmpty();
        }
    }

    private static void imports(Path file) throws IOException, DocumentRefused {
        String name = file.getFileName().toString();
        if (name.startsWith("kserve-crd")) {
            assertThatExceptionOfType(DocumentRefused.class)
                    .isThrownBy(() -> read(file))
                    .satisfies(refused -> assertThat(refused.reason()).isEqualTo("no-paths"));
            return;
        }
        ImportedDocument imported = read(file);
        String text = imported.document().toString();

        assertThat(imported.operations()).isNotEmpty();
        assertThat(imported.operations())
                .extracting(Operation::id)
                .doesNotHaveDuplicates()
                .allMatch(id -> !id.isBlank());
        assertThat(imported.document().path("openapi").asString()).startsWith("3.1.");
        assertThat(imported.document().has("servers")).isFalse();
        assertThat(imported.document().has("security")).isFalse();
        assertThat(text).doesNotContain("\"nullable\":true").doesNotContain("#/definitions/");
        if (TASKS.containsKey(name)) {
            assertThat(imported.task()).isEqualTo(TASKS.get(name));
        }
        if (name.startsWith("databricks")) {
            hidesTheWorkspace(imported);
        }
    }

    private static void hidesTheWorkspace(ImportedDocument imported) {
        assertThat(imported.document().toString().toLowerCase(Locale.ROOT))
                .doesNotContain("databricks.net", "example.databricks.com", "adb-");
        assertThat(imported.operations()).extracting(Operation::path).noneMatch(path -> path.matches(".*[-_][12]/.*"));
    }

    private static ImportedDocument read(Path file) throws IOException, DocumentRefused {
        return new DocumentImporter()
                .read(Files.readAllBytes(file), hints(file.getFileName().toString()));
    }

    private static Hints hints(String name) {
        return name.startsWith("databricks") ? Hints.databricks(null) : Hints.none();
    }

    /** The folder is no part of the project; on a build server its absence is a failure, elsewhere a skipped test. */
    private static Path specs() {
        String folder = System.getProperty("lakefront.specs", "");
        if (Boolean.parseBoolean(System.getenv("CI"))) {
            assertThat(folder)
                    .as("-Dlakefront.specs=<folder of OpenAPI documents> must be given on CI")
                    .isNotEmpty();
        }
        assumeTrue(!folder.isEmpty(), "Give -Dlakefront.specs=<folder of OpenAPI documents> to import real documents.");
        return Path.of(folder);
    }
}
