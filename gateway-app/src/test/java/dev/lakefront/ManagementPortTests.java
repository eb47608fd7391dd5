package dev.lakefront;

import static org.assertj.core.api.Assertions.assertThat;

import com.sun.net.httpserver.HttpServer;
import io.micrometer.core.instrument.MeterRegistry;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.URI;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.file.Path;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/** What operators and probes can ask, on a port of its own; the gateway's only workspace is down all the while. */
class ManagementPortTests {

    @TempDir
    private static Path folder;

    private static Gateway gateway;

    @BeforeAll
    static void start() throws IOException {
        // A port that was free a moment ago: nobody answers there.
        HttpServer taken = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
        int port = taken.getAddress().getPort();
        taken.stop(0);
        Gateway.write(folder, "config/workspaces/prod.yaml", """
            type: databricks
            host: http://127.0.0.1:%d
            auth: { type: oauth-m2m, client-id: gateway, client-secret: very-secret }
            """.formatted(port));
        Gateway.write(
                folder, "config/apis/churn.yaml", "title: Churn\nworkspace: prod\nendpoint: churn\ntask: tabular\n");
        gateway = Gateway.start(folder);
    }

    @AfterAll
    static void stop() {
        gateway.close();
    }

    private static HttpResponse<String> managed(String path) {
        return gateway.send(HttpRequest.newBuilder(URI.create("http://127.0.0.1:" + gateway.managementPort() + path)));
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "env",
                "heapdump",
                "threaddump",
                "loggers",
                "gateway",
                "gateway/routes",
                "beans",
                "configprops",
                "conditions",
                "mappings",
                "metrics",
                "shutdown",
                "httpexchanges",
                "logfile",
                "scheduledtasks",
                "caches",
                "startup",
                "refresh"
            })
    void staysClosedOnBothPorts(String endpoint) {
        assertThat(managed("/actuator/" + endpoint).statusCode()).isEqualTo(404);
        assertThat(gateway.get("/actuator/" + endpoint).statusCode()).isEqualTo(404);
    }

    @ParameterizedTest
    @ValueSource(strings = {"health", "health/liveness", "health/readiness", "info", "prometheus", "sbom"})
    void opensWhatOperatorsNeedOnTheirPortOnly(String endpoint) {
        assertThat(managed("/actuator/" + endpoint).statusCode()).isEqualTo(200);
        assertThat(gateway.get("/actuator/" + endpoint).statusCode()).isEqualTo(404);
    }

    @Test
    void isAliveAndReadyWhileAWorkspaceIsDown() {
        assertThat(json("/actuator/health/liveness").get("status").asString()).isEqualTo("UP");
        assertThat(json("/actuator/health/readiness").get("status").asString()).isEqualTo("UP");
    }

    @Test
    void tellsHowEachWorkspaceAnswersWithoutAnySecret() {
        HttpResponse<String> response = managed("/actuator/health");
        JsonNode workspaces = json("/actuator/health").at("/components/workspaces");

        assertThat(response.statusCode()).isEqualTo(200);
        assertThat(workspaces.get("status").asString()).isEqualTo("DEGRADED");
        assertThat(workspaces.at("/details/prod/credential/state").asString()).isEqualTo("failing");
        assertThat(workspaces.at("/details/prod/credential/lastFailureReason").asString())
                .isNotBlank();
        assertThat(response.body()).doesNotContain("very-secret");
        assertThat(managed("/actuator/prometheus").body())
                .contains("lakefront_workspace_failing{calls=\"credential\",workspace=\"prod\"} 1.0")
                .contains("lakefront_token_expiry_seconds{workspace=\"prod\"} 0.0");
    }

    @Test
    void countsNoProbeAsACall() {
        MeterRegistry registry = gateway.bean(MeterRegistry.class);
        gateway.get("/nobody");
        double before =
                registry.get("lakefront.requests.received").functionCounter().count();

        managed("/actuator/health/readiness");
        managed("/actuator/nobody");

        assertThat(before).isPositive();
        assertThat(registry.get("lakefront.requests.received").functionCounter().count())
                .isEqualTo(before);
    }

    private static JsonNode json(String path) {
        return JsonMapper.shared().readTree(managed(path).body());
    }
}
