package dev.lakefront.command;

import java.io.IOException;
import java.net.ConnectException;
import java.net.URI;
import java.net.URLEncoder;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.net.http.HttpTimeoutException;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.Map;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import tools.jackson.core.JacksonException;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.databind.node.ObjectNode;

/** Asks a running gateway by its management API. What goes wrong is said by {@link CommandFailed}. */
final class RunningGateway implements AutoCloseable {

    private static final String BASE = "/management/v1";
    private static final Duration CONNECT = Duration.ofSeconds(10);
    private static final Duration PATIENCE = Duration.ofSeconds(60);

    private final URI url;
    private final String administratorKey;
    private final HttpClient client = HttpClient.newBuilder()
            .version(HttpClient.Version.HTTP_1_1)
            .connectTimeout(CONNECT)
            .build();

    RunningGateway(URI url, String administratorKey) {
        this.url = url;
        this.administratorKey = administratorKey;
    }

    JsonNode get(String path, Map<String, String> query) {
        StringBuilder address = new StringBuilder(path);
        query.forEach((name, value) -> address.append(address.indexOf("?") < 0 ? '?' : '&')
                .append(name)
                .append('=')
                .append(encoded(value)));
        return send(request(address.toString()).GET());
    }

    /** Each call is another request; the gateway does it once, also if the network should send it twice. */
    JsonNode post(String path, ObjectNode body) {
        return send(request(path)
                .header("Content-Type", "application/json")
                .header("Idempotency-Key", UUID.randomUUID().toString())
                .POST(HttpRequest.BodyPublishers.ofString(body.toString())));
    }

    JsonNode put(String path, ObjectNode body) {
        return send(request(path)
                .header("Content-Type", "application/json")
                .PUT(HttpRequest.BodyPublishers.ofString(body.toString())));
    }

    void delete(String path) {
        send(request(path).DELETE());
    }

    /** What a person typed, as one segment of a path. */
    static String encoded(String text) {
        return URLEncoder.encode(text, StandardCharsets.UTF_8).replace("+", "%20");
    }

    private HttpRequest.Builder request(String path) {
        String base = url.toString().replaceAll("/+$", "");
        return HttpRequest.newBuilder(URI.create(base + BASE + path))
                .timeout(PATIENCE)
                .header("Accept", "application/json")
                .header("Authorization", "Bearer " + administratorKey);
    }

    private JsonNode send(HttpRequest.Builder request) {
        HttpResponse<String> response = answer(request.build());
        JsonNode body = json(response.body());
        if (response.statusCode() < 200 || response.statusCode() > 299) {
            throw refused(response.statusCode(), body);
        }
        if (body == null) {
            throw new CommandFailed(url + " does not answer as a gateway does: its answer is no JSON");
        }
        return body;
    }

    private HttpResponse<String> answer(HttpRequest request) {
        try {
            return client.send(request, HttpResponse.BodyHandlers.ofString());
        } catch (HttpTimeoutException late) {
            throw new CommandFailed(url + " does not answer in time");
        } catch (ConnectException nobody) {
            throw new CommandFailed("nobody listens at " + url + "; is the gateway running, and is --url right?");
        } catch (IOException broken) {
            throw new CommandFailed(url + " cannot be asked: " + broken);
        } catch (InterruptedException interrupted) {
            Thread.currentThread().interrupt();
            throw new CommandFailed("interrupted; what was asked may have been done");
        }
    }

    /** Absent for what is none. */
    private static @Nullable JsonNode json(String text) {
        try {
            return text.isEmpty()
                    ? JsonMapper.shared().createObjectNode()
                    : JsonMapper.shared().readTree(text);
        } catch (JacksonException none) {
            return null;
        }
    }

    private CommandFailed refused(int status, @Nullable JsonNode problem) {
        if (problem == null || !problem.has("detail")) {
            return new CommandFailed(url + " answers " + status + ", and not as a gateway does");
        }
        StringBuilder words = new StringBuilder();
        words.append(status)
                .append(' ')
                .append(problem.path("code").asString(""))
                .append(": ")
                .append(problem.path("detail").asString(""));
        problem.path("errors")
                .forEach(error -> words.append(System.lineSeparator())
                        .append("  ")
                        .append(error.path("pointer").asString(""))
                        .append(": ")
                        .append(error.path("detail").asString("")));
        return new CommandFailed(words.toString());
    }

    @Override
    public void close() {
        client.close();
    }
}
