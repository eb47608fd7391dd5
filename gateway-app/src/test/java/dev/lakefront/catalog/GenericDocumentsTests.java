package dev.lakefront.catalog;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.charset.StandardCharsets;
import java.util.Set;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;

class GenericDocumentsTests {

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
