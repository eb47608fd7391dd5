package dev.lakefront;

import static org.assertj.core.api.Assertions.assertThat;

import dev.lakefront.proxy.Chaos;
import io.micrometer.core.instrument.Meter;
import io.micrometer.core.instrument.MeterRegistry;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.snakeyaml.engine.v2.api.Load;
import org.snakeyaml.engine.v2.api.LoadSettings;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/** The dashboard, the alerts and the guide for operators speak of what a running gateway really tells. */
class OperationsTests {

    private static final Path ROOT = Path.of("..");
    private static final Path DASHBOARD = ROOT.resolve("helm/lakefront/dashboards/lakefront.json");
    private static final Path ALERTS = ROOT.resolve("helm/lakefront/alerts/lakefront.rules.yaml");
    private static final Path GUIDE = ROOT.resolve("docs/operations.md");

    @TempDir
    private static Path folder;

    private static Chaos chaos;
    private static Set<String> scraped;

    @BeforeAll
    static void run() {
        chaos = new Chaos(
                folder, true, "--lakefront.tracing.enabled=true", "--lakefront.tracing.endpoint=http://127.0.0.1:9/");
        chaos.run(7, 1);
        scraped = Metrics.names(Metrics.scrape(chaos.gateway()));
    }

    @AfterAll
    static void stop() {
        chaos.close();
    }

    @Test
    void findsTheMetricsInAnExpression() {
        assertThat(Metrics.namesIn(
                        "sum by (le, api) (rate(a_total{b=\"c d\"}[5m])) / 1e9 > on(x) group_left() max(d:e) and f"))
                .containsExactly("a_total", "d:e", "f");
    }

    @Test
    void theDashboardShowsOnlyWhatExists() throws IOException {
        JsonNode dashboard = JsonMapper.shared().readTree(Files.readString(DASHBOARD));
        List<String> expressions = dashboard.findValuesAsString("expr");

        assertThat(expressions).hasSizeGreaterThan(10);
        assertThat(dashboard.get("panels").findValuesAsString("title"))
                .doesNotHaveDuplicates()
                .doesNotContain("");
        assertThat(expressions).allSatisfy(OperationsTests::assertExists);
    }

    @Test
    void theAlertsWatchOnlyWhatExists() throws IOException {
        assertThat(alerts()).hasSizeGreaterThan(5).allSatisfy(alert -> {
            assertExists(String.valueOf(alert.get("expr")));
            assertThat(alert.get("labels")).asString().matches(".*severity=(critical|warning|info).*");
            assertThat(alert.get("annotations")).asString().contains("summary=").contains("runbook_url=");
        });
    }

    @Test
    void theGuideSaysWhatToDoForEveryAlert() throws IOException {
        String guide = Files.readString(GUIDE);

        assertThat(alerts()).allSatisfy(alert -> assertThat(guide).contains("\n### " + alert.get("alert") + "\n"));
    }

    @Test
    void theGuideListsEveryMeterAndNoOther() throws IOException {
        String guide = Files.readString(GUIDE);
        String metrics = guide.substring(guide.indexOf("\n## Metrics\n"), guide.indexOf("\n## Access log\n"));
        Set<String> documented = Pattern.compile("^\\| `(lakefront\\.[a-z.]+)` \\|", Pattern.MULTILINE)
                .matcher(metrics)
                .results()
                .map(found -> found.group(1))
                .collect(Collectors.toCollection(TreeSet::new));
        Set<String> real = chaos.gateway().bean(MeterRegistry.class).getMeters().stream()
                .map(Meter::getId)
                .map(Meter.Id::getName)
                .filter(name -> name.startsWith("lakefront."))
                .collect(Collectors.toCollection(TreeSet::new));

        assertThat(documented).isEqualTo(real);
    }

    @Test
    void noSeriesSaysWhoCalls() {
        List<String> ours = Metrics.scrape(chaos.gateway())
                .lines()
                .filter(line -> line.startsWith("lakefront_"))
                .toList();

        assertThat(ours).anyMatch(line -> line.contains("api=\"churn\""));
        assertThat(ours)
                .noneMatch(line -> line.contains("subscription=") || line.contains("key=") || line.contains("path="));
        assertThat(scraped).noneMatch(name -> name.startsWith("http_server_requests"));
    }

    private static void assertExists(String expression) {
        assertThat(Metrics.namesIn(expression)).as(expression).isNotEmpty().isSubsetOf(scraped);
    }

    private static List<Map<?, ?>> alerts() throws IOException {
        Object rules = new Load(LoadSettings.builder().build()).loadFromString(Files.readString(ALERTS));
        List<Map<?, ?>> alerts = new ArrayList<>();
        for (Object group : (List<?>) ((Map<?, ?>) rules).get("groups")) {
            for (Object rule : (List<?>) ((Map<?, ?>) group).get("rules")) {
                alerts.add((Map<?, ?>) rule);
            }
        }
        return alerts;
    }
}
