package dev.lakefront.portal.docs;

import static org.assertj.core.api.Assertions.assertThat;

import dev.lakefront.Gateway;
import dev.lakefront.portal.PortalGateway;
import dev.lakefront.problem.ProblemType;
import java.io.IOException;
import java.io.Reader;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Properties;
import java.util.TreeMap;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

class ProblemPagesTests {

    @Test
    void explainEveryCode(@TempDir Path folder) {
        try (PortalGateway portal = PortalGateway.start(folder)) {
            String list = portal.page("/portal/docs/problems").body();
            for (ProblemType type : ProblemType.values()) {
                var page = portal.page("/portal/docs/problems/" + type.code());

                assertThat(page.statusCode()).as(type.code()).isEqualTo(200);
                assertThat(page.body()).contains("<h1>" + type.title().replace("'", "&#39;") + "</h1>");
                assertThat(list)
                        .contains("/portal/docs/problems/" + type.code() + "\"")
                        // The fragment of the problem's type.
                        .contains("id=\"" + type.code() + "\"");
            }
        }
    }

    @Test
    void areWhereTheTypeOfAProblemLeads(@TempDir Path folder) {
        Gateway.write(folder, "config/gateway.yaml", "public-url: https://models.example.com\n");
        try (PortalGateway portal = PortalGateway.start(folder)) {
            JsonNode problem = JsonMapper.shared()
                    .readTree(portal.gateway()
                            .post("/iris/invocations", null, "{}")
                            .body());

            String type = problem.path("type").asString();
            assertThat(type).isEqualTo("https://models.example.com/portal/docs/problems#subscription-key-missing");
            assertThat(portal.page("/portal/docs/problems").body()).contains("id=\"subscription-key-missing\"");
        }
    }

    @Test
    void sayTheSameAsTheDocumentation() throws IOException {
        var documented = new TreeMap<String, String>();
        Pattern.compile("(?m)^\\| <a id=\"([a-z-]+)\"></a>.*? \\| \\d+ \\| (.*?) \\| (.*?) \\|$")
                .matcher(Files.readString(Path.of("../docs/problems.md")))
                .results()
                .forEach(row -> {
                    documented.put(row.group(1) + ".means", row.group(2));
                    documented.put(row.group(1) + ".advice", row.group(3));
                });

        assertThat(properties("problems")).isEqualTo(documented);
    }

    @Test
    void wordsOfRulesAreThoseOfTheDocumentation() throws IOException {
        var documented = new TreeMap<String, String>();
        String rules = Files.readString(Path.of("../docs/import.md")).split("### Servers")[0];
        Pattern.compile("(?m)^\\| `([a-z-]+)` \\| (.*?) \\| (.*?) \\|$")
                .matcher(rules)
                .results()
                .forEach(row -> documented.put(row.group(1), row.group(2).replace(" See below.", "")));

        assertThat(properties("import-rules")).isEqualTo(documented);
    }

    private static TreeMap<String, String> properties(String name) throws IOException {
        Properties properties = new Properties();
        try (Reader reader = Files.newBufferedReader(Path.of("src/main/resources/portal/" + name + ".properties"))) {
            properties.load(reader);
        }
        var map = new TreeMap<String, String>();
        properties.stringPropertyNames().forEach(key -> map.put(key, properties.getProperty(key)));
        return map;
    }
}
