package dev.lakefront.backend;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.lakefront.document.Binder;
import dev.lakefront.document.Report;
import dev.lakefront.secret.NamedValuesFile;
import dev.lakefront.secret.Secret;
import dev.lakefront.secret.SecretRefresh;
import dev.lakefront.secret.SecretSource;
import java.net.URI;
import java.time.InstantSource;
import java.util.List;
import java.util.Optional;
import java.util.random.RandomGenerator;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.springframework.context.annotation.AnnotationConfigApplicationContext;

class WorkspaceConnectionsTests {

    private final BoundedHttp http = new BoundedHttp();
    private final WorkspaceConnections connections = new WorkspaceConnections(
            List.of(new FakePlatform("fake"), new FakePlatform("other")), http, new MutableClock());

    @AfterEach
    void close() {
        http.close();
    }

    /** A platform that has nothing behind it. */
    private record FakePlatform(String type) implements ServingPlatform {

        @Override
        public Credential credential(Workspace workspace, CallRecord exchanges) {
            return Credential.stored(workspace.authentication());
        }

        @Override
        public WorkspaceClient client(ControlPlane controlPlane) {
            return new WorkspaceClient() {
                @Override
                public List<Endpoint> endpoints() {
                    return List.of();
                }

                @Override
                public Endpoint endpoint(String name) {
                    throw new BackendCallFailed(BackendCallFailed.Reason.NOT_FOUND, name);
                }

                @Override
                public byte[] openApi(String endpoint) {
                    return new byte[0];
                }
            };
        }

        @Override
        public String upstreamPath(Workspace workspace, String endpoint, String path) {
            return path;
        }
    }

    private static Workspace workspace(String id, String token) {
        return Workspace.of(
                new WorkspaceId(id),
                "fake",
                URI.create("https://h"),
                new Authentication.Token(SecretSource.of(Secret.of(token))));
    }

    @Test
    void keepsOneCredentialForADefinition() {
        WorkspaceConnection first = connections.connect(workspace("a", "t"));

        assertThat(connections.connect(workspace("a", "t"))).isSameAs(first);
        assertThat(connections.connect(workspace("a", "u")).credential()).isNotSameAs(first.credential());
        assertThat(connections.connect(workspace("b", "t")).credential()).isNotSameAs(first.credential());
    }

    @Test
    void forgetsWhatIsNoLongerDefined() {
        WorkspaceConnection first = connections.connect(workspace("a", "t"));
        connections.connect(workspace("b", "t"));

        connections.retain(List.of(workspace("b", "t")));

        assertThat(connections.health()).containsOnlyKeys(new WorkspaceId("b"));
        assertThat(connections.connect(workspace("a", "t"))).isNotSameAs(first);
    }

    @Test
    void showsTheHealthOfEachWorkspace() {
        connections.connect(workspace("a", "t")).controlPlaneCalls().failed("no route");

        assertThat(connections.health().get(new WorkspaceId("a")).controlPlane().reason())
                .isEqualTo("no route");
        assertThat(connections.health().get(new WorkspaceId("a")).credential()).isEqualTo(CallHealth.UNKNOWN);
    }

    @Test
    void namesTheKnownTypesForAnUnknownOne() {
        Workspace unknown =
                Workspace.of(new WorkspaceId("a"), "fakee", URI.create("https://h"), new Authentication.None());

        assertThatThrownBy(() -> connections.connect(unknown)).hasMessageContaining("did you mean 'fake'?");
    }

    @Test
    void isPutTogetherByInjectionWithEveryPlatform() {
        try (var context = new AnnotationConfigApplicationContext()) {
            context.registerBean(InstantSource.class, MutableClock::new);
            context.registerBean(RandomGenerator.class, RandomGenerator::getDefault);
            context.scan("dev.lakefront.backend", "dev.lakefront.secret");
            context.refresh();

            WorkspaceConnections all = context.getBean(WorkspaceConnections.class);
            for (String type : List.of("http", "databricks")) {
                Workspace workspace =
                        Workspace.of(new WorkspaceId(type), type, URI.create("https://h"), new Authentication.None());
                assertThat(all.connect(workspace).platform().type()).isEqualTo(type);
            }
            assertThat(context.getBean(SecretRefresh.class).isRunning()).isTrue();
            assertThat(context.getBean(NamedValuesFile.class)
                            .read(Optional.empty(), new Binder(), new Report())
                            .isOffline())
                    .isFalse();
        }
    }

    @Test
    void refusesTwoPlatformsOfOneType() {
        assertThatThrownBy(() -> new WorkspaceConnections(
                        List.of(new FakePlatform("fake"), new FakePlatform("fake")), http, new MutableClock()))
                .hasMessageContaining("'fake'")
                .hasMessageContaining("FakePlatform");
    }
}
