package dev.lakefront.demo;

import java.io.IOException;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublisher;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.time.Duration;
import java.time.InstantSource;
import java.util.List;
import java.util.SplittableRandom;
import tools.jackson.databind.JsonNode;

/** Calls a simulated workspace over a real socket, as the tests of this package do. */
final class DemoCaller implements AutoCloseable {

    /** A question to the model iris, and where it is asked. */
    static final String ROW = "{\"dataframe_split\":{\"columns\":[\"sepal_length\",\"sepal_width\","
            + "\"petal_length\",\"petal_width\"],\"data\":[[5.1,3.5,1.4,0.2]]}}";

    static final String QUERY = "/serving-endpoints/iris/invocations";

    final DemoWorkspace workspace;
    private final HttpClient client =
            HttpClient.newBuilder().version(HttpClient.Version.HTTP_1_1).build();

    private DemoCaller(DemoWorkspace workspace) {
        this.workspace = workspace;
    }

    static DemoCaller start() {
        return start(settings());
    }

    static DemoCaller start(DemoSettings settings) {
        return new DemoCaller(DemoWorkspace.start(settings));
    }

    static DemoSettings settings() {
        return DemoSettings.onLoopback(InstantSource.system(), new SplittableRandom(7))
                .withChunkDelay(Duration.ZERO);
    }

    Answer get(String path) {
        return send("GET", path, BodyPublishers.noBody(), "Authorization", "Bearer " + workspace.token());
    }

    Answer post(String path, String json) {
        return send(
                "POST",
                path,
                BodyPublishers.ofString(json),
                "Authorization",
                "Bearer " + workspace.token(),
                "Content-Type",
                "application/json");
    }

    Answer query(String endpoint, String json) {
        return post("/serving-endpoints/" + endpoint + "/invocations", json);
    }

    Answer send(String method, String path, BodyPublisher body, String... headers) {
        HttpRequest.Builder request = HttpRequest.newBuilder(workspace.host().resolve(path))
                .timeout(Duration.ofSeconds(20))
                .method(method, body);
        if (headers.length > 0) {
            request.headers(headers);
        }
        try {
            return new Answer(client.send(request.build(), BodyHandlers.ofString()));
        } catch (IOException e) {
            throw new AssertionError("No answer to " + method + " " + path, e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new AssertionError(e);
        }
    }

    @Override
    public void close() {
        client.close();
        workspace.close();
    }

    /** An answer as it came. */
    record Answer(HttpResponse<String> response) {

        int status() {
            return response.statusCode();
        }

        String body() {
            return response.body();
        }

        JsonNode json() {
            return Json.MAPPER.readTree(response.body());
        }

        String header(String name) {
            return response.headers().firstValue(name).orElse("");
        }

        /** The {@code data:} lines of a stream; fails on any other line, as strict clients do. */
        List<String> frames() {
            List<String> lines =
                    response.body().lines().filter(line -> !line.isEmpty()).toList();
            return lines.stream()
                    .map(line -> {
                        if (!line.startsWith("data: ")) {
                            throw new AssertionError("Not a data line: " + line);
                        }
                        return line.substring("data: ".length());
                    })
                    .toList();
        }
    }
}
