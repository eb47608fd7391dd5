package dev.lakefront.publication;

import static dev.lakefront.publication.Eventually.eventually;
import static org.assertj.core.api.Assertions.assertThat;

import dev.lakefront.Gateway;
import dev.lakefront.demo.DemoSettings;
import dev.lakefront.demo.DemoWorkspace;
import dev.lakefront.demo.EndpointCondition;
import dev.lakefront.publication.DocumentStatus.Origin;
import dev.lakefront.subscription.KeyDigest;
import java.io.IOException;
import java.net.InetSocketAddress;
import java.net.ServerSocket;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.security.SecureRandom;
import java.time.Duration;
import java.time.InstantSource;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.api.io.TempDir;
import org.springframework.boot.test.system.CapturedOutput;
import org.springframework.boot.test.system.OutputCaptureExtension;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

@ExtendWith(OutputCaptureExtension.class)
class WorkspaceDownTests {

    private static final String KEY = "workspace-down-test-key";

    @TempDir
    Path folder;

    private DemoWorkspace workspace;

    @BeforeEach
    void start() throws IOException {
        workspace = DemoWorkspace.start(DemoSettings.onLoopback(InstantSource.system(), new SecureRandom()));
        Gateway.write(folder, "token", workspace.token());
        declare("");
        Gateway.write(folder, "config/apis/iris.yaml", "title: Iris\nworkspace: prod\nendpoint: iris\n");
        Gateway.write(
                folder,
                "config/subscriptions/app.yaml",
                "title: App\nscope: all\nkeys: [{ name: a, hash: \""
                        + KeyDigest.of(KEY).written() + "\" }]\n");
    }

    @AfterEach
    void stop() {
        workspace.close();
    }

    @Test
    void servesTheLastGoodDocumentsAfterARestart() {
        String published;
        try (Gateway gateway = gateway()) {
            published = document(gateway);
            assertThat(status(gateway).origin()).isEqualTo(Origin.CURRENT);
            assertThat(health(gateway, "").path("status").asString()).isEqualTo("UP");
        }
        workspace.close();

        try (Gateway gateway = gateway()) {
            assertThat(status(gateway).origin()).isEqualTo(Origin.KEPT);
            assertThat(status(gateway).reason()).isNotBlank();
            assertThat(document(gateway)).isEqualTo(published);
            JsonNode health = health(gateway, "");
            assertThat(health.path("status").asString()).isEqualTo("DEGRADED");
            assertThat(health.at("/components/workspaces/details/documentsNotCurrent/iris/origin")
                            .asString())
                    .isEqualTo("kept");
            assertThat(health.at("/components/workspaces/details/prod/controlPlane/state")
                            .asString())
                    .isEqualTo("failing");
            assertThat(health.at("/components/snapshot/details/apis").asInt()).isEqualTo(1);
            assertThat(health.at("/components").propertyNames()).noneMatch(name -> name.contains("discovery"));
            assertThat(health(gateway, "/readiness").path("status").asString()).isEqualTo("UP");
        }
    }

    @Test
    void ignoresAKeptFileThatWasDamagedAndSaysSo(CapturedOutput output) throws IOException {
        gateway().close();
        workspace.close();
        Path kept = folder.resolve("data/documents/iris.json");
        Files.writeString(kept, Files.readString(kept).replaceFirst("iris", "irat"));

        try (Gateway gateway = gateway()) {
            assertThat(status(gateway).origin()).isEqualTo(Origin.GENERIC);
            assertThat(status(gateway).reason()).contains("the kept document is damaged");
            assertThat(health(gateway, "")
                            .at("/components/workspaces/details/damagedFiles/0")
                            .asString())
                    .isEqualTo("documents/iris.json");
        }
        assertThat(output).contains("A kept file is damaged and is ignored");
    }

    @Test
    void startsWithoutTheWorkspaceAndRecoversByItself() throws Throwable {
        workspace.close();

        try (Gateway gateway = gateway("--lakefront.import-retry=200ms")) {
            assertThat(status(gateway).origin()).isEqualTo(Origin.GENERIC);
            assertThat(status(gateway).reason()).isNotBlank();

            workspace = DemoWorkspace.start(DemoSettings.onLoopback(InstantSource.system(), new SecureRandom())
                    .withPort(workspace.host().getPort()));
            Gateway.write(folder, "token", workspace.token());

            eventually(() -> assertThat(status(gateway).origin()).isEqualTo(Origin.CURRENT));
            eventually(() -> assertThat(gateway.post("/iris/invocations", KEY, "{\"inputs\":[[5.1,3.5,1.4,0.2]]}")
                            .statusCode())
                    .isEqualTo(200));
        }
    }

    @Test
    void waitsForASilentWorkspaceNoLongerThanItsBound() throws IOException {
        try (ServerSocket silent = new ServerSocket()) {
            silent.bind(new InetSocketAddress("127.0.0.1", 0));
            declare("", URI.create("http://127.0.0.1:" + silent.getLocalPort()));
            long begin = System.nanoTime();

            try (Gateway gateway = gateway("--lakefront.import-timeout=500ms")) {
                assertThat(Duration.ofNanos(System.nanoTime() - begin)).isLessThan(Duration.ofSeconds(8));
                assertThat(status(gateway).origin()).isEqualTo(Origin.GENERIC);
                assertThat(status(gateway).reason()).contains("did not answer within PT0.5S");
            }
        }
    }

    @Test
    void servesAnEndpointThatIsNotReadyWithAGenericDocument() throws Throwable {
        workspace.put("iris", EndpointCondition.NOT_READY);

        try (Gateway gateway = gateway("--lakefront.import-retry=200ms")) {
            assertThat(status(gateway).origin()).isEqualTo(Origin.GENERIC);
            assertThat(status(gateway).reason()).contains("not ready");

            workspace.put("iris", EndpointCondition.READY);

            eventually(() -> assertThat(status(gateway).origin()).isEqualTo(Origin.CURRENT));
        }
    }

    @Test
    void keepsAnApiWhoseEndpointIsGoneUnlessItIsToBeTakenOut() {
        Gateway.write(folder, "config/apis/gone.yaml", "title: Gone\nworkspace: prod\nendpoint: gone\n");
        try (Gateway gateway = gateway()) {
            assertThat(gateway.snapshots().current().apis()).containsOnlyKeys("gone", "iris");
        }

        declare("sync: { on-missing: disable }\n");

        try (Gateway gateway = gateway()) {
            assertThat(gateway.snapshots().current().apis()).containsOnlyKeys("iris");
            assertThat(health(gateway, "")
                            .at("/components/workspaces/details/takenOut/gone")
                            .asString())
                    .contains("gone");
            assertThat(gateway.post("/gone/invocations", KEY, "{}").statusCode())
                    .isEqualTo(404);
        }
    }

    @Test
    void forgetsWhatWasKeptOfAnotherWorkspaceOfTheSameName() throws IOException {
        gateway().close();
        try (ServerSocket free = new ServerSocket(0)) {
            declare("", URI.create("http://127.0.0.1:" + free.getLocalPort()));
        }

        try (Gateway gateway = gateway()) {
            assertThat(status(gateway).origin()).isEqualTo(Origin.GENERIC);
        }
    }

    @Test
    void keepsNoSecretAndLetsOnlyItsOwnerRead(CapturedOutput output) throws IOException {
        try (Gateway gateway = gateway()) {
            gateway.post("/iris/invocations", KEY, "{\"inputs\":[[5.1,3.5,1.4,0.2]]}");
            health(gateway, "");
        }

        try (var files = Files.walk(folder.resolve("data"))) {
            for (Path file : files.toList()) {
                boolean directory = Files.isDirectory(file);
                assertThat(PosixFilePermissions.toString(Files.getPosixFilePermissions(file)))
                        .isEqualTo(directory ? "rwx------" : "rw-------");
                if (!directory) {
                    assertThat(Files.readString(file))
                            .doesNotContain(workspace.token())
                            .doesNotContain(KEY);
                }
            }
        }
        assertThat(folder.resolve("data/documents/iris.json")).exists();
        assertThat(folder.resolve("data/snapshot.json")).exists();
        assertThat(output).doesNotContain(workspace.token()).doesNotContain(KEY);
    }

    private Gateway gateway(String... properties) {
        return Gateway.start(folder, properties);
    }

    private void declare(String more) {
        declare(more, workspace.host());
    }

    private void declare(String more, URI host) {
        Gateway.write(
                folder,
                "config/workspaces/prod.yaml",
                "type: databricks\nhost: " + host + "\nauth: { type: token, token: \"${file:" + folder.resolve("token")
                        + "}\" }\n" + more);
    }

    private static DocumentStatus status(Gateway gateway) {
        return gateway.snapshots().current().apis().get("iris").status();
    }

    private static String document(Gateway gateway) {
        return gateway.snapshots()
                .current()
                .apis()
                .get("iris")
                .document()
                .document()
                .toString();
    }

    private static JsonNode health(Gateway gateway, String group) {
        URI address = URI.create("http://127.0.0.1:" + gateway.managementPort() + "/actuator/health" + group);
        try (HttpClient client = HttpClient.newHttpClient()) {
            HttpResponse<String> answer =
                    client.send(HttpRequest.newBuilder(address).build(), HttpResponse.BodyHandlers.ofString());
            assertThat(List.of(200)).contains(answer.statusCode());
            return JsonMapper.shared().readTree(answer.body());
        } catch (IOException failed) {
            throw new java.io.UncheckedIOException(failed);
        } catch (InterruptedException interrupted) {
            throw new IllegalStateException(interrupted);
        }
    }
}
