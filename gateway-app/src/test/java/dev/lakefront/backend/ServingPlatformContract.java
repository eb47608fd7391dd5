package dev.lakefront.backend;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import dev.lakefront.backend.BackendCallFailed.Reason;
import dev.lakefront.backend.StubServer.Reply;
import dev.lakefront.backend.StubServer.Seen;
import dev.lakefront.secret.Secret;
import dev.lakefront.secret.SecretSource;
import java.net.URI;
import java.util.List;
import java.util.random.RandomGenerator;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** What every {@link ServingPlatform} promises, tried against a server on a real socket that speaks its protocol. */
public abstract class ServingPlatformContract {

    protected final MutableClock clock = new MutableClock();
    protected final BoundedHttp http = new BoundedHttp();
    protected final StubServer server = new StubServer(this::guarded);

    @AfterEach
    void close() {
        http.close();
        server.close();
    }

    /** The platform under test. */
    protected abstract ServingPlatform platform(BoundedHttp http, MutableClock clock, RandomGenerator random);

    /** Answers as a server of this platform whose endpoint {@link #endpoint()} is ready and has a document. */
    protected abstract Reply answer(Seen seen);

    protected abstract String endpoint();

    /** Only who sends the token is answered. */
    private Reply guarded(Seen seen) {
        return seen.header("authorization").equals("Bearer s3cret")
                ? answer(seen)
                : Reply.json(401, "{\"error_code\":401,\"message\":\"Credential was not sent\"}");
    }

    protected Workspace workspace(String token) {
        return workspace(server.uri(), new Authentication.Token(SecretSource.of(Secret.of(token))));
    }

    protected Workspace workspace(URI host, Authentication authentication) {
        String type = platform(http, clock, RandomGenerator.getDefault()).type();
        return Workspace.of(new WorkspaceId("prod"), type, host, authentication);
    }

    protected WorkspaceConnection connect(Workspace workspace) {
        ServingPlatform platform = platform(http, clock, RandomGenerator.getDefault());
        return new WorkspaceConnections(List.of(platform), http, clock).connect(workspace);
    }

    private WorkspaceConnection connect() {
        return connect(workspace("s3cret"));
    }

    private static Reason reason(org.assertj.core.api.ThrowableAssert.ThrowingCallable call) {
        BackendCallFailed failure = catchThrowableOfType(BackendCallFailed.class, call);
        assertThat(failure).isNotNull();
        assertThat(failure.getMessage()).doesNotContain("s3cret", "wr0ng");
        return failure.reason();
    }

    @Test
    void listsEndpointsAndDescribesEachOfThem() {
        WorkspaceClient client = connect().client();

        assertThat(client.endpoints())
                .isNotEmpty()
                .allSatisfy(listed ->
                        assertThat(client.endpoint(listed.name()).name()).isEqualTo(listed.name()));
        assertThat(client.endpoint(endpoint()).state().isServing()).isTrue();
    }

    @Test
    void describesNothingThatLeadsPastTheGateway() {
        String description =
                connect().client().endpoint(endpoint()).description().toString();

        assertThat(description).doesNotContain("127.0.0.1", "endpoint_url", "data_plane_info", "@");
        assertThat(description).contains("\"route_optimized\":false").contains("\"permission_level\":\"CAN_QUERY\"");
    }

    @Test
    void fetchesTheDocumentAsItIs() {
        assertThat(connect().client().openApi(endpoint())).asString().contains("\"openapi\"");
    }

    @Test
    void saysThatTheCredentialIsNotAccepted() {
        WorkspaceConnection connection = connect(workspace("wr0ng"));

        assertThat(reason(() -> connection.client().endpoints())).isEqualTo(Reason.UNAUTHORISED);
        assertThat(connection.health().controlPlane().failing()).isTrue();
        assertThat(connection.health().controlPlane().reason())
                .contains("workspace 'prod'")
                .doesNotContain("wr0ng");
    }

    @Test
    void saysThatNobodyIsThere() {
        WorkspaceConnection connection = connect();
        server.close();

        assertThat(reason(() -> connection.client().endpoint(endpoint()))).isEqualTo(Reason.UNREACHABLE);
        assertThat(reason(() -> connection.client().openApi(endpoint()))).isEqualTo(Reason.UNREACHABLE);
        assertThat(connection.health().controlPlane().lastFailure()).isEqualTo(clock.instant());
    }

    @Test
    void sendsItsCredentialToNoOtherHost() {
        try (StubServer other = new StubServer(seen -> Reply.json(200, "{}"))) {
            server.answers(seen -> Reply.redirect(other.uri() + seen.path()));

            assertThat(reason(() -> connect().client().openApi(endpoint()))).isEqualTo(Reason.FORBIDDEN);
            assertThat(other.seen()).isEmpty();
        }
    }

    @Test
    void notesThatTheWorkspaceAnswered() {
        WorkspaceConnection connection = connect();
        connection.client().endpoint(endpoint());

        assertThat(connection.health().controlPlane()).isEqualTo(new CallHealth(false, clock.instant(), null, null));
    }

    @Test
    void leadsCallsToAPathOfTheWorkspace() {
        Workspace workspace = workspace("s3cret");
        String path = connect(workspace).platform().upstreamPath(workspace, endpoint(), "/invocations");

        assertThat(path).startsWith("/").endsWith("/invocations");
    }

    @Test
    void doesNothingOnTheNetworkBeforeItIsAsked() {
        connect();

        assertThat(server.seen()).isEmpty();
    }
}
