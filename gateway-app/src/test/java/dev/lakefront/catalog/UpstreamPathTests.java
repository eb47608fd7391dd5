package dev.lakefront.catalog;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static org.assertj.core.api.Assertions.tuple;

import java.nio.charset.StandardCharsets;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Where the calls of an imported document go, and which of its operations cannot go anywhere. */
class UpstreamPathTests {

    private final DocumentImporter importer = new DocumentImporter();

    @Test
    void sendsEachOperationToThePathOfItsOwnServer() throws DocumentRefused {
        ImportedDocument imported = importer.read("""
            {"openapi":"3.1.0","info":{"title":"t","version":"1"},"servers":[{"url":"https://models.example/api/v1"}],
             "paths":{
              "/chat":{"post":{"responses":{}}},
              "/videos/{id}":{"servers":[{"url":"https://models.example/api/v2"}],"get":{"responses":{}}},
              "/files":{"post":{"servers":[{"url":"https://files.example/api/v1"}],"responses":{}}}}}
            """.getBytes(StandardCharsets.UTF_8), Hints.none());

        assertThat(imported.basePath()).isEqualTo("/api");
        assertThat(imported.operations())
                .extracting(Operation::path, Operation::upstreamPath)
                .containsExactly(tuple("/chat", "/v1/chat"), tuple("/videos/{id}", "/v2/videos/{id}"));
        assertThat(imported.changes()).anySatisfy(change -> {
            assertThat(change.rule()).isEqualTo("operation-servers");
            assertThat(change.pointer()).isEqualTo("/paths/~1files/post");
        });
        assertThat(imported.document().toString()).doesNotContain("x-lakefront-server-path", ".example");
    }

    @Test
    void saysWhatItLeftOutWhenNothingIsLeft() {
        assertThatExceptionOfType(DocumentRefused.class)
                .isThrownBy(() -> importer.read(Documents.operation("/*", "{}"), Hints.none()))
                .withMessageContaining("/paths/~1* (unusable-paths)")
                .satisfies(refused -> assertThat(refused.reason()).isEqualTo("no-paths"));
    }

    @Test
    void takesThePathThatAllOperationsShareForTheDocuments() throws DocumentRefused {
        ImportedDocument imported = importer.read("""
            {"openapi":"3.1.0","info":{"title":"t","version":"1"},
             "paths":{
              "/chat":{"post":{"servers":[{"url":"/api/v1"}],"responses":{}}},
              "/embed":{"post":{"servers":[{"url":"/api/v1-beta/"}],"responses":{}}}}}
            """.getBytes(StandardCharsets.UTF_8), Hints.none());

        assertThat(imported.basePath()).isEqualTo("/api");
        assertThat(imported.operations())
                .extracting(Operation::upstreamPath)
                .containsExactly("/v1/chat", "/v1-beta/embed");
    }

    @Test
    void takesTheEndpointsAddressForAllOperationsOnDatabricks() throws DocumentRefused {
        ImportedDocument imported = importer.read("""
            {"openapi":"3.1.0","info":{"title":"t","version":"1"},
             "servers":[{"url":"https://adb-1.azuredatabricks.net/serving-endpoints/churn"}],
             "paths":{"/invocations":{"post":{"servers":[{"url":"https://adb-1.azuredatabricks.net/other"}],
              "x-lakefront-server-path":"/smuggled","responses":{}}}}}
            """.getBytes(StandardCharsets.UTF_8), Hints.databricks(null));

        assertThat(imported.basePath()).isEqualTo("/serving-endpoints/churn");
        assertThat(imported.operations()).extracting(Operation::upstreamPath).containsExactly("/invocations");
    }

    @ParameterizedTest
    @CsvSource({
        "/v1, '', /v1/chat",
        "/v1, /v1, /chat",
        "/v1, /v10, /v1/chat",
        "/v1, /proxy, /v1/chat",
        "'', /chat, /chat",
        "'', '', /chat",
    })
    void doesNotSayTwiceWhatTheAddressSays(String server, String address, String path) throws DocumentRefused {
        ImportedDocument imported = importer.read("""
            {"openapi":"3.1.0","info":{"title":"t","version":"1"},"servers":[{"url":"https://models.example%s"}],
             "paths":{"/chat":{"post":{"responses":{}}}}}
            """.formatted(server).getBytes(StandardCharsets.UTF_8), Hints.none());

        assertThat(imported.pathBelow(address, imported.operations().getFirst().upstreamPath()))
                .isEqualTo(path);
    }

    @Test
    void doesNotSayTwiceWhatTheAddressSaysWhereServersDiffer() throws DocumentRefused {
        ImportedDocument imported = importer.read("""
            {"openapi":"3.1.0","info":{"title":"t","version":"1"},"servers":[{"url":"https://models.example/v1"}],
             "paths":{"/chat":{"post":{"responses":{}}},
              "/videos":{"post":{"servers":[{"url":"https://models.example/v2"}],"responses":{}}}}}
            """.getBytes(StandardCharsets.UTF_8), Hints.none());

        assertThat(imported.basePath()).isEmpty();
        assertThat(imported.pathBelow("/v1", "/v1/chat")).isEqualTo("/chat");
        assertThat(imported.pathBelow("", "/v2/videos")).isEqualTo("/v2/videos");
    }
}
