package dev.lakefront.publication;

import static dev.lakefront.publication.Eventually.eventually;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.lakefront.Gateway;
import dev.lakefront.demo.DemoSettings;
import dev.lakefront.demo.DemoWorkspace;
import dev.lakefront.demo.EndpointCondition;
import dev.lakefront.subscription.KeyDigest;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.SecureRandom;
import java.time.InstantSource;
import java.util.Random;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.api.io.TempDir;
import org.springframework.boot.test.system.CapturedOutput;
import org.springframework.boot.test.system.OutputCaptureExtension;

@ExtendWith(OutputCaptureExtension.class)
class FallbackTests {

    private static final Pattern KEY = Pattern.compile("Key\\s+(\\S+)");
    private static final String IRIS = "{\"inputs\":[[5.1,3.5,1.4,0.2]]}";

    @TempDir
    Path folder;

    @Test
    void startsTheSimulationWithAKeyThatWorks(CapturedOutput output) {
        try (Gateway gateway = Gateway.start(folder)) {
            assertThat(gateway.snapshots().current().apis()).containsKeys("assistant", "embed", "iris", "rag-chatbot");
            assertThat(output).contains("SIMULATION").contains("http://localhost:" + gateway.port());
            assertThat(gateway.post("/iris/invocations", key(output), IRIS).statusCode())
                    .isEqualTo(200);
            assertThat(gateway.post("/iris/invocations", null, IRIS).statusCode())
                    .isEqualTo(401);
        }
    }

    @Test
    void frontsEveryReadyEndpointOfTheEnvironmentsWorkspace(CapturedOutput output) throws Throwable {
        try (DemoWorkspace workspace = demo()) {
            workspace.put("embed", EndpointCondition.NOT_READY);
            try (Gateway gateway = Gateway.start(
                    folder,
                    "--DATABRICKS_HOST=" + workspace.host(),
                    "--DATABRICKS_TOKEN=" + workspace.token(),
                    "--lakefront.import-retry=200ms")) {
                assertThat(gateway.snapshots().current().workspaces()).containsOnlyKeys("databricks");
                assertThat(gateway.snapshots().current().apis())
                        .containsKeys("assistant", "iris", "rag-chatbot")
                        .doesNotContainKey("embed");
                assertThat(gateway.post("/iris/invocations", key(output), IRIS).statusCode())
                        .isEqualTo(200);
                assertThat(output).doesNotContain("SIMULATION").doesNotContain(workspace.token());
            }
            // A restart without the workspace serves what it saw last.
            workspace.close();
            try (Gateway gateway = Gateway.start(
                    folder, "--DATABRICKS_HOST=" + workspace.host(), "--DATABRICKS_TOKEN=" + workspace.token())) {
                assertThat(gateway.snapshots().current().apis()).containsKeys("assistant", "iris", "rag-chatbot");
            }
        }
    }

    @Test
    void recoversWhenTheEnvironmentsWorkspaceWasDownAtTheFirstStart(CapturedOutput output) throws Throwable {
        DemoWorkspace down = DemoWorkspace.start(same());
        down.close();
        try (Gateway gateway = Gateway.start(
                folder,
                "--DATABRICKS_HOST=" + down.host(),
                "--DATABRICKS_CLIENT_ID=" + down.clientId(),
                "--DATABRICKS_CLIENT_SECRET=" + down.clientSecret(),
                "--lakefront.import-retry=200ms")) {
            assertThat(gateway.snapshots().current().apis()).isEmpty();

            try (DemoWorkspace _ =
                    DemoWorkspace.start(same().withPort(down.host().getPort()))) {
                eventually(
                        () -> assertThat(gateway.snapshots().current().apis()).containsKey("iris"));
                eventually(() -> assertThat(gateway.post("/iris/invocations", key(output), IRIS)
                                .statusCode())
                        .isEqualTo(200));
            }
            assertThat(output).doesNotContain(down.clientSecret());
        }
    }

    @Test
    void makesNoKeyWhereFilesDeclareWhoMayCall(CapturedOutput output) {
        Gateway.write(
                folder,
                "config/subscriptions/app.yaml",
                "title: App\nscope: all\nkeys: [{ name: a, hash: \""
                        + KeyDigest.of("declared-test-key").written() + "\" }]\n");
        try (Gateway gateway = Gateway.start(folder)) {
            assertThat(output).doesNotContainPattern(KEY);
            assertThat(gateway.post("/iris/invocations", "declared-test-key", IRIS)
                            .statusCode())
                    .isEqualTo(200);
        }
    }

    @Test
    void leavesTheSimulationOnceAFileDeclaresAWorkspace() throws Throwable {
        try (DemoWorkspace workspace = demo();
                Gateway gateway = Gateway.start(folder)) {
            Gateway.write(folder, "token", workspace.token());

            Gateway.write(
                    folder,
                    "config/workspaces/prod.yaml",
                    "type: databricks\nhost: " + workspace.host() + "\nauth: { type: token, token: \"${file:"
                            + folder.resolve("token") + "}\" }\n");

            eventually(
                    () -> assertThat(gateway.snapshots().current().workspaces()).containsOnlyKeys("prod"));
            assertThat(gateway.snapshots().current().apis()).isEmpty();
        }
    }

    @Test
    void refusesToOfferTheSimulationToANetworkUnlessForced(CapturedOutput output) {
        assertThatThrownBy(() -> Gateway.start(folder, "--server.address=0.0.0.0"))
                .hasStackTraceContaining("the simulated one is not offered at 0.0.0.0");
        assertThat(output)
                .contains("--lakefront.demo.force=true")
                .contains("Declare a workspace in config/workspaces/")
                .doesNotContain("\tat ");

        try (Gateway gateway = Gateway.start(folder, "--server.address=0.0.0.0", "--lakefront.demo.force=true")) {
            assertThat(gateway.snapshots().current().apis()).containsKey("iris");
        }
    }

    @Test
    void printsTheReportOfARefusedConfigurationWithoutAStackTrace(CapturedOutput output) {
        Gateway.write(folder, "config/workspaces/prod.yaml", "type: databrick\nhost: 'https://a.example.com\n");
        Gateway.write(folder, "config/apis/a.yaml", "title: A\nworkspace: prd\nendpont: a\n");

        assertThatThrownBy(() -> Gateway.start(folder, "--server.address=0.0.0.0"))
                .hasRootCauseInstanceOf(ConfigurationRefused.class);

        assertThat(output)
                .contains("config/workspaces/prod.yaml:3:1: error LF1003")
                .contains("config/apis/a.yaml:3:1: error LF1101: unknown setting 'endpont'; did you mean 'endpoint'?")
                .contains("    3 | endpont: a\n      | ^^^^^^^")
                .contains("check")
                .doesNotContain("SIMULATION")
                .doesNotContain("\tat ");
    }

    @Test
    void saysWhatTheEnvironmentLacks(CapturedOutput output) {
        assertThatThrownBy(() -> Gateway.start(folder, "--DATABRICKS_HOST=adb-1.azuredatabricks.net"))
                .hasRootCauseInstanceOf(ConfigurationRefused.class);

        assertThat(output).contains("error LF1603").contains("DATABRICKS_TOKEN").doesNotContain("\tat ");
    }

    @Test
    void keepsTheStarterKeyOutOfFiles(CapturedOutput output) throws Exception {
        String key;
        try (Gateway gateway = Gateway.start(folder)) {
            key = key(output);
            gateway.post("/iris/invocations", key, IRIS);
        }
        try (var files = Files.walk(folder)) {
            for (Path file : files.filter(Files::isRegularFile).toList()) {
                assertThat(Files.readString(file)).doesNotContain(key);
            }
        }
    }

    private static DemoWorkspace demo() {
        return DemoWorkspace.start(DemoSettings.onLoopback(InstantSource.system(), new SecureRandom()));
    }

    /** Settings with which each start gives the same secrets. */
    private static DemoSettings same() {
        return DemoSettings.onLoopback(InstantSource.system(), new Random(42));
    }

    private static String key(CapturedOutput output) {
        Matcher matcher = KEY.matcher(output);
        String key = "";
        while (matcher.find()) {
            key = matcher.group(1);
        }
        return key;
    }
}
