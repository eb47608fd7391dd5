package dev.lakefront.publication;

import static org.assertj.core.api.Assertions.assertThat;

import dev.lakefront.backend.Authentication;
import dev.lakefront.backend.Endpoint;
import dev.lakefront.backend.Workspace;
import dev.lakefront.backend.WorkspaceId;
import dev.lakefront.catalog.Api;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Instant;
import java.util.List;
import java.util.Set;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.databind.node.ObjectNode;

class KeptDocumentsTests {

    private static final Instant AT = Instant.parse("2026-01-02T03:04:05Z");
    private static final byte[] CONTENT = "{\"openapi\":\"3.1.0\"}".getBytes(StandardCharsets.UTF_8);

    @TempDir
    Path folder;

    private KeptDocuments kept;

    @BeforeEach
    void open() {
        kept = new KeptDocuments(new DocumentStore(folder));
    }

    @Test
    void givesBackWhatTheWorkspaceSaid() {
        kept.keep(request("https://one.example.com", "churn"), new KeptDocuments.Kept(CONTENT, endpoint(), AT));

        KeptDocuments.Kept read =
                kept.read(request("https://one.example.com", "churn")).orElseThrow();

        assertThat(read.content()).isEqualTo(CONTENT);
        assertThat(read.endpoint()).isEqualTo(endpoint());
        assertThat(read.at()).isEqualTo(AT);
    }

    @Test
    void keepsAnEndpointWithoutADocumentAndADocumentWithoutAnEndpoint() {
        Import request = request("https://one.example.com", "churn");

        kept.keep(request, new KeptDocuments.Kept(null, endpoint(), AT));
        assertThat(kept.read(request).orElseThrow().content()).isNull();
        assertThat(kept.read(request).orElseThrow().endpoint()).isEqualTo(endpoint());

        kept.keep(request, new KeptDocuments.Kept(CONTENT, null, AT));
        assertThat(kept.read(request).orElseThrow().content()).isEqualTo(CONTENT);
        assertThat(kept.read(request).orElseThrow().endpoint()).isNull();
    }

    @Test
    void givesNothingOfAnotherSource() {
        kept.keep(request("https://one.example.com", "churn"), new KeptDocuments.Kept(CONTENT, endpoint(), AT));

        assertThat(kept.read(request("https://two.example.com", "churn"))).isEmpty();
        assertThat(kept.read(request("https://one.example.com", "other"))).isEmpty();
    }

    @Test
    void remembersTheListingOfOneAddress() {
        Workspace one = workspace("https://one.example.com");

        kept.keepListing(one, List.of("a", "b"));

        assertThat(kept.listing(one)).containsExactly("a", "b");
        assertThat(kept.listing(workspace("https://two.example.com"))).isEmpty();
    }

    @Test
    void ignoresWhatAnotherVersionWrote() {
        new DocumentStore(folder).write("documents/churn.json", "[1]".getBytes(StandardCharsets.UTF_8));

        assertThat(kept.read(request("https://one.example.com", "churn"))).isEmpty();
    }

    private static Import request(String host, String endpoint) {
        return new Import(Api.of("churn", "Churn", "prod", endpoint, Set.of()), workspace(host));
    }

    private static Workspace workspace(String host) {
        return Workspace.of(new WorkspaceId("prod"), "http", URI.create(host), new Authentication.None());
    }

    private static Endpoint endpoint() {
        ObjectNode description = JsonMapper.shared().createObjectNode().put("name", "churn");
        return new Endpoint(
                "churn",
                "id-1",
                Endpoint.State.READY,
                "llm/v1/chat",
                List.of(new Endpoint.ServedEntity("churn-1", "models.churn", "1")),
                7L,
                description);
    }
}
