package dev.lakefront.backend.http;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import dev.lakefront.backend.Authentication;
import dev.lakefront.backend.BackendCallFailed;
import dev.lakefront.backend.BoundedHttp;
import dev.lakefront.backend.Endpoint.State;
import dev.lakefront.backend.MutableClock;
import dev.lakefront.backend.ServingPlatform;
import dev.lakefront.backend.ServingPlatformContract;
import dev.lakefront.backend.StubServer.Reply;
import dev.lakefront.backend.StubServer.Seen;
import dev.lakefront.backend.Workspace;
import dev.lakefront.backend.WorkspaceClient;
import java.util.random.RandomGenerator;
import org.junit.jupiter.api.Test;

class HttpPlatformTests extends ServingPlatformContract {

    @Override
    protected ServingPlatform platform(BoundedHttp http, MutableClock clock, RandomGenerator random) {
        return new HttpPlatform();
    }

    @Override
    protected Reply answer(Seen seen) {
        return seen.path().endsWith("/openapi.json")
                ? Reply.json(200, "{\"openapi\":\"3.1.0\"}")
                : Reply.json(404, "{\"detail\":\"Not Found\"}");
    }

    @Override
    protected String endpoint() {
        return "iris";
    }

    private Workspace open(String basePath) {
        return workspace(java.net.URI.create(server.uri() + basePath), new Authentication.None());
    }

    private WorkspaceClient client() {
        return connect(open("")).client();
    }

    @Test
    void looksForTheDocumentWhereServersPutIt() {
        server.answers(seen -> switch (seen.path()) {
            case "/openapi.yaml" -> Reply.json(200, "\n <html>a page for every path</html>");
            case "/v3/api-docs" -> Reply.json(200, "{\"openapi\":\"3.0.1\"}");
            default -> Reply.json(404, "");
        });

        assertThat(client().openApi("any")).asString().contains("3.0.1");
    }

    @Test
    void saysWhereItLookedForTheDocument() {
        server.answers(seen -> Reply.json(404, ""));

        assertThat(catchThrowableOfType(BackendCallFailed.class, () -> client().openApi("any")))
                .hasMessageContaining("/openapi.json")
                .hasMessageContaining("openapi.source");
    }

    @Test
    void putsTheBasePathBeforeEveryPath() {
        server.answers(this::answer);
        Workspace workspace = open("/models/v2");

        connect(workspace).client().openApi("any");

        assertThat(server.seen().getFirst().path()).isEqualTo("/models/v2/openapi.json");
        assertThat(connect(workspace).platform().upstreamPath(workspace, "any", "/invocations"))
                .isEqualTo("/models/v2/invocations");
        assertThat(server.seen().getFirst().headers()).doesNotContainKey("authorization");
    }

    @Test
    void isReadyWhenItAnswersAtAll() {
        server.answers(seen -> Reply.json(404, ""));
        assertThat(client().endpoint("a").state()).isEqualTo(State.READY);

        server.answers(seen -> Reply.json(503, ""));
        assertThat(client().endpoint("a").state()).isEqualTo(State.NOT_READY);

        server.answers(seen -> Reply.json(500, ""));
        assertThat(client().endpoint("a").state()).isEqualTo(State.UNKNOWN);
    }
}
