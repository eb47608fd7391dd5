import java.io.BufferedReader;
import java.io.IOException;
import java.net.ServerSocket;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * Starts the gateway on its simulated workspace, calls it as callers do, and ends it properly, so that the JVM can write
 * down what it has loaded, linked and compiled. Arguments: the command that starts the gateway.
 */
final class Training {

    private static final Pattern KEY = Pattern.compile("^ {2}Key +(\\S+)");
    private static final int CALLS = 1000;
    private static final String IRIS =
            "{\"dataframe_records\":[{\"sepal_length\":5.1,\"sepal_width\":3.5,\"petal_length\":1.4,\"petal_width\":0.2}]}";
    private static final String CHAT =
            "{\"model\":\"assistant\",\"stream\":true,\"messages\":[{\"role\":\"user\",\"content\":\"hello\"}]}";

    private final HttpClient client = HttpClient.newHttpClient();
    private final int port;
    private final int managementPort;
    private final CompletableFuture<String> key = new CompletableFuture<>();

    private Training(int port, int managementPort) {
        this.port = port;
        this.managementPort = managementPort;
    }

    public static void main(String... command) throws Exception {
        new Training(freePort(), freePort()).run(command);
    }

    private void run(String... command) throws Exception {
        Path nothing = Files.createTempDirectory("training");
        List<String> whole = new ArrayList<>(List.of(command));
        whole.addAll(List.of(
                // Loopback, whatever the image says: nobody else may call it while it trains.
                "--server.address=127.0.0.1",
                "--server.port=" + port,
                "--management.server.address=127.0.0.1",
                "--management.server.port=" + managementPort,
                "--lakefront.config-dir=" + nothing.resolve("config"),
                "--lakefront.policies-dir=" + nothing.resolve("policies"),
                "--lakefront.data-dir=" + nothing.resolve("data")));
        Process gateway = new ProcessBuilder(whole).redirectErrorStream(true).start();
        Thread reader = Thread.ofVirtual().start(() -> read(gateway));
        try {
            String issued = key.get(120, TimeUnit.SECONDS);
            call(issued);
        } finally {
            // Not Process.destroy(): it closes the streams that the recording still writes to.
            gateway.toHandle().destroy();
            if (!gateway.waitFor(180, TimeUnit.SECONDS)) {
                gateway.destroyForcibly();
                throw new IllegalStateException("the gateway did not end");
            }
            reader.join();
        }
    }

    /** Shows what the gateway says, but for its key. */
    private void read(Process gateway) {
        try (BufferedReader lines = gateway.inputReader()) {
            for (String line = lines.readLine(); line != null; line = lines.readLine()) {
                Matcher match = KEY.matcher(line);
                if (match.find()) {
                    key.complete(match.group(1));
                }
                boolean secret = key.isDone() && line.contains(key.join());
                System.out.println(secret ? "  (a line with the key)" : line);
            }
        } catch (IOException cut) {
            key.completeExceptionally(cut);
        }
        key.completeExceptionally(new IllegalStateException("the gateway ended before it was ready"));
    }

    private void call(String issued) throws IOException, InterruptedException {
        expect(200, get(managementPort, "/actuator/health/readiness", issued));
        for (int i = 0; i < CALLS; i++) {
            HttpResponse<String> answer = post("/iris/invocations", issued, IRIS);
            if (answer.statusCode() == 429) {
                // A fast machine meets the workspace's limit; what is done then may be learned as well.
                Thread.sleep(Duration.ofSeconds(1));
            } else {
                expect(200, answer);
            }
        }
        Thread.sleep(Duration.ofSeconds(1));
        for (int i = 0; i < CALLS / 20; i++) {
            expect(200, post("/v1/chat/completions", issued, CHAT));
            expect(200, post("/serving-endpoints/iris/invocations", issued, IRIS));
            expect(200, get(port, "/v1/models", issued));
            expect(401, post("/iris/invocations", "nobodys-key-0123456789", IRIS));
            expect(404, get(port, "/nothing", issued));
        }
        expect(200, get(managementPort, "/actuator/prometheus", issued));
    }

    private static void expect(int status, HttpResponse<String> answer) {
        if (answer.statusCode() != status) {
            throw new IllegalStateException(answer.request().uri().getPath() + " answered " + answer.statusCode()
                    + " and not " + status + ": " + answer.body());
        }
    }

    private HttpResponse<String> get(int at, String path, String with) throws IOException, InterruptedException {
        return send(request(at, path, with));
    }

    private HttpResponse<String> post(String path, String with, String json) throws IOException, InterruptedException {
        return send(request(port, path, with)
                .header("Content-Type", "application/json")
                .POST(HttpRequest.BodyPublishers.ofString(json)));
    }

    private static HttpRequest.Builder request(int at, String path, String with) {
        return HttpRequest.newBuilder(URI.create("http://127.0.0.1:" + at + path))
                .header("X-API-Key", with);
    }

    private HttpResponse<String> send(HttpRequest.Builder request) throws IOException, InterruptedException {
        return client.send(request.build(), HttpResponse.BodyHandlers.ofString());
    }

    private static int freePort() throws IOException {
        try (ServerSocket socket = new ServerSocket(0)) {
            return socket.getLocalPort();
        }
    }
}
