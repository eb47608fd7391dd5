package dev.lakefront.accesslog;

import static org.assertj.core.api.Assertions.assertThat;

import dev.lakefront.Gateway;
import dev.lakefront.GatewayApplication;
import java.io.IOException;
import java.net.ServerSocket;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.file.Path;
import java.time.Duration;
import java.util.concurrent.TimeUnit;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** A gateway in a process of its own, writing into a pipe that nobody reads. */
class StuckPipeTests {

    /** Each leaves an access line and a warning: more than the pipe (64 KiB) and both queues hold. */
    private static final int CALLS = 2000;

    @TempDir
    Path folder;

    private final HttpClient client = HttpClient.newHttpClient();

    @Test
    void answersEveryCallAndCountsTheLinesThatAreLost() throws Exception {
        int port = freePort();
        int management = freePort();
        Gateway.write(folder, "config/products/open.yaml", "title: Open\nsubscription: { required: false }\n");
        Gateway.write(
                folder,
                "config/workspaces/gone.yaml",
                "type: http\nhost: http://127.0.0.1:" + freePort() + "\nauth: { type: none }\n");
        Gateway.write(
                folder,
                "config/apis/churn.yaml",
                "title: Churn\nworkspace: gone\nendpoint: churn\ntask: tabular\nproducts: [open]\n"
                        + "retry: { attempts: 1 }\n");
        Process gateway = start(
                "--server.port=" + port,
                "--management.server.port=" + management,
                "--lakefront.access-log.queue=50",
                "--lakefront.access-log.flush-every=10ms");
        try {
            URI health = URI.create("http://127.0.0.1:" + management + "/actuator/health/readiness");
            Awaitility.await()
                    .atMost(Duration.ofSeconds(90))
                    .ignoreExceptions()
                    .until(() -> get(health).statusCode() == 200);

            for (int i = 0; i < CALLS; i++) {
                // 503 once the circuit is open.
                assertThat(call(port)).isIn(502, 503);
            }

            String metrics = get(URI.create("http://127.0.0.1:" + management + "/actuator/prometheus"))
                    .body();
            assertThat(metrics).contains("lakefront_requests_received_total " + CALLS + ".0");
            assertThat(metrics).containsPattern("lakefront_access_log_dropped_total\\{reason=\"queue-full\"} [1-9]");
        } finally {
            gateway.destroyForcibly().waitFor(10, TimeUnit.SECONDS);
        }
    }

    private int call(int port) throws IOException, InterruptedException {
        return client.send(
                        HttpRequest.newBuilder(URI.create("http://127.0.0.1:" + port + "/churn/invocations"))
                                .timeout(Duration.ofSeconds(20))
                                .POST(HttpRequest.BodyPublishers.ofString("{}"))
                                .build(),
                        HttpResponse.BodyHandlers.discarding())
                .statusCode();
    }

    private HttpResponse<String> get(URI address) throws IOException, InterruptedException {
        HttpRequest request =
                HttpRequest.newBuilder(address).timeout(Duration.ofSeconds(20)).build();
        return client.send(request, HttpResponse.BodyHandlers.ofString());
    }

    private static int freePort() throws IOException {
        try (ServerSocket socket = new ServerSocket(0)) {
            return socket.getLocalPort();
        }
    }

    private Process start(String... arguments) throws IOException {
        ProcessBuilder builder = new ProcessBuilder(
                Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                "-Xmx256m",
                "-XX:TieredStopAtLevel=1",
                "-cp",
                System.getProperty("java.class.path"),
                GatewayApplication.class.getName());
        for (String argument : arguments) {
            builder.command().add(argument);
        }
        // The pipe of the standard output stays unread.
        return builder.directory(folder.toFile())
                .redirectError(ProcessBuilder.Redirect.DISCARD)
                .start();
    }
}
