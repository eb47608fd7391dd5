package dev.lakefront.command;

import static org.assertj.core.api.Assertions.assertThat;

import com.networknt.schema.InputFormat;
import com.networknt.schema.SchemaRegistry;
import com.networknt.schema.SpecificationVersion;
import dev.lakefront.Gateway;
import dev.lakefront.subscription.KeyDigest;
import java.io.ByteArrayInputStream;
import java.io.InputStream;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

class CommandLineTests {

    @TempDir
    Path folder;

    private final StringWriter out = new StringWriter();
    private final StringWriter err = new StringWriter();

    @Test
    void passesAFolderWithoutErrors() {
        Gateway.write(folder, "config/products/a.yaml", "title: A\n");

        assertThat(run("check", folder.toString())).isZero();
        assertThat(out.toString()).isEqualTo("0 errors, 0 warnings in 1 file\n");
        assertThat(err.toString()).isEmpty();
    }

    @Test
    void failsAFolderWithAnError() {
        Gateway.write(folder, "config/products/a.yaml", "titel: A\n");

        assertThat(run("check", folder.toString())).isEqualTo(1);
        assertThat(out.toString())
                .contains("config/products/a.yaml:1:1: error LF1101: unknown setting 'titel'; did you mean 'title'?")
                .contains("1 | titel: A\n      | ^^^^^\n");
    }

    @Test
    void failsOnWarningsOnlyWhenStrict() {
        Gateway.write(folder, "config/subscriptions/a.yaml", "title: A\nscope: all\n");

        assertThat(run("check", folder.toString())).isZero();
        assertThat(run("check", "--strict", folder.toString())).isEqualTo(1);
    }

    @Test
    void printsJsonForPrograms() {
        Gateway.write(folder, "config/products/a.yaml", "titel: A\n");

        assertThat(run("check", "--format", "json", folder.toString())).isEqualTo(1);
        JsonNode report = JsonMapper.shared().readTree(out.toString());
        assertThat(report.path("errors").asInt()).isEqualTo(2);
        assertThat(report.at("/findings/0/line").asInt()).isEqualTo(1);
    }

    @Test
    void printsAnnotationsForGitHub() {
        Gateway.write(folder, "config/products/a.yaml", "titel: A\n");

        assertThat(run("check", "--format=github", folder.toString())).isEqualTo(1);
        assertThat(out.toString())
                .contains("::error file=" + folder + "/config/products/a.yaml,line=1,col=1,title=LF1101::");
    }

    @Test
    void saysWhenThereIsNothingToCheck() {
        assertThat(run("check", folder.resolve("none").toString())).isEqualTo(2);
        assertThat(err.toString()).contains("holds neither config/ nor policies/");
    }

    @ParameterizedTest
    @ValueSource(strings = {"chek", "schem", "key", "-x"})
    void refusesAnUnknownCommand(String word) {
        assertThat(CommandLine.isCommand(new String[] {word})).isTrue();
        assertThat(run(word)).isEqualTo(2);
        assertThat(err.toString()).contains("'" + word + "'");
        assertThat(out.toString()).isEmpty();
    }

    @Test
    void hintsAtTheCommandThatWasMeant() {
        run("chek");

        assertThat(err.toString()).contains("Did you mean").contains("check");
    }

    @Test
    void refusesAnUnknownFormat() {
        assertThat(run("check", "--format", "xml")).isEqualTo(2);
        assertThat(err.toString()).contains("--format").contains("xml").containsIgnoringCase("github");
    }

    @Test
    void leavesSettingsToTheGateway() {
        assertThat(CommandLine.isCommand(new String[] {"--server.port=9"})).isFalse();
        assertThat(CommandLine.isCommand(new String[] {})).isFalse();
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "--help",
                "check --help",
                "schema --help",
                "keys --help",
                "keys hash --help",
                "keys generate --help",
                "keys create --help",
                "keys rotate --help",
                "subscriptions --help",
                "subscriptions create --help",
                "subscriptions approve --help",
                "help check"
            })
    void explainsItself(String line) {
        assertThat(run(line.split(" "))).isZero();
        assertThat(out.toString())
                .startsWith("Usage: lakefront")
                .doesNotContain("%n")
                .doesNotContain("${");
        assertThat(out.toString().lines())
                .allSatisfy(text -> assertThat(text.length()).isLessThanOrEqualTo(80));
    }

    @Test
    void listsTheKindsOfFiles() {
        assertThat(run("schema")).isZero();
        assertThat(out.toString().lines())
                .containsExactly(
                        "api", "branding", "gateway", "named-values", "policy", "product", "subscription", "workspace");
    }

    @Test
    void hintsAtTheKindThatWasMeant() {
        assertThat(run("schema", "apis")).isEqualTo(2);
        assertThat(err.toString()).contains("no kind 'apis'; did you mean 'api'?");
    }

    @ParameterizedTest
    @ValueSource(strings = {"api", "gateway", "named-values", "policy", "product", "subscription", "workspace"})
    void printsSchemasThatAreValidAndDescribeEverySetting(String kind) {
        assertThat(run("schema", kind)).isZero();

        JsonNode schema = JsonMapper.shared().readTree(out.toString());
        assertThat(schema.path("$schema").asString()).isEqualTo("https://json-schema.org/draft/2020-12/schema");
        assertThat(SchemaRegistry.withDefaultDialect(SpecificationVersion.DRAFT_2020_12)
                        .getSchema(
                                com.networknt.schema.SchemaLocation.of("https://json-schema.org/draft/2020-12/schema"))
                        .validate(out.toString(), InputFormat.JSON))
                .isEmpty();
        List<String> undescribed = new ArrayList<>();
        collectUndescribed(schema, "", undescribed);
        assertThat(undescribed).isEmpty();
    }

    @Test
    void hashesAKeyFromStandardInput() {
        assertThat(runWithInput("a-key-from-api-management-1234\n", "keys", "hash", "--name", "blue"))
                .isZero();
        assertThat(out.toString())
                .contains("name: blue")
                .contains(KeyDigest.of("a-key-from-api-management-1234").written())
                .doesNotContain("a-key-from-api-management");
    }

    @Test
    void refusesToHashNothing() {
        assertThat(runWithInput("", "keys", "hash")).isEqualTo(2);
        assertThat(err.toString()).contains("no key on standard input");
    }

    @Test
    void createsAKeyAndTheLineThatDeclaresIt() {
        assertThat(run("keys", "generate")).isZero();
        String key = err.toString().strip().replaceFirst(".*: ", "");
        assertThat(key).startsWith("lf_");
        assertThat(out.toString()).contains(KeyDigest.of(key).written()).doesNotContain(key);
    }

    /** Places under a condition repeat a setting that is described elsewhere. */
    private static void collectUndescribed(JsonNode node, String pointer, List<String> undescribed) {
        node.properties().forEach(entry -> {
            String name = entry.getKey();
            if (List.of("if", "then", "else", "allOf").contains(name) && !pointer.endsWith("/source")) {
                return;
            }
            String below = pointer + "/" + name;
            if (name.equals("properties")) {
                entry.getValue().properties().forEach(property -> {
                    if (!property.getValue().has("description")) {
                        undescribed.add(below + "/" + property.getKey());
                    }
                });
            }
            collectUndescribed(entry.getValue(), below, undescribed);
        });
    }

    private int runWithInput(String input, String... arguments) {
        InputStream before = System.in;
        try {
            System.setIn(new ByteArrayInputStream(input.getBytes(StandardCharsets.UTF_8)));
            return run(arguments);
        } finally {
            System.setIn(before);
        }
    }

    private int run(String... arguments) {
        return CommandLine.run(arguments, new PrintWriter(out, true), new PrintWriter(err, true));
    }
}
