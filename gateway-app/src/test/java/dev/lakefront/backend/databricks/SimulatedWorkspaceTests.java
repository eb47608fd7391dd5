package dev.lakefront.backend.databricks;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import dev.lakefront.backend.Authentication;
import dev.lakefront.backend.BackendCallFailed;
import dev.lakefront.backend.BackendCallFailed.Reason;
import dev.lakefront.backend.BoundedHttp;
import dev.lakefront.backend.Endpoint;
import dev.lakefront.backend.MutableClock;
import dev.lakefront.backend.Workspace;
import dev.lakefront.backend.WorkspaceConnection;
import dev.lakefront.backend.WorkspaceConnections;
import dev.lakefront.backend.WorkspaceId;
import dev.lakefront.demo.DemoSettings;
import dev.lakefront.demo.DemoWorkspace;
import dev.lakefront.secret.Secret;
import dev.lakefront.secret.SecretSource;
import java.util.List;
import java.util.random.RandomGenerator;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** The control plane against the simulated workspace, which speaks the wire format of a real one. */
class SimulatedWorkspaceTests {

    private final MutableClock clock = new MutableClock();
    private final RandomGenerator random = RandomGenerator.getDefault();
    private final DemoWorkspace workspace = DemoWorkspace.start(DemoSettings.onLoopback(clock, random));
    private final BoundedHttp http = new BoundedHttp();

    @AfterEach
    void close() {
        http.close();
        workspace.close();
    }

    private WorkspaceConnection connect(Authentication authentication) {
        return new WorkspaceConnections(List.of(new DatabricksPlatform(http, clock, random)), http, clock)
                .connect(Workspace.of(new WorkspaceId("demo"), "databricks", workspace.host(), authentication));
    }

    private static SecretSource source(String secret) {
        return SecretSource.of(Secret.of(secret));
    }

    private WorkspaceConnection byClient() {
        return connect(new Authentication.OAuthM2M(source(workspace.clientId()), source(workspace.clientSecret())));
    }

    @Test
    void listsAndDescribesItsEndpointsByToken() {
        WorkspaceConnection connection = connect(new Authentication.Token(source(workspace.token())));

        assertThat(connection.client().endpoints())
                .extracting(Endpoint::name)
                .contains("iris", "rag-chatbot", "assistant", "embed");
        assertThat(connection.client().endpoint("assistant").task()).isEqualTo("llm/v1/chat");
        assertThat(connection.client().openApi("iris")).asString().contains("\"openapi\"");
        assertThat(connection.client().endpoint("iris").description().toString())
                .doesNotContain(workspace.host().getAuthority(), "creator", "@");
    }

    @Test
    void signsInByClientAndAgainWhenItsTokenIsRevoked() {
        WorkspaceConnection connection = byClient();
        assertThat(connection.client().endpoints()).isNotEmpty();

        workspace.revokeIssuedTokens();

        assertThat(connection.client().endpoints()).isNotEmpty();
        assertThat(connection.health().controlPlane().failing()).isFalse();
    }

    @Test
    void saysWhatIsWrong() {
        assertThat(catchThrowableOfType(
                                BackendCallFailed.class,
                                () -> byClient().client().endpoint("absent"))
                        .reason())
                .isEqualTo(Reason.NOT_FOUND);
        assertThat(catchThrowableOfType(
                                BackendCallFailed.class,
                                () -> connect(new Authentication.Token(source("dapi-wrong")))
                                        .client()
                                        .endpoints())
                        .reason())
                .isEqualTo(Reason.UNAUTHORISED);
    }
}
