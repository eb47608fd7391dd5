package dev.lakefront.catalog;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static org.assertj.core.api.Assertions.tuple;

import java.nio.charset.StandardCharsets;
import java.util.Map;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** What the importer accepts, refuses and recognises, on small documents written for it. */
class DocumentImporterTests {

    private final DocumentImporter importer = new DocumentImporter();

    @Test
    void publishesOneStablePathForAServedModel() throws DocumentRefused {
        ImportedDocument imported = importer.read(Documents.TABULAR, Hints.databricks(null));

        assertThat(imported.operations())
                .extracting(Operation::id, Operation::method, Operation::path, Operation::upstreamPath)
                .containsExactly(
                        tuple("invoke", "POST", "/invocations", "/invocations"),
                        tuple(
                                "invoke-served-model",
                                "POST",
                                "/served-models/{served}/invocations",
                                "/served-models/{served}/invocations"));
        assertThat(imported.task()).isEqualTo(Task.TABULAR);
        assertThat(imported.formats()).containsExactlyInAnyOrder(Format.DATAFRAME_SPLIT, Format.DATAFRAME_RECORDS);
        assertThat(imported.basePath()).isEqualTo("/serving-endpoints/churn");
        assertThat(imported.sourceVersion()).isEqualTo("3.1.0");
        assertThat(imported.sourceHash()).matches("sha256:[0-9a-f]{64}");
    }

    @Test
    void keepsTheWorkspacesHostOutOfTheDocument() throws DocumentRefused {
        ImportedDocument imported = importer.read(Documents.TABULAR, Hints.databricks(null));

        assertThat(imported.document().toString())
                .doesNotContainIgnoringCase("adb-42")
                .doesNotContain("servers");
        assertThat(imported.document().at("/info/version").asString()).isEqualTo("1");
        assertThat(imported.document().at("/info/x-databricks-config-version").asString())
                .isEqualTo("7");
        assertThat(imported.document().at("/info/x-team").asString()).isEqualTo("retention");
    }

    @Test
    void mendsAFoundationModelsDocument() throws DocumentRefused {
        ImportedDocument imported = importer.read(Documents.FOUNDATION_MODEL, Hints.databricks("llm/v1/chat"));
        var schema = imported.document().at("/paths/~1invocations/post/requestBody/content/application~1json/schema");

        assertThat(imported.task()).isEqualTo(Task.CHAT);
        assertThat(imported.formats()).containsExactly(Format.MESSAGES);
        assertThat(schema.at("/required/0").asString()).isEqualTo("messages");
        assertThat(schema.at("/properties/max_tokens/type").toString()).isEqualTo("[\"integer\",\"null\"]");
        assertThat(schema.at("/properties/messages/items/properties/role/enum").toString())
                .isEqualTo("[\"user\",\"assistant\",\"system\",\"tool\"]");
        assertThat(schema.at("/properties/stop/oneOf/2/type").asString()).isEqualTo("null");
    }

    @Test
    void keepsFeedbackAsItsOwnOperation() throws DocumentRefused {
        ImportedDocument imported = importer.read(Documents.AGENT, Hints.databricks("agent/v1/chat"));

        assertThat(imported.operations())
                .filteredOn(operation -> operation.id().equals("feedback"))
                .singleElement()
                .extracting(Operation::upstreamPath)
                .isEqualTo("/served-models/feedback/invocations");
        assertThat(imported.task()).isEqualTo(Task.CHAT);
        assertThat(imported.formats())
                .containsExactlyInAnyOrder(Format.DATAFRAME_SPLIT, Format.DATAFRAME_RECORDS, Format.MESSAGES);
        assertThat(imported.document()
                        .at("/paths/~1invocations/post/responses/200/content")
                        .propertyNames())
                .containsExactly("application/json", "text/event-stream");
    }

    @Test
    void recognisesAnAgentByItsOnlyColumn() throws DocumentRefused {
        assertThat(importer.read(Documents.AGENT, Hints.databricks(null)).task())
                .isEqualTo(Task.CHAT);
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', quoteCharacter = '`', textBlock = """
        /v1/chat/completions | {"type":"object","properties":{"messages":{"type":"array"}}}                              | CHAT        | MESSAGES
        /invocations         | {"type":"object","properties":{"messages":{"type":"array"}}}                              | CHAT        | MESSAGES
        /api/chat            | {"type":"object","properties":{"messages":{"type":"array"}}}                              | CHAT        | MESSAGES
        /v1/completions      | {"type":"object","properties":{"prompt":{"type":"string"}}}                               | COMPLETIONS | PROMPT
        /v1/embeddings       | {"type":"object","properties":{"input":{"oneOf":[{"type":"string"},{"type":"array"}]}}}   | EMBEDDINGS  | INPUT
        /invocations         | {"type":"object","properties":{"input":{"type":"array","items":{"type":"string"}}}}       | EMBEDDINGS  | INPUT
        /v1/responses        | {"type":"object","properties":{"input":{"type":"string"}}}                                | AGENT       | INPUT_ITEMS
        /invocations         | {"type":"object","properties":{"input":{"type":"array","items":{"type":"object","properties":{"role":{}}}}}} | AGENT | INPUT_ITEMS
        /invocations         | {"type":"object","properties":{"instances":{"type":"array"}}}                             | TABULAR     | INSTANCES
        /invocations         | {"type":"object","properties":{"inputs":{"type":"object"}}}                               | TABULAR     | INPUTS
        /v1/models/m:predict | {"type":"object","properties":{"instances":{"type":"array"}}}                             | TABULAR     | INSTANCES
        /generate            | {"type":"object","properties":{"inputs":{"type":"string"}}}                               | CUSTOM      | JSON
        /invocations         | {"type":"object","properties":{"inputs":{"type":"string"}}}                               | CUSTOM      | JSON
        /v2/models/m/infer   | {"type":"object","properties":{"inputs":{"type":"array"}}}                                | CUSTOM      | JSON
        /images/embeddings   | {"type":"object","properties":{"input":{"type":"array","items":{"type":"object"}}}}       | CUSTOM      | JSON
        /predict             | {"type":"object","properties":{"inputs":{"type":"array"}}}                                | CUSTOM      | JSON
        /score               | {"type":"object"}                                                                         | CUSTOM      | JSON
        """)
    void recognisesTaskAndFormatByShapeAndPath(String path, String schema, Task task, Format format)
            throws DocumentRefused {
        ImportedDocument imported = importer.read(Documents.operation(path, schema), Hints.none());

        assertThat(imported.task()).isEqualTo(task);
        assertThat(imported.operations()).singleElement().satisfies(operation -> {
            assertThat(operation.formats()).containsExactly(format);
            assertThat(operation.path()).isEqualTo(path);
            assertThat(operation.upstreamPath()).isEqualTo(path);
        });
    }

    @Test
    void recognisesFeatureServingByItsOutputs() throws DocumentRefused {
        String document = new String(Documents.TABULAR, StandardCharsets.UTF_8).replace("predictions", "outputs");

        assertThat(read(document, Hints.databricks(null)).task()).isEqualTo(Task.FEATURES);
    }

    @Test
    void believesTheOwnerBeforeTheEndpointAndTheEndpointBeforeTheShapes() throws DocumentRefused {
        byte[] chat = Documents.operation("/invocations", "{\"properties\":{\"messages\":{\"type\":\"array\"}}}");
        Hints endpoint = new Hints(null, "llm/v1/embeddings", Set.of(), Map.of(), true);
        Hints owner = new Hints(Task.CUSTOM, "llm/v1/embeddings", Set.of(), Map.of(), true);
        Hints unknown = new Hints(null, "something/new", Set.of(), Map.of(), true);

        assertThat(importer.read(chat, endpoint).task()).isEqualTo(Task.EMBEDDINGS);
        assertThat(importer.read(chat, owner).task()).isEqualTo(Task.CUSTOM);
        assertThat(importer.read(chat, unknown).task()).isEqualTo(Task.CHAT);
    }

    @Test
    void leavesOutDroppedFormatsAndKeepsOwnersNames() throws DocumentRefused {
        Hints hints = new Hints(
                null,
                null,
                Set.of(Format.DATAFRAME_SPLIT),
                Map.of("/served-models/churn-2/invocations", new Hints.OperationOverride("score", "Score customers")),
                true);

        ImportedDocument imported = importer.read(Documents.TABULAR, hints);

        assertThat(imported.formats()).containsExactly(Format.DATAFRAME_RECORDS);
        assertThat(imported.operations().getFirst().id()).isEqualTo("score");
        assertThat(imported.document().at("/paths/~1invocations/post/summary").asString())
                .isEqualTo("Score customers");
    }

    @Test
    void refusesToDropEveryFormat() {
        Hints hints = new Hints(null, null, Set.of(Format.DATAFRAME_SPLIT, Format.DATAFRAME_RECORDS), Map.of(), true);

        assertThatExceptionOfType(DocumentRefused.class)
                .isThrownBy(() -> importer.read(Documents.TABULAR, hints))
                .satisfies(refused -> assertThat(refused.reason()).isEqualTo("no-format-left"))
                .withMessageContaining("dataframe_records");
    }

    @Test
    void convertsSwaggerTwoThroughToThreeOne() throws DocumentRefused {
        ImportedDocument imported = read("""
            swagger: 2.0
            info: {title: old, version: "1"}
            basePath: /models/
            paths:
              /predict:
                post:
                  parameters:
                    - {name: body, in: body, schema: {$ref: '#/definitions/Row'}}
                  responses: {200: {description: ok}}
            definitions:
              Row: {type: object, properties: {x: {type: number, x-nullable: true}}}
            """, Hints.none());

        assertThat(imported.sourceVersion()).isEqualTo("2.0");
        assertThat(imported.basePath()).isEqualTo("/models");
        assertThat(imported.document().path("openapi").asString()).isEqualTo("3.1.0");
        assertThat(imported.document()
                        .at("/components/schemas/Row/properties/x/type")
                        .toString())
                .isEqualTo("[\"number\",\"null\"]");
        assertThat(imported.document()
                        .at("/paths/~1predict/post/responses/200/description")
                        .asString())
                .isEqualTo("ok");
    }

    @ParameterizedTest
    @CsvSource({
        "https://h.example/v1/, /v1",
        "/api/v3, /api/v3",
        "v1, /v1",
        "'', ''",
        "'{scheme}://{host}:{port}/{stage}/x', /prod/x",
        "javascript:alert(1), ''",
        "https://h.example/a/../../etc, ''",
        "http://[bad, ''"
    })
    void readsTheBasePathOfTheFirstServer(String url, String basePath) throws DocumentRefused {
        ImportedDocument imported = read("""
            {"openapi":"3.1.0","paths":{"/a":{"get":{}}},"servers":[{"url":"%s","variables":{
            "scheme":{"default":"http"},"host":{"default":"h"},"port":{"default":"80"},"stage":{"default":"prod"}}}]}
            """.formatted(url), Hints.none());

        assertThat(imported.basePath()).isEqualTo(basePath);
    }

    @Test
    void readsUtf8WithAByteOrderMark() throws DocumentRefused {
        ImportedDocument imported = read("\uFEFF{\"openapi\":\"3.1.0\",\"paths\":{\"/a\":{\"get\":{}}}}", Hints.none());

        assertThat(imported.operations()).extracting(Operation::id).containsExactly("get-a");
    }

    private ImportedDocument read(String document, Hints hints) throws DocumentRefused {
        return importer.read(document.getBytes(StandardCharsets.UTF_8), hints);
    }
}
