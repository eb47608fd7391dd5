package dev.lakefront.publication;

import static org.assertj.core.api.Assertions.assertThat;

import dev.lakefront.Gateway;
import dev.lakefront.document.Report;
import dev.lakefront.document.ReportFormat;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Locale;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

class ConfigurationCheckTests {

    private static final Path CASES = Path.of("src/test/resources/configuration");

    @TempDir
    Path folder;

    @ParameterizedTest
    @EnumSource(ReportFormat.class)
    void reportsEveryMistakeOfAFolderAtOnce(ReportFormat format) throws IOException {
        Path mistakes = CASES.resolve("mistakes");

        Report report = check(mistakes);

        String shown = format.render(report).replace(mistakes + "/", "");
        Path golden = mistakes.resolve("report." + format.name().toLowerCase(Locale.ROOT));
        assertThat(shown).isEqualTo(Files.readString(golden));
    }

    @Test
    void speaksTheSameLanguageEverywhere() {
        Locale before = Locale.getDefault();
        Gateway.write(folder, "config/products/a.yaml", "title: ''\n");
        try {
            Locale.setDefault(Locale.GERMANY);

            assertThat(text()).contains("LF1106: 'title': must be at least 1 characters long");
        } finally {
            Locale.setDefault(before);
        }
    }

    @Test
    void findsNothingInTheStarterSet() {
        Report report = check(Path.of("").toAbsolutePath().getParent());

        assertThat(ReportFormat.TEXT.render(report)).contains("0 errors, 0 warnings in");
        assertThat(report.files()).isGreaterThanOrEqualTo(2);
    }

    @Test
    void findsNothingInTheExamples() throws IOException {
        Path root = Path.of("").toAbsolutePath().getParent();
        for (String kind : new String[] {"config", "policies"}) {
            try (var files = Files.walk(root.resolve(kind))) {
                for (Path file : files.filter(Files::isRegularFile).toList()) {
                    String name = root.relativize(file).toString();
                    String target = name.endsWith(".example") ? name.substring(0, name.length() - 8) : name;
                    Gateway.write(folder, target, Files.readString(file));
                }
            }
        }

        Report report = check(folder);

        assertThat(ReportFormat.TEXT.render(report)).contains("0 errors");
        assertThat(report.files()).isGreaterThanOrEqualTo(9);
    }

    @Test
    void refusesAFileAboveTheBound() {
        Gateway.write(folder, "config/gateway.yaml", "# " + "x".repeat(4 * 1024 * 1024) + "\n");

        assertThat(text()).contains("config/gateway.yaml:1:1: error LF1001: file is larger than 4 MiB");
    }

    @Test
    void refusesWhatIsNotUtf8() throws IOException {
        Gateway.write(folder, "config/gateway.yaml", "");
        Files.write(folder.resolve("config/gateway.yaml"), "title: Überblick".getBytes(StandardCharsets.ISO_8859_1));

        assertThat(text()).contains("config/gateway.yaml:1:1: error LF1002: file is not UTF-8");
    }

    @Test
    void namesALinkThatLeadsNowhere() throws IOException {
        Gateway.write(folder, "config/gateway.yaml", "");
        Files.createDirectories(folder.resolve("config/apis"));
        Files.createSymbolicLink(folder.resolve("config/apis/gone.yaml"), Path.of("nowhere.yaml"));

        assertThat(text()).contains("config/apis/gone.yaml:1:1: error LF1009: cannot be read: it is a link that leads");
    }

    @Test
    void readsFoldersThatLinkBackToThemselves() throws IOException {
        Gateway.write(folder, "config/products/one.yaml", "title: One\n");
        Files.createSymbolicLink(folder.resolve("config/products/loop"), Path.of("."));

        assertThat(text()).contains("0 errors, 0 warnings in 1 file");
    }

    @Test
    void warnsOfAWorkspaceThatIsThereOnlyWithoutFiles() {
        Gateway.write(folder, "config/apis/iris.yaml", "title: Iris\nworkspace: demo\nendpoint: iris\n");
        assertThat(text()).contains("warning LF1208").contains("0 errors");

        Gateway.write(folder, "config/workspaces/local.yaml", "type: http\nhost: http://127.0.0.1:9\n");
        assertThat(text())
                .contains("error LF1204: workspace 'demo' is not defined in config/workspaces/; known: local");
    }

    @Test
    void letsPoliciesAndSubscriptionsNameApisThatTheWorkspaceMayHave() {
        Gateway.write(
                folder,
                "config/subscriptions/app.yaml",
                "title: App\napi: iris\nkeys: [{ name: a, hash: 'sha256:" + "0".repeat(64) + "' }]\n");
        Gateway.write(folder, "policies/apis/iris.yaml", "outbound:\n  - remove-header: [Server]\n");

        assertThat(text()).contains("warning LF1207").contains("0 errors, 1 warning");
    }

    @Test
    void refusesAnAddressThatIsNone() {
        Gateway.write(folder, "config/workspaces/local.yaml", "type: http\nhost: http://127.0.0.1:9\n");
        Gateway.write(
                folder,
                "config/apis/a.yaml",
                "title: A\nworkspace: local\nendpoint: a\nopenapi: { source: { url: 'https://a b/c' } }\n");

        assertThat(text()).contains("config/apis/a.yaml:4:27: error LF1211");
    }

    @Test
    void refusesSizesAndAddressesThatCannotBeUsed() {
        Gateway.write(
                folder,
                "config/gateway.yaml",
                "public-url: https://a.example.com:99999\n" + "request: { max-size: 0B, max-model-size: 999999GB }\n");

        assertThat(text())
                .contains("config/gateway.yaml:1:13: error LF1108: 'https://a.example.com:99999' is no address")
                .contains("config/gateway.yaml:2:22: error LF1108: a size from 1KB to 1GB can be set here")
                .contains("config/gateway.yaml:2:42: error LF1108");
    }

    @Test
    void showsTheSurroundingsOfAPlaceInALongLine() {
        Gateway.write(
                folder, "config/products/a.yaml", "{title: A, summary: \"" + "😀".repeat(3000) + "\", titel: B}\n");

        String shown = text();

        assertThat(shown).contains("config/products/a.yaml:1:3025: error LF1101");
        assertThat(shown.lines()).allSatisfy(line -> assertThat(line.length()).isLessThan(200));
        assertThat(shown).containsPattern("\\| .*\", titel: B}\n +\\| +\\^\\^\\^\\^\\^\n");
    }

    private String text() {
        return ReportFormat.TEXT.render(check(folder)).replace(folder + "/", "");
    }

    private static Report check(Path root) {
        return ConfigurationCheck.run(root.resolve("config"), root.resolve("policies"));
    }
}
