package dev.lakefront.catalog.openapi;

import static org.assertj.core.api.Assertions.assertThat;

import dev.lakefront.catalog.Change;
import dev.lakefront.catalog.Format;
import dev.lakefront.catalog.Hints;
import dev.lakefront.catalog.openapi.rule.Changes;
import dev.lakefront.catalog.openapi.rule.Rule;
import dev.lakefront.catalog.openapi.swagger.SwaggerTwo;
import dev.lakefront.catalog.openapi.tree.Nodes;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.SerializationFeature;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.databind.node.ArrayNode;
import tools.jackson.databind.node.ObjectNode;

/**
 * Runs each rule on each folder of {@code openapi/rules}: the folder is named after the rule, with a case behind a dot
 * where there are several. {@code hints.json} is optional; adding a case is adding a folder.
 */
class RuleGoldenTests {

    private static final Path CASES = Path.of("src/test/resources/openapi/rules");
    private static final JsonMapper JSON =
            JsonMapper.builder().enable(SerializationFeature.INDENT_OUTPUT).build();

    @ParameterizedTest
    @MethodSource("cases")
    void mendsAsTheGoldenFilesSay(Path folder) throws IOException {
        Rule rule = rule(folder);
        ObjectNode document = read(folder.resolve("before.json")).asObject();
        Changes changes = new Changes();

        rule.apply(document, changes);

        assertThat(pretty(document)).isEqualTo(pretty(read(folder.resolve("after.json"))));
        assertThat(pretty(report(changes.toList()))).isEqualTo(pretty(read(folder.resolve("changes.json"))));
    }

    @ParameterizedTest
    @MethodSource("cases")
    void changesNothingTheSecondTime(Path folder) throws IOException {
        Rule rule = rule(folder);
        ObjectNode document = read(folder.resolve("before.json")).asObject();
        rule.apply(document, new Changes());
        JsonNode once = document.deepCopy();

        rule.apply(document, new Changes());

        assertThat(document).isEqualTo(once);
    }

    @Test
    void coversEveryRule() throws IOException {
        Set<String> covered = cases().stream().map(folder -> ruleName(folder)).collect(Collectors.toSet());

        assertThat(covered)
                .containsExactlyInAnyOrderElementsOf(
                        all(Hints.databricks(null)).stream().map(Rule::name).collect(Collectors.toSet()));
    }

    @Test
    void namesEachRuleAfterItsClass() {
        for (Rule rule : all(Hints.databricks(null))) {
            String kebab = rule.getClass()
                    .getSimpleName()
                    .replaceAll("(?<=[a-z])(?=[A-Z])", "-")
                    .toLowerCase(Locale.ROOT);
            assertThat(rule.name()).isEqualTo(kebab);
        }
    }

    @Test
    void documentsEveryRuleInItsOrder() throws IOException {
        List<String> documented = Files.readString(Path.of("../docs/import.md"))
                .lines()
                .filter(line -> line.matches("\\| `[a-z-]+` \\|.*\\|.*\\|"))
                .map(line -> line.split("`", 3)[1])
                .toList();
        List<String> rules = new ArrayList<>(List.of("swagger-two"));
        Normaliser.rules(Hints.databricks(null)).forEach(rule -> rules.add(rule.name()));

        assertThat(documented).containsExactlyElementsOf(rules);
    }

    static List<Path> cases() throws IOException {
        try (Stream<Path> folders = Files.list(CASES)) {
            return folders.filter(Files::isDirectory).sorted().toList();
        }
    }

    private static Rule rule(Path folder) throws IOException {
        return all(hints(folder)).stream()
                .filter(rule -> rule.name().equals(ruleName(folder)))
                .findFirst()
                .orElseThrow(() -> new AssertionError("No rule is named " + ruleName(folder)));
    }

    private static String ruleName(Path folder) {
        return folder.getFileName().toString().split("\\.", 2)[0];
    }

    private static List<Rule> all(Hints hints) {
        List<Rule> rules = new ArrayList<>(Normaliser.rules(hints));
        rules.add(new SwaggerTwo());
        return rules;
    }

    private static Hints hints(Path folder) throws IOException {
        Path file = folder.resolve("hints.json");
        if (!Files.exists(file)) {
            return Hints.databricks(null);
        }
        JsonNode given = read(file);
        Set<Format> drop = Nodes.strings(given.path("drop")).stream()
                .map(word -> Format.valueOf(word.toUpperCase(Locale.ROOT)))
                .collect(Collectors.toSet());
        Map<String, Hints.OperationOverride> overrides = new HashMap<>();
        given.path("overrides")
                .properties()
                .forEach(entry -> overrides.put(
                        entry.getKey(),
                        new Hints.OperationOverride(
                                entry.getValue().path("id").asString(null),
                                entry.getValue().path("summary").asString(null))));
        return new Hints(
                null,
                given.path("endpointTask").asString(null),
                drop,
                overrides,
                given.path("databricks").asBoolean(true));
    }

    static JsonNode report(List<Change> changes) {
        ArrayNode report = Nodes.array();
        for (Change change : changes) {
            ObjectNode entry = report.addObject().put("rule", change.rule()).put("pointer", change.pointer());
            if (change.before() != null) {
                entry.set("before", change.before());
            }
            if (change.after() != null) {
                entry.set("after", change.after());
            }
        }
        return report;
    }

    private static JsonNode read(Path file) throws IOException {
        return JSON.readTree(Files.readString(file));
    }

    private static String pretty(JsonNode node) {
        return JSON.writeValueAsString(node);
    }
}
