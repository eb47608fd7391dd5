package dev.lakefront.backend.databricks;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import dev.lakefront.backend.Authentication;
import dev.lakefront.backend.BackendCallFailed;
import dev.lakefront.backend.BackendCallFailed.Reason;
import dev.lakefront.backend.BoundedHttp;
import dev.lakefront.backend.MutableClock;
import dev.lakefront.backend.ServingPlatform;
import dev.lakefront.backend.ServingPlatformContract;
import dev.lakefront.backend.StubServer.Reply;
import dev.lakefront.backend.StubServer.Seen;
import dev.lakefront.backend.WorkspaceClient;
import dev.lakefront.backend.WorkspaceConnection;
import dev.lakefront.secret.Secret;
import dev.lakefront.secret.SecretSource;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.Consumer;
import java.util.random.RandomGenerator;
import org.junit.jupiter.api.Test;

class DatabricksPlatformTests extends ServingPlatformContract {

    private static final String CHURN = """
        {"name":"churn","id":"0123456789abcdef0123456789abcdef","creator":"ann@example.com",
         "state":{"ready":"READY","config_update":"NOT_UPDATING"},"route_optimized":true,
         "endpoint_url":"https://x.serving.example.com/1/serving-endpoints/churn/invocations",
         "data_plane_info":{"query_info":{"endpoint_url":"https://x.serving.example.com"}},
         "description":"See http://127.0.0.1/ml/endpoints/churn","permission_level":"CAN_MANAGE"}\
        """;

    @Override
    protected ServingPlatform platform(BoundedHttp http, MutableClock clock, RandomGenerator random) {
        return new DatabricksPlatform(http, clock, random);
    }

    @Override
    protected Reply answer(Seen seen) {
        return switch (seen.path()) {
            case "/api/2.0/serving-endpoints" -> Reply.json(200, "{\"endpoints\":[" + CHURN + "]}");
            case "/api/2.0/serving-endpoints/churn" -> Reply.json(200, CHURN);
            case "/api/2.0/serving-endpoints/churn/openapi" -> Reply.json(200, "{\"openapi\":\"3.1.0\"}");
            default ->
                Reply.json(404, "{\"error_code\":\"RESOURCE_DOES_NOT_EXIST\",\"message\":\"No such\\nendpoint.\"}");
        };
    }

    @Override
    protected String endpoint() {
        return "churn";
    }

    private WorkspaceClient client() {
        return connect(workspace("s3cret")).client();
    }

    private static BackendCallFailed failure(Consumer<WorkspaceClient> call, WorkspaceClient client) {
        return catchThrowableOfType(BackendCallFailed.class, () -> call.accept(client));
    }

    private Reason reasonOf(int status, String body) {
        server.answers(seen -> Reply.json(status, body));
        return failure(one -> one.openApi("churn"), client()).reason();
    }

    @Test
    void takesAnEmptyAnswerForAnEmptyList() {
        server.answers(seen -> Reply.json(200, "{}"));

        assertThat(client().endpoints()).isEmpty();
    }

    @Test
    void saysWhyTheWorkspaceRefused() {
        String message = "{\"error_code\":\"403\",\"message\":\"%s\"}";

        assertThat(reasonOf(403, message.formatted("Invalid access token."))).isEqualTo(Reason.UNAUTHORISED);
        assertThat(reasonOf(403, message.formatted("Source IP address: X is blocked")))
                .isEqualTo(Reason.FORBIDDEN);
        assertThat(reasonOf(404, "")).isEqualTo(Reason.NOT_FOUND);
        assertThat(reasonOf(400, message.formatted("The given endpoint is stopped")))
                .isEqualTo(Reason.NOT_READY);
        assertThat(reasonOf(429, "")).isEqualTo(Reason.NOT_READY);
        assertThat(reasonOf(503, "<html>")).isEqualTo(Reason.NOT_READY);
        assertThat(reasonOf(500, "")).isEqualTo(Reason.BAD_ANSWER);
        assertThat(reasonOf(200, "")).isEqualTo(Reason.BAD_ANSWER);
    }

    @Test
    void repeatsWhatTheWorkspaceSaidOnOneLine() {
        BackendCallFailed failure = failure(one -> one.endpoint("absent"), client());

        assertThat(failure)
                .hasMessage("workspace 'prod': /api/2.0/serving-endpoints/absent does not exist: No such endpoint.");
    }

    @Test
    void doesNotTakePagesOrLoginsForAnswers() {
        server.answers(seen -> Reply.json(200, "<html>Sign in</html>"));
        assertThat(failure(WorkspaceClient::endpoints, client()))
                .hasMessageContaining("is this the right host?")
                .hasMessageNotContaining("Sign in");

        server.answers(seen -> Reply.redirect("/login.html?error=private-link-validation-error"));
        assertThat(failure(WorkspaceClient::endpoints, client()).reason()).isEqualTo(Reason.FORBIDDEN);

        server.answers(seen -> Reply.json(200, "[1]"));
        assertThat(failure(WorkspaceClient::endpoints, client()).reason()).isEqualTo(Reason.BAD_ANSWER);
        assertThat(failure(one -> one.endpoint("a"), client()).reason()).isEqualTo(Reason.BAD_ANSWER);
    }

    @Test
    void followsRedirectsOnItsOwnHost() {
        server.answers(seen -> seen.path().startsWith("/moved")
                ? answer(new Seen("GET", "/api/2.0/serving-endpoints", seen.headers(), ""))
                : Reply.redirect("/moved"));

        assertThat(client().endpoints()).hasSize(1);
        assertThat(server.seen().getLast().header("authorization")).isEqualTo("Bearer s3cret");
    }

    @Test
    void writesNamesIntoPathsSafely() {
        assertThat(failure(one -> one.endpoint("../../2.0/token/create"), client())
                        .reason())
                .isEqualTo(Reason.NOT_FOUND);
        assertThat(server.seen().getLast().path())
                .isEqualTo("/api/2.0/serving-endpoints/..%2F..%2F2.0%2Ftoken%2Fcreate");
        server.seen().clear();
        assertThat(failure(one -> one.endpoint(".."), client()).reason()).isEqualTo(Reason.NOT_FOUND);
        assertThat(server.seen()).isEmpty();

        var workspace = workspace("s3cret");
        assertThat(connect(workspace).platform().upstreamPath(workspace, "a b/ü", "/invocations"))
                .isEqualTo("/serving-endpoints/a%20b%2F%C3%BC/invocations");
    }

    @Test
    void getsAnotherTokenWhenTheWorkspaceRefusesTheFirst() {
        AtomicInteger tokens = new AtomicInteger();
        server.answers(seen -> {
            if (seen.path().equals("/oidc/v1/token")) {
                return Reply.json(
                        200,
                        "{\"access_token\":\"t%d\",\"token_type\":\"Bearer\",\"expires_in\":3600}"
                                .formatted(tokens.incrementAndGet()));
            }
            return seen.header("authorization").equals("Bearer t2")
                    ? answer(seen)
                    : Reply.json(403, "{\"error_code\":\"403\",\"message\":\"Invalid access token.\"}");
        });
        SecretSource any = SecretSource.of(Secret.of("s3cret"));
        WorkspaceConnection connection = connect(workspace(server.uri(), new Authentication.OAuthM2M(any, any)));

        assertThat(connection.client().endpoints()).hasSize(1);
        assertThat(tokens).hasValue(2);
        assertThat(connection.health().credential().lastSuccess()).isEqualTo(clock.instant());
    }
}
