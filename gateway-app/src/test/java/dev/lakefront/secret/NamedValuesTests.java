package dev.lakefront.secret;

import static org.assertj.core.api.Assertions.assertThat;

import dev.lakefront.document.Binder;
import dev.lakefront.document.Document;
import dev.lakefront.document.DocumentReader;
import dev.lakefront.document.Finding;
import dev.lakefront.document.Report;
import dev.lakefront.document.Severity;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;

class NamedValuesTests {

    private final Report report = new Report();
    private final InMemorySecretStore env = new InMemorySecretStore("env").put("TOKEN", "s3cret");
    private final InMemorySecretStore file = new InMemorySecretStore("file").put("/run/key", "k3y");
    private final Document settings = document("a.yaml", "token: here\n");

    private Document document(String name, String yaml) {
        return new DocumentReader()
                .read(name, yaml.getBytes(StandardCharsets.UTF_8), report)
                .orElseThrow();
    }

    private NamedValues values(String yaml) {
        return new NamedValuesFile(List.of(env, file), new SecretRefresh())
                .read(Optional.of(document("named-values.yaml", yaml)), new Binder(), report);
    }

    private NamedValues offline(String yaml) {
        return NamedValuesFile.offline(List.of(env, file))
                .read(Optional.of(document("named-values.yaml", yaml)), new Binder(), report);
    }

    private Optional<String> resolve(NamedValues values, String text) {
        return values.resolve(text, settings, "/token", report);
    }

    private List<String> messages() {
        return report.findings().stream()
                .map(finding -> finding.position() + " " + finding.code() + ": " + finding.message())
                .toList();
    }

    @Test
    void resolvesReferencesOfEveryKindAnywhereInAText() {
        NamedValues values = values("""
            values: { stage: prod, port: 8443, debug: true, name: "x-${value:stage}" }
            secrets: { token: "${env:TOKEN}", both: "${secret:token}/${file:/run/key}" }
            """);

        assertThat(resolve(values, "${value:name}:${value:port}:${value:debug}"))
                .contains("x-prod:8443:true");
        assertThat(resolve(values, "<${secret:both}> ${env:TOKEN} $${env:TOKEN}"))
                .contains("<s3cret/k3y> s3cret ${env:TOKEN}");
        assertThat(resolve(values, "plain")).contains("plain");
        assertThat(resolve(values, "")).contains("");
        assertThat(report.findings()).isEmpty();
    }

    @Test
    void worksWithoutAFile() {
        NamedValues values =
                new NamedValuesFile(List.of(env), new SecretRefresh()).read(Optional.empty(), new Binder(), report);

        assertThat(resolve(values, "${env:TOKEN}")).contains("s3cret");
        assertThat(resolve(values, "${value:a}")).isEmpty();
        assertThat(messages())
                .containsExactly(
                        "a.yaml:1:8 LF1502: no value 'a' is declared in config/named-values.yaml; none is declared");
    }

    @Test
    void namesTheNearestNameAndTheKnownOnes() {
        NamedValues values = values("values: { stage: prod }\nsecrets: { token: \"${env:TOKEN}\" }\n");

        assertThat(resolve(values, "${value:stag}${secret:other}${envv:TOKEN}${hashicorp:x}${env:TOKEM}"))
                .isEmpty();

        assertThat(messages())
                .containsExactlyInAnyOrder(
                        "a.yaml:1:8 LF1502: no value 'stag' is declared in config/named-values.yaml; did you mean"
                                + " 'stage'?",
                        "a.yaml:1:8 LF1502: no secret 'other' is declared in config/named-values.yaml; known: token",
                        "a.yaml:1:8 LF1502: no provider 'envv' for ${envv:TOKEN}; did you mean 'env'?; known: env,"
                                + " file, secret, value",
                        "a.yaml:1:8 LF1502: no provider 'hashicorp' for ${hashicorp:x}; known: env, file, secret,"
                                + " value",
                        "a.yaml:1:8 LF1503: ${env:TOKEM} is not there; did you mean 'TOKEN'?");
    }

    @Test
    void reportsCirclesWhereTheyAreDefined() {
        values("secrets:\n  a: \"${secret:b}\"\n  b: \"x${secret:c}\"\n  c: \"${secret:a}\"\n");

        assertThat(messages())
                .containsExactly(
                        "named-values.yaml:2:6 LF1504: references go in a circle: secret:a -> secret:b -> secret:c ->"
                                + " secret:a",
                        "named-values.yaml:3:6 LF1504: references go in a circle: secret:b -> secret:c -> secret:a ->"
                                + " secret:b",
                        "named-values.yaml:4:6 LF1504: references go in a circle: secret:c -> secret:a -> secret:b ->"
                                + " secret:c");
    }

    @Test
    void reportsMissingAndEmptySecretsWhereTheyAreDefined() {
        env.put("EMPTY", "");

        values("secrets:\n  a: \"${env:ABSENT}\"\n  b: \"${env:EMPTY}\"\n  c: \"${env\"\n");

        assertThat(messages()).hasSize(3);
        assertThat(messages().get(0)).isEqualTo("named-values.yaml:2:6 LF1503: ${env:ABSENT} is not there");
        assertThat(messages().get(1)).isEqualTo("named-values.yaml:3:6 LF1503: ${env:EMPTY} is empty");
        assertThat(messages().get(2)).startsWith("named-values.yaml:4:6 LF1501:");
        assertThat(report.errors()).isEqualTo(3);
    }

    @Test
    void keepsSecretsOutOfValues() {
        values("values:\n  a: \"${secret:t}\"\nsecrets:\n  t: \"${env:TOKEN}\"\n");

        assertThat(messages()).singleElement().asString().startsWith("named-values.yaml:2:6 LF1505:");
    }

    @Test
    void warnsOfSecretsInFilesWithoutShowingThem() {
        NamedValues values = values("secrets:\n  a: pl4in\n");
        Optional<SecretSource> source = values.secret("pl4in", settings, "/token", report);

        assertThat(source.orElseThrow().current().reveal()).isEqualTo("pl4in");
        assertThat(report.findings()).hasSize(2).allSatisfy(finding -> {
            assertThat(finding.severity()).isEqualTo(Severity.WARNING);
            assertThat(finding.code()).isEqualTo("LF1506");
            assertThat(finding.sourceLine()).isNull();
            assertThat(finding.message()).doesNotContain("pl4in");
        });
        assertThat(values.source("client-id", settings, "/token", report)).isPresent();
        assertThat(report.findings()).hasSize(2);
    }

    @Test
    void onlyWarnsOfWhatIsMissingWhileItChecksOffline() {
        NamedValues values = offline("secrets:\n  a: \"${env:ABSENT}\"\n");

        assertThat(resolve(values, "${secret:a}${file:/absent}")).isEmpty();
        assertThat(resolve(values, "${env:TOKEN}")).contains("s3cret");
        assertThat(report.errors()).isZero();
        assertThat(messages())
                .contains(
                        "named-values.yaml:2:6 LF1503: ${env:ABSENT} is not there; it must be where the gateway runs");

        resolve(values, "${secret:unknown}");
        assertThat(report.errors()).isEqualTo(1);
    }

    @Test
    void givesStoresFurtherWordsAndRefusesUnknownOnes() {
        file.put("/mnt/a", "mounted");

        NamedValues values = values("""
            providers:
              mount: { type: file }
              secret: { type: file }
              env: { type: file }
              vault: { type: vualt }
            """);

        assertThat(resolve(values, "${mount:/mnt/a}${secret:/mnt/a}")).contains("mountedmounted");
        assertThat(messages())
                .containsExactly(
                        "named-values.yaml:4:3 LF1507: provider 'env' is there already and cannot be defined anew;"
                                + " choose another word",
                        "named-values.yaml:5:18 LF1508: no secret store has the type 'vualt'; this build has env,"
                                + " file");
    }

    @Test
    void makesEqualSourcesFromTheSamePlacesWhateverTheyHold() {
        NamedValues before = values("secrets: { t: \"${env:TOKEN}\" }");
        SecretSource source =
                before.secret("${secret:t}", settings, "/token", report).orElseThrow();
        env.put("TOKEN", "changed");
        NamedValues after = values("secrets: { t: \"${env:TOKEN}\" }");

        assertThat(after.secret("${secret:t}", settings, "/token", report)).contains(source);
        assertThat(after.secret("x${secret:t}", settings, "/token", report))
                .isPresent()
                .isNotEqualTo(Optional.of(source));
        assertThat(source.toString()).doesNotContain("s3cret");
    }

    @Test
    void saysNothingOfNamesWhoseFileIsBroken() {
        NamedValues values = values("values: { a: [1] }\n");

        assertThat(resolve(values, "${value:a}${secret:b}")).isEmpty();
        assertThat(report.findings()).hasSize(1);
    }

    @Test
    void showsNoLineOfSecretsThatAreWrong() {
        values("secrets: { a: 123456, b: [ pl4in ] }\n");

        assertThat(report.findings())
                .hasSize(2)
                .allSatisfy(finding -> assertThat(finding.sourceLine()).isNull());
    }

    @Test
    void reportsWrongSettingsByTheSchema() {
        values("secret: { a: b }\n");

        assertThat(report.findings())
                .extracting(Finding::message)
                .containsExactly("unknown setting 'secret'; did you mean 'secrets'?");
    }
}
