package dev.lakefront.catalog;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import dev.lakefront.Tool;
import io.swagger.v3.parser.OpenAPIV3Parser;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.stream.Stream;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestFactory;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ObjectNode;

/** What must hold for the documents of real model servers, shown on those in the folder that {@code -Dlakefront.specs} names. */
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

    private static final Set<String> REFUSED = Set.of("kserve-crd-swagger2.json", "azure-apim-passthrough.json");

    private static final DocumentPublisher PUBLISHER = new DocumentPublisher();
    private static final Facade FACADE =
            new Facade("https://models.example.com", "/api", "API", null, "api", true, false, null, null, Set.of());

    @TestFactory
    Stream<DynamicTest> importsAndPublishesEveryDocumentOrSaysWhyNot() throws IOException {
        List<Path> documents;
        try (Stream<Path> files = Files.list(Tool.SPECS.require())) {
            documents = files.filter(file -> file.toString().matches(".*\\.(json|ya?ml)"))
                    .sorted()
                    .toList();
        }
        assertThat(documents).isNotEmpty();
        return documents.stream()
                .map(file -> DynamicTest.dynamicTest(file.getFileName().toString(), () -> {
                    if (REFUSED.contains(file.getFileName().toString())) {
                        refuses(file);
                    } else {
                        imports(file);
                    }
                }));
    }

    @Test
    void importsItsOwnResultUnchanged() throws IOException, DocumentRefused {
        for (String name : List.of("databricks-example-endpoint.json", "databricks-rag-chatbot.json", "qdrant.json")) {
            ImportedDocument once = read(Tool.SPECS.require().resolve(name));
            byte[] again = once.document().toString().getBytes(StandardCharsets.UTF_8);

            assertThat(new DocumentImporter().read(again, hints(name)).changes())
                    .as(name)
                    .isEmpty();
        }
    }

    private static void refuses(Path file) {
        assertThatExceptionOfType(DocumentRefused.class)
                .isThrownBy(() -> read(file))
                .satisfies(refused -> assertThat(refused.reason()).isEqualTo("no-paths"));
    }

    private static void imports(Path file) throws IOException, DocumentRefused {
        String name = file.getFileName().toString();
        ImportedDocument imported = read(file);

        isWellFormed(imported);
        exemplifiesEveryFormat(imported);
        RequestExamplesJudge.assertThatAllValidate(imported.document());
        isReadByOthers(imported);
        isTheSameEachTime(imported, read(file));
        if (TASKS.containsKey(name)) {
            assertThat(imported.task()).isEqualTo(TASKS.get(name));
        }
        if (name.startsWith("databricks")) {
            hidesTheWorkspace(imported);
        }
    }

    private static void isWellFormed(ImportedDocument imported) {
        assertThat(imported.operations()).isNotEmpty();
        assertThat(imported.operations())
                .extracting(Operation::id)
                .doesNotHaveDuplicates()
                .allMatch(id -> !id.isBlank());
        assertThat(imported.document().path("openapi").asString()).startsWith("3.1.");
        assertThat(imported.document().has("servers")).isFalse();
        assertThat(imported.document().has("security")).isFalse();
        assertThat(imported.document().toString())
                .doesNotContain("\"nullable\":true")
                .doesNotContain("#/definitions/")
                .doesNotContain("x-lakefront-server-path");
    }

    private static void exemplifiesEveryFormat(ImportedDocument imported) {
        for (Operation operation : imported.operations()) {
            JsonNode body = RequestExamplesJudge.body(imported.document(), operation.path(), operation.method());
            Set<String> names = new HashSet<>();
            body.path("content")
                    .forEach(media -> names.addAll(media.path("examples").propertyNames()));
            assertThat(names)
                    .as("examples of %s %s", operation.method(), operation.path())
                    .containsAll(operation.formats().stream()
                            .filter(format -> format != Format.JSON)
                            .map(Format::word)
                            .toList());
            boolean described = body.at("/content/application~1json/schema").size() > 0;
            assertThat(described && names.isEmpty())
                    .as("%s %s is described and has no example", operation.method(), operation.path())
                    .isFalse();
        }
    }

    private static void isReadByOthers(ImportedDocument imported) {
        ObjectNode newer = PUBLISHER.openApi31(imported, FACADE);
        ObjectNode older = PUBLISHER.openApi30(imported, FACADE);

        assertThat(new OpenAPIV3Parser().readContents(newer.toString()).getOpenAPI())
                .isNotNull();
        assertThat(new OpenAPIV3Parser().readContents(older.toString()).getMessages())
                .isEmpty();
    }

    private static void isTheSameEachTime(ImportedDocument once, ImportedDocument again) {
        assertThat(again.sourceHash()).isEqualTo(once.sourceHash());
        assertThat(again.task()).isEqualTo(once.task());
        assertThat(again.formats()).isEqualTo(once.formats());
        assertThat(again.operations()).isEqualTo(once.operations());
        // Nodes are equal whatever the order of their fields.
        assertThat(again.document().toString()).isEqualTo(once.document().toString());
        assertThat(again.changes().toString()).isEqualTo(once.changes().toString());
    }

    private static void hidesTheWorkspace(ImportedDocument imported) {
        for (ObjectNode document : List.of(
                imported.document(), PUBLISHER.openApi31(imported, FACADE), PUBLISHER.openApi30(imported, FACADE))) {
            assertThat(document.toString().toLowerCase(Locale.ROOT))
                    .doesNotContain("databricks.net", "example.databricks.com", "adb-");
        }
        assertThat(imported.operations()).extracting(Operation::path).noneMatch(path -> path.matches(".*[-_][12]/.*"));
    }

    private static ImportedDocument read(Path file) throws IOException, DocumentRefused {
        return new DocumentImporter()
                .read(Files.readAllBytes(file), hints(file.getFileName().toString()));
    }

    private static Hints hints(String name) {
        return name.startsWith("databricks") ? Hints.databricks(null) : Hints.none();
    }
}
