package dev.lakefront;

import dev.lakefront.publication.Snapshots;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.ArrayList;
import java.util.List;
import org.springframework.boot.builder.SpringApplicationBuilder;
import org.springframework.context.ConfigurableApplicationContext;

/** A whole gateway on ports of its own, for tests that speak to it as a caller does. */
public final class Gateway implements AutoCloseable {

    private final ConfigurableApplicationContext context;
    private final HttpClient client =
            HttpClient.newBuilder().version(HttpClient.Version.HTTP_1_1).build();

    private Gateway(ConfigurableApplicationContext context) {
        this.context = context;
    }

    /**
     * Starts on the configuration below this folder: {@code config/}, {@code policies/}, {@code data/}. Without the portal,
     * which most tests have no need of.
     */
    public static Gateway start(Path folder, String... properties) {
        return start(folder, false, List.of(), properties);
    }

    /** With the portal, and its database below {@code data/}. */
    public static Gateway startWithPortal(Path folder, String... properties) {
        return start(folder, true, List.of(), properties);
    }

    /** With the portal, and with beans of the test's own. */
    public static Gateway startWithPortal(Path folder, Class<?> beans, String... properties) {
        return start(folder, true, List.of(beans), properties);
    }

    private static Gateway start(Path folder, boolean portal, List<Class<?>> beans, String... properties) {
        List<String> arguments = new ArrayList<>(List.of(
                "--lakefront.portal.enabled=" + portal,
                "--server.port=0",
                "--management.server.port=0",
                "--lakefront.config-dir=" + folder.resolve("config"),
                "--lakefront.policies-dir=" + folder.resolve("policies"),
                "--lakefront.data-dir=" + folder.resolve("data"),
                "--lakefront.reload-delay=100ms"));
        arguments.addAll(List.of(properties));
        return new Gateway(new SpringApplicationBuilder(GatewayApplication.class)
                .sources(beans.toArray(Class<?>[]::new))
                .run(arguments.toArray(String[]::new)));
    }

    public int port() {
        return context.getEnvironment().getRequiredProperty("local.server.port", Integer.class);
    }

    public int managementPort() {
        return context.getEnvironment().getRequiredProperty("local.management.port", Integer.class);
    }

    public String url() {
        return "http://127.0.0.1:" + port();
    }

    public Snapshots snapshots() {
        return bean(Snapshots.class);
    }

    public <T> T bean(Class<T> type) {
        return context.getBean(type);
    }

    public <T> java.util.Map<String, T> beans(Class<T> type) {
        return context.getBeansOfType(type);
    }

    public HttpRequest.Builder request(String path) {
        return HttpRequest.newBuilder(URI.create(url() + path));
    }

    public HttpResponse<String> send(HttpRequest.Builder request) {
        try {
            return client.send(request.build(), HttpResponse.BodyHandlers.ofString());
        } catch (IOException failed) {
            throw new UncheckedIOException(failed);
        } catch (InterruptedException interrupted) {
            throw new IllegalStateException(interrupted);
        }
    }

    public HttpResponse<String> get(String path) {
        return send(request(path));
    }

    public HttpResponse<String> get(String path, String key) {
        return send(request(path).header("X-API-Key", key));
    }

    public HttpResponse<String> post(String path, String key, String json) {
        HttpRequest.Builder request = request(path)
                .header("Content-Type", "application/json")
                .POST(HttpRequest.BodyPublishers.ofString(json));
        return send(key == null ? request : request.header("X-API-Key", key));
    }

    /** Writes a file below the folder, making its parents. */
    public static void write(Path folder, String path, String content) {
        try {
            Path file = folder.resolve(path);
            Files.createDirectories(file.getParent());
            Files.writeString(file, content);
        } catch (IOException failed) {
            throw new UncheckedIOException(failed);
        }
    }

    /** As an editor or a git checkout does it: a new file takes the old one's place. */
    public static void replace(Path folder, String path, String content) {
        write(folder, path + ".part", content);
        try {
            Files.move(folder.resolve(path + ".part"), folder.resolve(path), StandardCopyOption.REPLACE_EXISTING);
        } catch (IOException failed) {
            throw new UncheckedIOException(failed);
        }
    }

    @Override
    public void close() {
        context.close();
    }
}
