package dev.lakefront.catalog;

import static org.assertj.core.api.Assertions.assertThat;

import dev.lakefront.document.Binder;
import dev.lakefront.document.DocumentReader;
import dev.lakefront.document.Report;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.Optional;
import org.junit.jupiter.api.Test;

class ApiFileTests {

    private final Report report = new Report();

    private Optional<Api> read(String yaml) {
        return new DocumentReader()
                .read("churn.yaml", yaml.getBytes(StandardCharsets.UTF_8), report)
                .flatMap(document -> new ApiFile(new Binder()).read("churn", document, report));
    }

    @Test
    void needsFourLines() {
        Api api = read("title: Churn\nworkspace: prod\nendpoint: churn-classifier\nproducts: [internal]\n")
                .orElseThrow();

        assertThat(api.path()).isEqualTo("/churn");
        assertThat(api.products()).containsExactly("internal");
        assertThat(api.source()).isEqualTo(new Api.DocumentSource.Endpoint());
        assertThat(api.timeouts()).isEqualTo(Api.Timeouts.NONE);
    }

    @Test
    void readsWhateverElseMayBeSet() {
        Api api = read("""
            title: Churn
            summary: Who leaves.
            workspace: prod
            endpoint: churn-classifier
            path: /ml/churn
            task: tabular
            openapi: { source: { file: churn.openapi.json }, drop: [dataframe_split] }
            timeouts: { connect: 1s, first-byte: 30s, total: 2m }
            request: { max-size: 1MB }
            """).orElseThrow();

        assertThat(api.path()).isEqualTo("/ml/churn");
        assertThat(api.task()).isEqualTo(Task.TABULAR);
        assertThat(api.source()).isEqualTo(new Api.DocumentSource.File("churn.openapi.json"));
        assertThat(api.drop()).containsExactly("dataframe_split");
        assertThat(api.timeouts().total()).isEqualTo(Duration.ofMinutes(2));
        assertThat(api.maxSize()).isNotNull();
    }

    @Test
    void refusesATimeOutOfNothing() {
        assertThat(read("title: T\nworkspace: prod\nendpoint: e\ntimeouts: { connect: 0s }\n"))
                .isEmpty();

        assertThat(report.findings()).singleElement().satisfies(finding -> {
            assertThat(finding.message()).isEqualTo("time-out 'connect' must be longer than nothing");
            assertThat(finding.position()).hasToString("churn.yaml:4:11");
        });
    }
}
