package dev.lakefront.server;

import static org.assertj.core.api.Assertions.assertThat;

import dev.lakefront.Gateway;
import dev.lakefront.proxy.FakeBackend;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.jdbc.datasource.DriverManagerDataSource;

/** A real process and its signal: what was called last is written before the database is closed. */
@Timeout(180)
class UsageAtStopTests {

    private static final int CALLS = 300;

    @TempDir
    private Path folder;

    @Test
    void writesTheUsageOfEveryCallBeforeItEnds() throws Exception {
        try (FakeBackend backend = new FakeBackend();
                GatewayProcess gateway = start(backend);
                HttpClient client = HttpClient.newHttpClient()) {
            for (int i = 0; i < CALLS; i++) {
                call(client, gateway);
            }
            gateway.terminate();
            gateway.awaitExit(Duration.ofSeconds(60));

            assertThat(recorded(gateway)).as(gateway.log()).isEqualTo(CALLS);
        }
    }

    private GatewayProcess start(FakeBackend backend) {
        Gateway.write(folder, "config/workspaces/models.yaml", """
            type: http
            host: %s
            auth: { type: none }
            """.formatted(backend.url()));
        Gateway.write(folder, "config/products/public.yaml", "title: Public\nsubscription: { required: false }\n");
        Gateway.write(folder, "config/apis/churn.yaml", """
            title: Churn
            workspace: models
            endpoint: churn
            task: tabular
            products: [public]
            """);
        // Nothing but the stop writes what is called in these seconds.
        return GatewayProcess.start(folder, List.of("-Xmx256m"), "--lakefront.usage.flush-every=9s");
    }

    private static void call(HttpClient client, GatewayProcess gateway) throws IOException, InterruptedException {
        HttpRequest request = HttpRequest.newBuilder(
                        URI.create("http://127.0.0.1:" + gateway.port() + "/churn/invocations"))
                .header("Content-Type", "application/json")
                .POST(HttpRequest.BodyPublishers.ofString("{\"dataframe_records\":[{\"a\":1}]}"))
                .build();
        assertThat(client.send(request, HttpResponse.BodyHandlers.discarding()).statusCode())
                .isEqualTo(200);
    }

    private long recorded(GatewayProcess gateway) {
        Path database = folder.resolve("data-" + gateway.port()).resolve("portal");
        return JdbcClient.create(new DriverManagerDataSource("jdbc:h2:file:" + database
                        + ";MODE=PostgreSQL;DATABASE_TO_LOWER=TRUE;DEFAULT_NULL_ORDERING=HIGH;IFEXISTS=TRUE"))
                .sql("select coalesce(sum(calls), 0) from usage_minute where api = 'churn'")
                .query(Long.class)
                .single();
    }
}
