package dev.lakefront.backend;

import static org.assertj.core.api.Assertions.assertThat;

import dev.lakefront.document.Binder;
import dev.lakefront.document.Document;
import dev.lakefront.document.DocumentReader;
import dev.lakefront.document.Report;
import dev.lakefront.secret.InMemorySecretStore;
import dev.lakefront.secret.NamedValuesFile;
import dev.lakefront.secret.Secret;
import dev.lakefront.secret.SecretRefresh;
import dev.lakefront.secret.SecretSource;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class WorkspaceFileTests {

    private final Report report = new Report();
    private final Binder binder = new Binder();
    private final InMemorySecretStore env =
            new InMemorySecretStore("env").put("SECRET", "s3cret").put("ID", "app-1");

    private Optional<Workspace> read(String yaml) {
        return read(yaml, new NamedValuesFile(List.of(env), new SecretRefresh()));
    }

    private Optional<Workspace> read(String yaml, NamedValuesFile values) {
        Document document = new DocumentReader()
                .read("workspaces/prod.yaml", yaml.getBytes(StandardCharsets.UTF_8), report)
                .orElseThrow();
        return new WorkspaceFile(binder, values.read(Optional.empty(), binder, report)).read("prod", document, report);
    }

    private List<String> messages() {
        return report.findings().stream()
                .map(finding -> finding.position().line() + " " + finding.code() + ": " + finding.message())
                .toList();
    }

    @Test
    void readsAWorkspaceWithEverySetting() {
        Workspace workspace = read("""
            type: databricks
            host: https://ADB-1.azuredatabricks.net/
            auth: { type: oauth-m2m, client-id: "${env:ID}", client-secret: "${env:SECRET}" }
            limits: { requests: 200/s, concurrency: 64 }
            sync: { every: 30s, on-missing: disable }
            timeouts: { connect: 1s, first-byte: 90s }
            """).orElseThrow();

        assertThat(workspace.id()).hasToString("prod");
        assertThat(workspace.host()).isEqualTo(URI.create("https://adb-1.azuredatabricks.net"));
        assertThat(workspace.basePath()).isEmpty();
        assertThat(workspace.limits())
                .isEqualTo(new Workspace.Limits(new Workspace.Rate(200, Duration.ofSeconds(1)), 64));
        assertThat(workspace.sync()).isEqualTo(new Workspace.Sync(Duration.ofSeconds(30), Workspace.OnMissing.DISABLE));
        assertThat(workspace.timeouts())
                .isEqualTo(new Workspace.Timeouts(Duration.ofSeconds(1), Duration.ofSeconds(90)));
        assertThat(workspace.authentication()).isInstanceOfSatisfying(Authentication.OAuthM2M.class, client -> {
            assertThat(client.clientId().current().reveal()).isEqualTo("app-1");
            assertThat(client.clientSecret().current().reveal()).isEqualTo("s3cret");
        });
        assertThat(workspace.toString()).doesNotContain("s3cret");
        assertThat(report.findings()).isEmpty();
    }

    @Test
    void fillsInDefaults() {
        Workspace workspace =
                read("type: http\nhost: http://mlflow:5000/base/\n").orElseThrow();

        assertThat(workspace)
                .isEqualTo(Workspace.of(
                        new WorkspaceId("prod"),
                        "http",
                        URI.create("http://mlflow:5000/base"),
                        new Authentication.None()));
        assertThat(workspace.sync().every()).isEqualTo(Duration.ofMinutes(5));
        assertThat(workspace.sync().onMissing()).isEqualTo(Workspace.OnMissing.KEEP);
        assertThat(workspace.origin()).isEqualTo("http://mlflow:5000");
        assertThat(workspace.basePath()).isEqualTo("/base");
    }

    @Test
    void keepsToWhatDatabricksAllowsUnlessToldOtherwise() {
        String databricks = "type: databricks\n"
                + "host: https://adb-1.azuredatabricks.net\n"
                + "auth: { type: token, token: \"${env:SECRET}\" }\n";
        Workspace.Rate documented = new Workspace.Rate(200, Duration.ofSeconds(1));

        assertThat(read(databricks).orElseThrow().limits()).isEqualTo(new Workspace.Limits(documented, 200));
        assertThat(read(databricks + "limits: { concurrency: 4096 }")
                        .orElseThrow()
                        .limits())
                .isEqualTo(new Workspace.Limits(documented, 4096));
        assertThat(read(databricks + "limits: { requests: 50/m }").orElseThrow().limits())
                .isEqualTo(new Workspace.Limits(new Workspace.Rate(50, Duration.ofMinutes(1)), 200));
        assertThat(read("type: http\nhost: https://h").orElseThrow().limits()).isEqualTo(Workspace.Limits.NONE);
    }

    @Test
    void readsEveryWayToSignIn() {
        String http = "type: http\nhost: https://h\nauth: ";

        assertThat(read(http + "{ type: header, name: X-Api-Key, value: \"${env:SECRET}\" }")
                        .orElseThrow()
                        .authentication())
                .isInstanceOfSatisfying(
                        Authentication.Header.class,
                        header -> assertThat(header.name()).isEqualTo("X-Api-Key"));
        assertThat(read(http + "{ type: basic, username: \"${env:ID}\", password: \"${env:SECRET}\" }")
                        .orElseThrow()
                        .authentication())
                .isInstanceOf(Authentication.Basic.class);
        assertThat(read(http + "{ type: token, token: \"${env:SECRET}\" }")
                        .orElseThrow()
                        .authentication())
                .isInstanceOf(Authentication.Token.class);
        assertThat(read(http + "{ type: none }").orElseThrow().authentication()).isEqualTo(new Authentication.None());
        assertThat(report.findings()).isEmpty();
    }

    @Test
    void reportsSettingsThatDoNotBelongToTheWayOfSigningIn() {
        assertThat(read("type: databricks\nhost: https://h\nauth:\n  type: token\n  tokn: a\n  client-id: b\n"))
                .isEmpty();

        assertThat(messages())
                .containsExactlyInAnyOrder(
                        "3 LF1102: setting 'token' is missing in 'auth'",
                        "5 LF1101: unknown setting 'tokn' in 'auth'; did you mean 'token'?",
                        "6 LF1101: unknown setting 'client-id' in 'auth'; known: token, type");
    }

    @Test
    void letsDatabricksSignInByTokenOrClientOnly() {
        read("type: databricks\nhost: https://h\nauth: { type: basic, username: a, password: \"${env:SECRET}\" }\n");
        read("type: databricks\nhost: https://h\n");
        read("type: mlflow\nhost: https://h\n");
        read("type: http\n"
                + "host: https://h\n"
                + "auth: { type: oauth-m2m, client-id: a, client-secret: \"${env:SECRET}\" }\n");

        assertThat(messages())
                .anySatisfy(message -> assertThat(message).startsWith("3 LF1104: 'auth.type' cannot be 'basic'"))
                .anySatisfy(message -> assertThat(message).isEqualTo("1 LF1102: setting 'auth' is missing"))
                .anySatisfy(message -> assertThat(message).startsWith("1 LF1104: 'type' cannot be 'mlflow'"))
                .anySatisfy(message -> assertThat(message).startsWith("3 LF1104: 'auth.type' cannot be 'oauth-m2m'"));
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "databricks | http://adb-1.azuredatabricks.net | must begin with https://",
                "databricks | https://adb-1.azuredatabricks.net/?o=1 | must not hold a user, a query",
                "databricks | https://adb-1.azuredatabricks.net/serving-endpoints | has no path",
                "databricks | adb-1.azuredatabricks.net | must be https://",
                "http | ftp://host | must be https://",
                "http | https://user:pa55@host | must not hold a user",
                "http | https://host:99999 | ports go from 1",
                "http | https://host/a/../b | base path",
                "http | https://ho st | is no address",
            })
    void refusesHostsThatCannotBeMeant(String type, String host, String reason) {
        String auth = "auth: { type: token, token: \"${env:SECRET}\" }";

        assertThat(read("type: " + type + "\nhost: \"" + host + "\"\n" + auth + "\n"))
                .isEmpty();
        assertThat(messages())
                .singleElement()
                .asString()
                .startsWith("2 LF1601: ")
                .contains(reason)
                .doesNotContain("pa55");
    }

    @ParameterizedTest
    @ValueSource(strings = {"http://localhost:8888", "http://127.0.0.1:1", "http://[::1]:9000"})
    void letsDatabricksBeOnLoopbackWithoutTls(String host) {
        assertThat(read("type: databricks\nhost: \"" + host + "\"\nauth: { type: token, token: \"${env:SECRET}\" }\n"))
                .map(Workspace::host)
                .contains(URI.create(host));
    }

    @Test
    void resolvesReferencesInTheHostAndReportsMissingSecrets() {
        env.put("HOST", "https://from-env.example.com");

        assertThat(read("type: http\nhost: ${env:HOST}\n").map(Workspace::host))
                .contains(URI.create("https://from-env.example.com"));
        assertThat(read("type: http\nhost: ${env:HOSTS}\nauth: { type: token, token: \"${env:ABSENT}\" }\n"))
                .isEmpty();
        assertThat(messages())
                .containsExactly(
                        "2 LF1503: ${env:HOSTS} is not there; did you mean 'HOST'?",
                        "3 LF1503: ${env:ABSENT} is not there");
    }

    @Test
    void checksOfflineWithoutVariablesAndStillGivesTheWorkspace() {
        String yaml = "type: databricks\nhost: ${env:HOST}\nauth: { type: token, token: \"${env:ABSENT_HERE}\" }\n";

        assertThat(read(yaml, NamedValuesFile.offline())).isPresent();
        assertThat(report.errors()).isZero();
        assertThat(report.warnings()).isEqualTo(2);
    }

    @Test
    void showsNoLineThatMayHoldASecret() {
        read("""
            type: databrick
            host: 7
            token: dapi-forgotten-auth
            auth: { type: token, token: 12345678, pasword: dapi-misspelt }
            """);

        assertThat(report.errors()).isGreaterThanOrEqualTo(4);
        assertThat(report.findings())
                .noneSatisfy(finding -> assertThat(finding.toString()).containsAnyOf("dapi", "12345678"));
        assertThat(report.findings())
                .anySatisfy(finding -> assertThat(finding.sourceLine()).isEqualTo("type: databrick"));
    }

    @Test
    void stopsAtSyncsThatWouldFloodTheWorkspace() {
        assertThat(read("type: http\nhost: https://h\nsync: { every: 10ms }\n")).isEmpty();
        assertThat(messages()).containsExactly("3 LF1602: 'every' must be at least 1s");
    }

    @Test
    void isTheSameDefinitionWhenOnlyTheSecretChanged() {
        String yaml = "type: http\nhost: https://h\nauth: { type: token, token: \"${env:SECRET}\" }\n";
        Optional<Workspace> before = read(yaml);
        env.put("SECRET", "rotated");

        assertThat(read(yaml)).isEqualTo(before);
        assertThat(SecretSource.of(Secret.of("a"))).isNotEqualTo(SecretSource.of(Secret.of("b")));
    }
}
