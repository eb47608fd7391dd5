package dev.lakefront.publication;

import static dev.lakefront.publication.Eventually.eventually;
import static org.assertj.core.api.Assertions.assertThat;

import dev.lakefront.Gateway;
import dev.lakefront.identity.LocalSignIn;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** An API whose document changes: what changed is told on its page, also by the next process. */
class DocumentRevisionsTests {

    private static final String DOCUMENT = """
        openapi: 3.1.0
        info: { title: Churn, version: "1" }
        paths:
          /invocations:
            post:
              requestBody:
                content:
                  application/json:
                    schema: { type: object, properties: { %s: { type: number } } }
              responses: { "200": { description: ok } }
        """;

    @TempDir
    private Path folder;

    @Test
    void areRememberedWithWhatChanged() throws Throwable {
        Gateway.write(
                folder, "config/workspaces/gone.yaml", "type: http\nhost: http://127.0.0.1:1\nauth: { type: none }\n");
        Gateway.write(
                folder,
                "config/apis/churn.yaml",
                "title: Churn\nworkspace: gone\nendpoint: churn\nopenapi: { source: { file: churn.openapi.yaml } }\n");
        Gateway.write(folder, "config/apis/churn.openapi.yaml", DOCUMENT.formatted("age"));
        try (Gateway gateway = Gateway.startWithPortal(folder, LocalSignIn.class)) {
            assertThat(gateway.get("/portal/apis/churn").body())
                    .contains("The first version that this gateway remembers");

            Gateway.replace(folder, "config/apis/churn.openapi.yaml", DOCUMENT.formatted("tenure"));

            eventually(() -> assertThat(gateway.get("/portal/apis/churn").body())
                    .contains("request.age removed", "request.tenure added"));
        }
        try (Gateway next = Gateway.startWithPortal(folder, LocalSignIn.class)) {
            List<DocumentRevision> known = next.bean(DocumentRevisions.class).of("churn");
            assertThat(known).hasSize(2);
            assertThat(known.getFirst().changes()).anyMatch(change -> change.endsWith("request.tenure added"));
            assertThat(next.get("/portal/apis/churn").body()).contains("request.tenure added");
        }
    }
}
