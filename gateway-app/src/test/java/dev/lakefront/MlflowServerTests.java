package dev.lakefront;

import static org.assertj.core.api.Assertions.assertThat;

import dev.lakefront.subscription.SubscriptionKey;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.file.Path;
import java.security.SecureRandom;
import java.time.Duration;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import tools.jackson.databind.json.JsonMapper;

/** A real {@code mlflow models serve} behind the gateway: scikit-learn's iris classifier, a workspace of type http. */
class MlflowServerTests {

    private static final Duration TRAINING = Duration.ofMinutes(2);
    private static final Duration START = Duration.ofMinutes(2);
    private static final String KEY = SubscriptionKey.issue(new SecureRandom()).reveal();

    private static final String SPLIT = """
        {"dataframe_split":{"columns":["sepal_length","sepal_width","petal_length","petal_width"],
        "data":[[5.1,3.5,1.4,0.2],[6.3,3.3,6.0,2.5],[5.7,2.8,4.1,1.3]]}}\
        """;
    private static final String ROWS = """
        [{"sepal_length":5.1,"sepal_width":3.5,"petal_length":1.4,"petal_width":0.2},
        {"sepal_length":6.3,"sepal_width":3.3,"petal_length":6.0,"petal_width":2.5},
        {"sepal_length":5.7,"sepal_width":2.8,"petal_length":4.1,"petal_width":1.3}]\
        """;
    private static final String RECORDS = "{\"dataframe_records\":" + ROWS + "}";
    private static final String INSTANCES = "{\"instances\":" + ROWS + "}";
    private static final String INPUTS = """
        {"inputs":{"sepal_length":[5.1,6.3,5.7],"sepal_width":[3.5,3.3,2.8],
        "petal_length":[1.4,6.0,4.1],"petal_width":[0.2,2.5,1.3]}}\
        """;

    @TempDir
    private static Path folder;

    private static Process server;
    private static Gateway gateway;

    @BeforeAll
    static void start() throws IOException, InterruptedException {
        Path python = Tool.PYTHON.require();
        Path model = folder.resolve("model");
        Script.of(python, Script.file("mlflow_backend.py"), model).run(folder.resolve("training.txt"), TRAINING);
        int port = freePort();
        server = Script.of(
                        python,
                        "-m",
                        "mlflow",
                        "models",
                        "serve",
                        "-m",
                        model,
                        "-h",
                        "127.0.0.1",
                        "-p",
                        port,
                        "--env-manager",
                        "local")
                .start(folder.resolve("server.txt"));
        awaitServer("http://127.0.0.1:" + port + "/ping");
        declare(port);
        gateway = Gateway.start(folder);
    }

    @AfterAll
    static void stop() {
        if (gateway != null) {
            gateway.close();
        }
        if (server != null) {
            Script.stop(server);
        }
    }

    @ParameterizedTest
    @ValueSource(strings = {SPLIT, RECORDS, INSTANCES, INPUTS})
    void predictsTheSameInEveryFormat(String rows) {
        assertPredicts(gateway.post("/flowers/invocations", KEY, rows));
        assertPredicts(gateway.post("/serving-endpoints/flowers/invocations", KEY, rows));
    }

    @Test
    void passesTheServersOwnErrorOn() {
        HttpResponse<String> answer = gateway.post("/flowers/invocations", KEY, "{\"rows\":[]}");

        assertThat(answer.statusCode()).isEqualTo(400);
        assertThat(answer.headers().firstValue("X-Lakefront-Error")).isEmpty();
        assertThat(answer.body()).contains("error_code");
    }

    @Test
    void guardsTheServerWithAKey() {
        assertThat(gateway.post("/flowers/invocations", null, "{}").statusCode())
                .isEqualTo(401);
    }

    @Test
    void publishesTheServersDocument() {
        HttpResponse<String> document = gateway.get("/flowers/openapi.json", KEY);

        assertThat(document.statusCode()).isEqualTo(200);
        assertThat(JsonMapper.shared().readTree(document.body()).path("paths").propertyNames())
                .contains("/invocations");
    }

    private static void assertPredicts(HttpResponse<String> answer) {
        assertThat(answer.statusCode()).as(answer.body()).isEqualTo(200);
        assertThat(JsonMapper.shared().readTree(answer.body()))
                .isEqualTo(JsonMapper.shared().readTree("{\"predictions\":[0,2,1]}"));
    }

    private static void declare(int port) {
        DemoGateway.declareSubscription(folder, KEY);
        Gateway.write(folder, "config/workspaces/models.yaml", """
            type: http
            host: http://127.0.0.1:%d
            """.formatted(port));
        Gateway.write(folder, "config/apis/flowers.yaml", """
            title: Flowers
            workspace: models
            endpoint: iris
            task: tabular
            """);
    }

    private static void awaitServer(String ping) throws InterruptedException {
        HttpRequest request = HttpRequest.newBuilder(URI.create(ping))
                .timeout(Duration.ofSeconds(5))
                .build();
        long deadline = System.nanoTime() + START.toNanos();
        try (HttpClient client = HttpClient.newHttpClient()) {
            while (!answers(client, request)) {
                assertThat(server.isAlive() && System.nanoTime() < deadline)
                        .as(
                                "mlflow models serve answers %s; it printed:%n%s",
                                ping, Script.read(folder.resolve("server.txt")))
                        .isTrue();
                Thread.sleep(200);
            }
        }
    }

    /** False while nothing listens, or what listens is not ready. */
    private static boolean answers(HttpClient client, HttpRequest request) throws InterruptedException {
        try {
            return client.send(request, HttpResponse.BodyHandlers.discarding()).statusCode() == 200;
        } catch (IOException notYet) {
            return false;
        }
    }

    private static int freePort() {
        try (ServerSocket socket = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
            return socket.getLocalPort();
        } catch (IOException failed) {
            throw new UncheckedIOException(failed);
        }
    }
}
