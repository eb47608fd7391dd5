package dev.lakefront.catalog;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Set;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;
import tools.jackson.core.JsonPointer;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ObjectNode;

class GenericDocumentsTests {

    private static final String BODY = "/post/requestBody/content/application~1json";

    @ParameterizedTest
    @CsvSource({
        "TABULAR, /invocations",
        "FEATURES, /invocations",
        "CUSTOM, /invocations",
        "CHAT, /v1/chat/completions",
        "COMPLETIONS, /v1/completions",
        "EMBEDDINGS, /v1/embeddings",
        "AGENT, /v1/responses"
    })
    void hasThePathThatAServerOfTheTaskHas(Task task, String path) {
        ImportedDocument document = GenericDocuments.generic("Churn", task, GenericDocuments.Platform.HTTP);

        assertThat(document.operations()).extracting(Operation::path).containsExactly(path);
        assertThat(document.document().at("/info/title").asString()).isEqualTo("Churn");
    }

    @ParameterizedTest
    @EnumSource(Task.class)
    void offersInvocationsAndAPinOnDatabricks(Task task) {
        ImportedDocument document = GenericDocuments.generic("Churn", task, GenericDocuments.Platform.DATABRICKS);

        assertThat(document.operations())
                .extracting(Operation::path)
                .containsExactly("/invocations", "/served-models/{served}/invocations");
        assertThat(document.task()).isEqualTo(task);
        assertThat(document.formats()).isEqualTo(formats(task));
    }

    @ParameterizedTest
    @EnumSource(Task.class)
    void needsNoMendingAndIsRecognisedAsItsTask(Task task) throws DocumentRefused {
        ImportedDocument document = GenericDocuments.generic("Churn", task, GenericDocuments.Platform.DATABRICKS);
        byte[] bytes = document.document().toString().getBytes(StandardCharsets.UTF_8);

        ImportedDocument again = new DocumentImporter().read(bytes, Hints.none());

        assertThat(again.changes()).isEmpty();
        assertThat(again.task()).isEqualTo(task);
        assertThat(again.operations()).isEqualTo(document.operations());
        assertThat(again.sourceHash()).isEqualTo(document.sourceHash());
    }

    @ParameterizedTest
    @EnumSource(Task.class)
    void showsAnExampleOfEachFormatThatValidates(Task task) {
        ImportedDocument document = GenericDocuments.generic("Churn", task, GenericDocuments.Platform.DATABRICKS);
        SchemaSamples samples = new SchemaSamples(document.document());

        for (String path : List.of("/invocations", "/served-models/{served}/invocations")) {
            JsonPointer body = JsonPointer.compile("/paths/" + path.replace("/", "~1") + BODY);
            JsonNode examples = document.document().at(body).path("examples");
            assertThat(List.copyOf(examples.propertyNames()))
                    .containsExactlyInAnyOrderElementsOf(formats(task).stream()
                            .map(format -> format == Format.JSON ? "example" : format.word())
                            .toList());
            examples.forEach(
                    example -> assertThat(samples.accepts(body.appendProperty("schema"), example.path("value")))
                            .as(example.toString())
                            .isTrue());
        }
    }

    @ParameterizedTest
    @EnumSource(
            value = Task.class,
            names = {"CHAT", "COMPLETIONS", "AGENT"})
    void describesTheStream(Task task) {
        ObjectNode document = GenericDocuments.generic("Churn", task, GenericDocuments.Platform.HTTP)
                .document();
        JsonNode post = document.path("paths").values().iterator().next().path("post");

        assertThat(document.at("/info/description").asString()).contains("`stream`", "server-sent events");
        assertThat(post.at("/requestBody/content/application~1json/schema/properties/stream")
                        .isObject())
                .isTrue();
        assertThat(post.at("/responses/200/content/text~1event-stream/schema").isObject())
                .isTrue();
    }

    private static Set<Format> formats(Task task) {
        return switch (task) {
            case TABULAR -> Set.of(Format.DATAFRAME_SPLIT, Format.DATAFRAME_RECORDS, Format.INSTANCES, Format.INPUTS);
            case FEATURES -> Set.of(Format.DATAFRAME_SPLIT, Format.DATAFRAME_RECORDS);
            case CHAT -> Set.of(Format.MESSAGES);
            case COMPLETIONS -> Set.of(Format.PROMPT);
            case EMBEDDINGS -> Set.of(Format.INPUT);
            case AGENT -> Set.of(Format.INPUT_ITEMS);
            case CUSTOM -> Set.of(Format.JSON);
        };
    }
}
